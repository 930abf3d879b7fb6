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
import java.awt.Menu;
import java.awt.MenuBar;
import java.awt.MenuItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JTextField;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.SettingTexts;

/** Types a prompt into the dialog that opens first, presses OK in this and the next one, and Cancel in the third. */
final class ConversationProbe {

	private static int dialogs;

	private ConversationProbe() {}

	public static void main(String... arguments) {
		OpenedDialogs.hear(ConversationProbe::answer);
		List<String> prompts = new ArrayList<>();
		Conversation.Attempt attempt = settings -> {
			prompts.add(settings.get(Img2ImgSettings.PROMPT));
			if (prompts.size() == 1) throw new IOException("The first run fails.");
		};
		Conversation.hold("Img2Img", CommandSettings.all(), null, attempt);
		try {
			Conversation.hold("Img2Img", CommandSettings.all(), null, attempt);
		}
		catch (CancellationException e) {
			prompts.add("cancelled");
		}
		System.out.println(prompts);
		System.out.println(dots());
		System.exit(0);
	}

	private static void answer(GenericDialog dialog) {
		dialogs++;
		JTextField prompt = prompt(dialog);
		System.out.println("shown: " + prompt.getText());
		if (dialogs == 1) prompt.setText("a [typed] prompt");
		OpenedDialogs.press(dialog, dialogs == 3 ? 1 : 0);
	}

	/** The text that can be typed beside the prompt's name. */
	private static JTextField prompt(Container container) {
		for (Component part : container.getComponents()) {
			if (part instanceof JLabel && SettingTexts.PROMPT.equals(((JLabel) part).getText())) return (JTextField) ((JComboBox<?>) ((JLabel) part).getLabelFor()).getEditor().getEditorComponent();
			JTextField found = part instanceof Container ? prompt((Container) part) : null;
			if (found != null) return found;
		}
		return null;
	}

	private static List<String> dots() {
		Menu plugins = new Menu("Plugins");
		for (String label : new String[] { "Img2Img", "Img2Img Again", "Another" })
			plugins.add(new MenuItem(label));
		MenuBar menus = new MenuBar();
		menus.add(plugins);
		MenuDots.add(menus);
		List<String> labels = new ArrayList<>();
		for (int i = 0; i < plugins.getItemCount(); i++)
			labels.add(plugins.getItem(i).getLabel() + "=" + plugins.getItem(i).getActionCommand());
		return labels;
	}
}
