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

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.EnumSet;
import java.util.Set;

import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JSlider;
import javax.swing.JTextField;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.text.JTextComponent;

/** A control of a dialog, whose value is a text. Belongs to the event thread. */
abstract class FormField {

	private static final Set<FocusEvent.Cause> KEYBOARD = EnumSet.of(FocusEvent.Cause.TRAVERSAL_FORWARD,
		FocusEvent.Cause.TRAVERSAL_BACKWARD);

	/** What is seen of it. */
	abstract JComponent component();

	/** What it holds. */
	abstract String text();

	/** Sets another text. */
	abstract void set(String text);

	/** Lets the keyboard write into it. */
	void focus() {
		component().requestFocusInWindow();
	}

	/** Runs the action after each change. */
	abstract void listen(Runnable action);

	/** Says what it is for, where the mouse rests. */
	void explain(String help) {
		component().setToolTipText(help);
	}

	/** Lets it be changed, or not. */
	void enable(boolean enabled) {
		enable(component(), enabled);
	}

	/** A switch, with its name beside it. */
	static FormField check(String label) {
		JCheckBox box = new JCheckBox(label);
		return new FormField() {

			@Override
			JComponent component() {
				return box;
			}

			@Override
			String text() {
				return Boolean.toString(box.isSelected());
			}

			@Override
			void set(String text) {
				box.setSelected(Boolean.parseBoolean(text));
			}

			@Override
			void listen(Runnable action) {
				box.addItemListener(event -> action.run());
			}
		};
	}

	/** A line of text. */
	static FormField line(int columns) {
		JTextField line = new JTextField(columns);
		selectOnTab(line);
		return new FormField() {

			@Override
			JComponent component() {
				return line;
			}

			@Override
			String text() {
				return line.getText();
			}

			@Override
			void set(String text) {
				line.setText(text);
				line.setCaretPosition(0);
			}

			@Override
			void listen(Runnable action) {
				FormField.listen(line, action);
			}
		};
	}

	/** A number with a slider for the usual ones; what is typed counts, be it finer or beyond. */
	static FormField slider(double min, double max, double step) {
		FormField number = line(6);
		JSlider slider = new JSlider((int) Math.round(min / step), (int) Math.round(max / step));
		JPanel panel = new JPanel(new BorderLayout(4, 0));
		panel.add(slider);
		panel.add(number.component(), BorderLayout.EAST);
		slider.addChangeListener(event -> {
			if (slider.hasFocus() || slider.getValueIsAdjusting()) number.set(Double.toString(Math.round(slider.getValue() * step *
				1e6) / 1e6));
		});
		number.listen(() -> {
			if (slider.getValueIsAdjusting() || slider.hasFocus()) return;
			try {
				slider.setValue((int) Math.round(Double.parseDouble(number.text().trim()) / step));
			}
			catch (NumberFormatException e) {
				// NB: whoever reads the number says so.
			}
		});
		return new FormField() {

			@Override
			JComponent component() {
				return panel;
			}

			@Override
			String text() {
				return number.text();
			}

			@Override
			void set(String text) {
				number.set(text);
			}

			@Override
			void listen(Runnable action) {
				number.listen(action);
			}

			@Override
			void explain(String help) {
				slider.setToolTipText(help);
				number.explain(help);
			}
		};
	}

	/** Has the keyboard, which moves on to a text, replace it, as in ImageJ's own dialogs. */
	static void selectOnTab(JTextComponent line) {
		line.addFocusListener(new FocusAdapter() {

			@Override
			public void focusGained(FocusEvent event) {
				if (KEYBOARD.contains(event.getCause())) line.selectAll();
			}
		});
	}

	private static void enable(Component component, boolean enabled) {
		component.setEnabled(enabled);
		if (component instanceof JPanel) for (Component part : ((JPanel) component).getComponents())
			enable(part, enabled);
	}

	/** Runs the action after each change of a text, once that is complete. */
	static void listen(JTextComponent component, Runnable action) {
		component.getDocument().addDocumentListener(new DocumentListener() {

			@Override
			public void insertUpdate(DocumentEvent event) {
				action.run();
			}

			@Override
			public void removeUpdate(DocumentEvent event) {
				action.run();
			}

			@Override
			public void changedUpdate(DocumentEvent event) {
				// NB: looks only.
			}
		});
	}
}
