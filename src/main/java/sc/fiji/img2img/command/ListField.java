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

import java.awt.Container;
import java.awt.Dimension;
import java.awt.event.ActionEvent;
import java.awt.event.ActionListener;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;

import javax.swing.DefaultComboBoxModel;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.text.JTextComponent;

/** A text that can be chosen from a list, and typed where others are allowed. */
final class ListField extends FormField {

	private final JComboBox<String> list = new JComboBox<>();

	/** What the list shows for an empty text; null if that is nothing special. */
	private final String none;

	/** While the list changes by itself. */
	private boolean quiet;

	/**
	 * A list.
	 *
	 * @param typed whether other texts can be typed; otherwise only the list's and those that are set can be chosen
	 */
	ListField(List<String> items, String none, boolean typed, int columns) {
		this.none = none;
		list.setEditable(typed);
		if (typed) selectOnTab(editor());
		// NB: without a root pane, others are cut off at the dialog's edge.
		list.setLightWeightPopupEnabled(false);
		(typed ? editor() : list).addKeyListener(new KeyAdapter() {

			@Override
			public void keyPressed(KeyEvent event) {
				if (event.getKeyCode() == KeyEvent.VK_ENTER && !list.isPopupVisible()) handOn(event);
			}
		});
		offer(items);
		Dimension size = list.getPreferredSize();
		size.width = new JTextField(columns).getPreferredSize().width;
		list.setPreferredSize(size);
		list.setMinimumSize(size);
	}

	@Override
	JComponent component() {
		return list;
	}

	@Override
	String text() {
		String shown = list.isEditable() ? editor().getText() : String.valueOf(list.getSelectedItem());
		return shown.equals(none) ? "" : shown;
	}

	@Override
	void set(String text) {
		String shown = text.isEmpty() && none != null ? none : text;
		DefaultComboBoxModel<String> items = (DefaultComboBoxModel<String>) list.getModel();
		if (!list.isEditable() && items.getIndexOf(shown) < 0) items.addElement(shown);
		list.setSelectedItem(shown);
		if (list.isEditable()) editor().setText(shown);
	}

	@Override
	void listen(Runnable action) {
		Runnable heard = () -> {
			if (!quiet) action.run();
		};
		if (list.isEditable()) listen(editor(), heard);
		else list.addItemListener(event -> heard.run());
	}

	@Override
	void explain(String help) {
		super.explain(help);
		if (list.isEditable()) editor().setToolTipText(help);
	}

	/** Offers other items; the text stays. */
	void offer(List<String> items) {
		List<String> shown = new ArrayList<>(items);
		if (none != null) shown.add(0, none);
		if (shown.equals(shown())) return;
		String text = list.isEditable() ? editor().getText() : null;
		quiet = true;
		list.setModel(new DefaultComboBoxModel<>(shown.toArray(new String[0])));
		if (text != null) editor().setText(text);
		quiet = false;
	}

	/** Lists keep a key for themselves that may mean something around them. */
	private void handOn(KeyEvent event) {
		for (Container around = list.getParent(); around instanceof JComponent; around = around.getParent()) {
			ActionListener action = ((JComponent) around).getActionForKeyStroke(KeyStroke.getKeyStrokeForEvent(event));
			if (action == null) continue;
			event.consume();
			action.actionPerformed(new ActionEvent(list, ActionEvent.ACTION_PERFORMED, ""));
			return;
		}
	}

	private List<String> shown() {
		List<String> shown = new ArrayList<>();
		for (int i = 0; i < list.getItemCount(); i++)
			shown.add(list.getItemAt(i));
		return shown;
	}

	private JTextComponent editor() {
		return (JTextComponent) list.getEditor().getEditorComponent();
	}
}
