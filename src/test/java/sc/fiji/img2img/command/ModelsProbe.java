/*-
 * #%L
 * Image to image with latent diffusion models, for ImageJ and Fiji.
 * %%
 * Copyright (C) 2026 Img2Img developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
package sc.fiji.img2img.command;

import ij.gui.GenericDialog;

import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.TextArea;
import java.awt.event.KeyEvent;
import java.awt.event.KeyListener;

/** Opens the list of models, presses Esc in it, and says whether that was enough. */
final class ModelsProbe {

	private static volatile boolean stayed;

	private ModelsProbe() {}

	public static void main(String... arguments) throws Exception {
		OpenedDialogs.hear(dialog -> EventQueue.invokeLater(() -> press(dialog)));
		try (RunMonitor monitor = new RunMonitor()) {
			ModelsDialog.show(monitor);
		}
		System.out.println(stayed ? "still there" : "cancelled");
		System.exit(0);
	}

	private static void press(GenericDialog dialog) {
		TextArea list = list(dialog);
		KeyEvent escape = new KeyEvent(list, KeyEvent.KEY_PRESSED, System.currentTimeMillis(), 0, KeyEvent.VK_ESCAPE,
			KeyEvent.CHAR_UNDEFINED);
		for (KeyListener listener : list.getKeyListeners())
			listener.keyPressed(escape);
		if (dialog.wasCanceled()) return;
		stayed = true;
		OpenedDialogs.press(dialog, 1);
	}

	private static TextArea list(Container container) {
		for (Component part : container.getComponents()) {
			if (part instanceof TextArea) return (TextArea) part;
			TextArea found = part instanceof Container ? list((Container) part) : null;
			if (found != null) return found;
		}
		return null;
	}
}
