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

import java.io.File;
import java.io.IOException;

import javax.swing.JButton;
import javax.swing.JFileChooser;
import javax.swing.JMenuItem;
import javax.swing.JOptionPane;
import javax.swing.JPopupMenu;
import javax.swing.filechooser.FileNameExtensionFilter;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Preset;
import sc.fiji.img2img.Presets;

/** Fills a dialog's fields from a preset, and saves what they hold as one. Belongs to the event thread. */
final class PresetButton extends JButton {

	private final transient SettingFields fields;

	private final transient MessageArea message;

	/**
	 * A button.
	 *
	 * @param message says what came of it
	 */
	PresetButton(SettingFields fields, MessageArea message) {
		super("Presets");
		this.fields = fields;
		this.message = message;
		setToolTipText("Settings that were saved under a name; and saves these.");
		addActionListener(event -> menu().show(this, 0, getHeight()));
	}

	// -- Helper methods --

	private JPopupMenu menu() {
		JPopupMenu menu = new JPopupMenu();
		for (String name : Presets.names())
			menu.add(item(name, () -> fields.take(Presets.find(name))));
		if (menu.getComponentCount() > 0) menu.addSeparator();
		menu.add(item("Open a file ...", this::open));
		menu.add(item("Save as ...", this::save));
		return menu;
	}

	private JMenuItem item(String label, Action action) {
		JMenuItem item = new JMenuItem(label);
		item.addActionListener(event -> {
			try {
				action.run();
			}
			catch (IOException | RuntimeException e) {
				message.warn(Failure.sentence(e));
			}
		});
		return item;
	}

	private void open() throws IOException {
		JFileChooser chooser = new JFileChooser();
		chooser.setFileFilter(new FileNameExtensionFilter("Presets (.json)", "json"));
		if (chooser.showOpenDialog(this) != JFileChooser.APPROVE_OPTION) return;
		File file = chooser.getSelectedFile();
		fields.take(Preset.read(file.toPath()));
	}

	private void save() {
		Img2ImgSettings given = fields.given();
		String name = JOptionPane.showInputDialog(this, "The preset's name (or a file that ends in .json):", "");
		if (name == null || name.isBlank()) return;
		String model = ModelChoice.name(given.get(CommandSettings.MODEL));
		message.tell("Saved " + Presets.save(Preset.of(given.with(Img2ImgSettings.LORA, LoraChoice.named(given)), model), name) + ".");
	}

	@FunctionalInterface
	private interface Action {

		void run() throws IOException;
	}
}
