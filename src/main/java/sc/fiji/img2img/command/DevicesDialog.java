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
import ij.io.OpenDialog;
import ij.plugin.frame.Recorder;
import ij.text.TextWindow;

import java.awt.Font;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import sc.fiji.img2img.device.DeviceEntry;
import sc.fiji.img2img.device.DeviceList;
import sc.fiji.img2img.device.install.InstallOffer;

/** Shows the devices and asks what to do, until the user has had enough. */
final class DevicesDialog {

	private static final String TITLE = "Img2Img Devices";

	private DevicesDialog() {
		// NB: one conversation.
	}

	/** @throws IOException if what the user chose cannot be done; the message says why */
	static void show() throws IOException {
		// NB: the dialogs' own recording would make keys of their labels.
		Recorder.suspendRecording();
		try {
			ask();
		}
		finally {
			Recorder.resumeRecording();
		}
	}

	// -- Helper methods --

	private static void ask() throws IOException {
		DeviceList list = DeviceList.here();
		Map<String, String[]> actions = actions(list);
		GenericDialog dialog = new GenericDialog(TITLE);
		dialog.addMessage(list.toString(), new Font(Font.MONOSPACED, Font.PLAIN, 12));
		String[] labels = actions.keySet().toArray(new String[0]);
		dialog.addChoice("What to do", labels, labels[0]);
		dialog.showDialog();
		if (dialog.wasCanceled()) return;
		String[] action = actions.get(dialog.getNextChoice());
		String value = action[0].equals(DevicesOptions.ADD) ? file() : action[1];
		if (value == null) return;
		StringBuilder outcome = new StringBuilder();
		DevicesRun.of(line -> outcome.append(line).append('\n'), DevicesDialog::agrees).run(action[0], value);
		Recorder.resumeRecording();
		boolean agreed = action[0].equals(DevicesOptions.INSTALL) || action[0].equals(DevicesOptions.ADD);
		WordOptions.record(action[0], value, agreed ? new String[] { DevicesOptions.YES } : new String[0]);
		if (outcome.length() > 0) new TextWindow(TITLE, outcome.toString(), 800, 300);
	}

	/** What can be done, by its label: a key of {@link DevicesOptions} and its value. */
	private static Map<String, String[]> actions(DeviceList list) {
		Map<String, String[]> actions = new LinkedHashMap<>();
		actions.put("Test all devices", new String[] { DevicesOptions.TEST, "" });
		for (DeviceEntry entry : list.entries())
			if (entry.state() == DeviceEntry.State.INSTALLABLE) actions.put("Install " + entry.title(), new String[] {
				DevicesOptions.INSTALL, entry.key() });
		actions.put("Add a file ...", new String[] { DevicesOptions.ADD, "" });
		for (DeviceEntry entry : list.entries())
			if (entry.isPlugin()) actions.put("Remove " + entry.title(), new String[] { DevicesOptions.REMOVE, entry.key() });
		return actions;
	}

	private static String file() {
		return new OpenDialog("A wheel, nupkg or zip file, or a library").getPath();
	}

	private static boolean agrees(InstallOffer offer) {
		GenericDialog dialog = new GenericDialog("Install " + offer.description());
		dialog.addMessage(Failure.wrap(String.join("\n", offer.terms())));
		dialog.setOKLabel(offer.description().license().isFree() ? "Install" : "I agree, install");
		dialog.showDialog();
		return dialog.wasOKed();
	}
}
