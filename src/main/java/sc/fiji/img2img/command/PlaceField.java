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
import ij.io.OpenDialog;

import java.awt.BorderLayout;
import java.io.File;
import java.util.function.UnaryOperator;

import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JPanel;

/** A file or a folder, which can be looked for. */
final class PlaceField extends FormField {

	private final FormField text;

	/** Which of them: a constant of JFileChooser. */
	private final int kind;

	private final boolean isNew;

	private final JPanel panel = new JPanel(new BorderLayout(4, 0));

	private UnaryOperator<String> namer = path -> path;

	private PlaceField(FormField text, int kind, boolean isNew) {
		this.text = text;
		this.kind = kind;
		this.isNew = isNew;
		JButton browse = new JButton("Browse...");
		browse.addActionListener(event -> browse());
		panel.add(text.component());
		panel.add(browse, BorderLayout.EAST);
	}

	/** A file that is there. */
	static PlaceField file(FormField text) {
		return new PlaceField(text, JFileChooser.FILES_ONLY, false);
	}

	/** A file that is to be written. */
	static PlaceField newFile(FormField text) {
		return new PlaceField(text, JFileChooser.FILES_ONLY, true);
	}

	/** A folder. */
	static PlaceField folder(FormField text) {
		return new PlaceField(text, JFileChooser.DIRECTORIES_ONLY, false);
	}

	/** A file or a folder. */
	static PlaceField either(FormField text) {
		return new PlaceField(text, JFileChooser.FILES_AND_DIRECTORIES, false);
	}

	/** This, with what is found called by a name, where it has one. */
	PlaceField named(UnaryOperator<String> names) {
		namer = names;
		return this;
	}

	@Override
	JComponent component() {
		return panel;
	}

	@Override
	String text() {
		return text.text();
	}

	/** Shows a folder's path as ImageJ does, with a separator at its end. */
	@Override
	void set(String place) {
		boolean path = place.indexOf('/') >= 0 || place.indexOf(File.separatorChar) >= 0;
		boolean folder = kind != JFileChooser.FILES_ONLY && path && !new File(place).isFile();
		text.set(folder ? IJ.addSeparator(place) : place);
	}

	@Override
	void focus() {
		text.focus();
	}

	@Override
	void listen(Runnable action) {
		text.listen(action);
	}

	@Override
	void explain(String help) {
		text.explain(help);
	}

	/** What it is looked for with. */
	JFileChooser chooser() {
		File current = new File(text.text());
		JFileChooser chooser = new JFileChooser(current.isAbsolute() ? current.getPath() : OpenDialog.getDefaultDirectory());
		if (current.isAbsolute()) chooser.setSelectedFile(current);
		chooser.setFileSelectionMode(kind);
		return chooser;
	}

	private void browse() {
		JFileChooser chooser = chooser();
		int answer = isNew ? chooser.showSaveDialog(panel) : chooser.showOpenDialog(panel);
		if (answer == JFileChooser.APPROVE_OPTION) set(namer.apply(chooser.getSelectedFile().getPath()));
	}
}
