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

import ij.IJ;
import ij.gui.GenericDialog;
import ij.io.OpenDialog;
import ij.plugin.frame.Recorder;
import ij.text.TextWindow;

import java.awt.Font;
import java.awt.Panel;
import java.awt.TextArea;
import java.awt.event.KeyListener;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import sc.fiji.img2img.io.ByteCount;
import sc.fiji.img2img.model.library.KnownModel;
import sc.fiji.img2img.model.library.KnownModels;
import sc.fiji.img2img.model.library.LibraryEntry;
import sc.fiji.img2img.model.library.ModelLibrary;

/** Shows the models and asks what to do with them. */
final class ModelsDialog {

	private static final String TITLE = "Img2Img Models";

	private static final int MOST_LINES = 25;

	private static final int COLUMNS = 115;

	private static final String FILE = "?file";

	private static final String FOLDER = "?folder";

	private static final String ADDRESS = "?address";

	private ModelsDialog() {
		// NB: one conversation.
	}

	/**
	 * Holds it.
	 *
	 * @throws IOException if what the user chose cannot be done; the message says why
	 */
	static void show(RunMonitor monitor) throws IOException {
		// NB: the dialogs' own recording would make keys of their labels.
		Recorder.suspendRecording();
		try {
			ask(monitor);
		}
		finally {
			Recorder.resumeRecording();
		}
	}

	// -- Helper methods --

	private static void ask(RunMonitor monitor) throws IOException {
		ModelLibrary library = ModelLibrary.of(ModelChoice.folders());
		Map<String, String[]> actions = actions(library);
		GenericDialog dialog = new GenericDialog(TITLE);
		dialog.addPanel(list(library.toString(), dialog));
		String[] labels = actions.keySet().toArray(new String[0]);
		dialog.addChoice("What to do", labels, labels[0]);
		dialog.showDialog();
		if (dialog.wasCanceled()) return;
		String[] action = actions.get(dialog.getNextChoice());
		String value = value(action[1]);
		if (value == null) return;
		StringBuilder outcome = new StringBuilder();
		new ModelsRun(monitor, line -> outcome.append(line.stripTrailing()).append('\n'), ModelsDialog::agrees).run(Map.of(
			action[0], value));
		Recorder.resumeRecording();
		WordOptions.record(action[0], value, action[0].equals(ModelsOptions.SHOW) ? new String[0] : new String[] {
			ModelsOptions.YES });
		if (outcome.length() > 0) new TextWindow(TITLE, outcome.toString(), 900, 400);
	}

	/** A list that does not outgrow the screen; keys that are pressed in it are the dialog's. */
	private static Panel list(String text, KeyListener dialog) {
		int lines = (int) text.lines().count();
		TextArea area = new TextArea(text, Math.min(lines + 1, MOST_LINES), COLUMNS, TextArea.SCROLLBARS_BOTH);
		area.setEditable(false);
		area.addKeyListener(dialog);
		area.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 12));
		Panel panel = new Panel();
		panel.add(area);
		return panel;
	}

	/** What can be done, by its label: a key of {@link ModelsOptions} and its value, or what is to be asked for it. */
	private static Map<String, String[]> actions(ModelLibrary library) throws IOException {
		Map<String, String[]> actions = new LinkedHashMap<>();
		actions.put("Say what a file is ...", new String[] { ModelsOptions.SHOW, FILE });
		actions.put("Say what a folder is ...", new String[] { ModelsOptions.SHOW, FOLDER });
		actions.put("Add a file or a zip file ...", new String[] { ModelsOptions.ADD, FILE });
		actions.put("Add a folder ...", new String[] { ModelsOptions.ADD, FOLDER });
		actions.put("Add from the web ...", new String[] { ModelsOptions.ADD, ADDRESS });
		for (KnownModel known : KnownModels.get().all())
			actions.put("Add " + known.name() + known.size().map(size -> " (" + ByteCount.text(size) + ")").orElse("") + ": " + known
				.use(), new String[] { ModelsOptions.ADD, known.name() });
		actions.put("Check the files of all models", new String[] { ModelsOptions.VERIFY, "" });
		for (LibraryEntry entry : library.entries()) {
			if (entry.isEmbedded()) continue;
			actions.put("Show " + entry.name(), new String[] { ModelsOptions.SHOW, entry.path().toString() });
			actions.put("Remove " + entry.name(), new String[] { ModelsOptions.REMOVE, entry.name() });
		}
		return actions;
	}

	/** The value of an action; null if the user gives none. */
	private static String value(String asked) {
		switch (asked) {
			case FILE:
				return new OpenDialog("A .safetensors file, a zip file, or whatever it is").getPath();
			case FOLDER:
				return IJ.getDirectory("A folder with a model");
			case ADDRESS:
				GenericDialog dialog = new GenericDialog(TITLE);
				dialog.addMessage("The address of a file on the web,\nor owner/name on the Hugging Face hub.");
				dialog.addStringField("From", "", 50);
				dialog.showDialog();
				String typed = dialog.wasOKed() ? dialog.getNextString().trim() : "";
				return typed.isEmpty() ? null : typed;
			default:
				return asked;
		}
	}

	private static boolean agrees(String title, String terms) {
		GenericDialog dialog = new GenericDialog(title);
		dialog.addMessage(Failure.wrap(terms));
		dialog.setOKLabel(title.startsWith("Add") && terms.contains("Licence: ") ? "I agree, add" : "OK");
		dialog.showDialog();
		return dialog.wasOKed();
	}
}
