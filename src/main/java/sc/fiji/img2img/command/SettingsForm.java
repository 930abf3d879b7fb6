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
import java.awt.FlowLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;

/** The look of a dialog: what most people set first, the rest on request, and what is to be said of it all below. */
final class SettingsForm extends JPanel {

	private final transient SettingFields fields;

	private final JLabel plan = new JLabel();

	private final StrengthSketch start = new StrengthSketch();

	private final GridSketch sketch = new GridSketch();

	private final JPanel rest = new JPanel(new GridBagLayout());

	private final JButton more = new JButton();

	private final MessageArea message = new MessageArea();

	/**
	 * A form.
	 *
	 * @param grown is run when the form needs another size
	 */
	SettingsForm(List<Setting<?>> known, SettingFields fields, Runnable grown) {
		super(new BorderLayout(0, 8));
		this.fields = fields;
		JPanel rows = new JPanel();
		rows.setLayout(new BoxLayout(rows, BoxLayout.Y_AXIS));
		ScreenPane pane = new ScreenPane(rows);
		JPanel first = new JPanel(new GridBagLayout());
		known.stream().filter(setting -> setting.place() >= 0).sorted(Comparator.comparing(Setting::place)).forEach(
			setting -> add(first, setting, 0));
		List<Setting<?>> others = new ArrayList<>(known);
		others.removeIf(setting -> setting.place() >= 0);
		others.sort(Comparator.comparing(setting -> setting.type() == Boolean.class ? 2 : SettingFields.isWide(setting) ? 0 : 1));
		int column = 0;
		for (Setting<?> setting : others) {
			add(rest, setting, column);
			column = SettingFields.isWide(setting) ? 0 : 2 - column;
		}
		more.addActionListener(event -> {
			showRest(!rest.isVisible());
			grown.run();
			// NB: where the screen is too low for all, nothing would seem to happen otherwise.
			if (rest.isVisible()) pane.begin(rest);
		});
		JButton reset = new JButton("Reset");
		reset.setToolTipText("Sets everything back to what the model suggests, or to its default.");
		reset.addActionListener(event -> fields.reset());
		JPanel buttons = new JPanel(new FlowLayout(FlowLayout.LEFT, 0, 0));
		buttons.add(more);
		buttons.add(reset);
		buttons.add(new PresetButton(fields, message));
		for (Component part : new Component[] { first, buttons, rest }) {
			((JComponent) part).setAlignmentX(LEFT_ALIGNMENT);
			rows.add(part);
		}
		add(pane);
		add(message, BorderLayout.SOUTH);
		// NB: what is not as usual is not hidden.
		showRest(!others.stream().allMatch(fields::isStandard));
	}

	/** Where the steps that will run are shown. */
	JLabel plan() {
		return plan;
	}

	/** Where it is shown what they start from. */
	StrengthSketch start() {
		return start;
	}

	/** Where the cells of a grid are shown. */
	GridSketch sketch() {
		return sketch;
	}

	/** Where something is said. */
	MessageArea message() {
		return message;
	}

	private void showRest(boolean shown) {
		rest.setVisible(shown);
		more.setText(shown ? "Less" : "More");
	}

	/** Adds a row, or half of one from a column on. */
	private void add(JPanel panel, Setting<?> setting, int column) {
		GridBagConstraints place = new GridBagConstraints();
		place.insets = new Insets(2, column == 0 ? 0 : 16, 2, 6);
		place.gridx = column;
		place.gridy = column == 0 ? panel.getComponentCount() : GridBagConstraints.RELATIVE;
		place.anchor = GridBagConstraints.EAST;
		if (column > 0) place.gridy = ((GridBagLayout) panel.getLayout()).getConstraints(panel.getComponent(panel
			.getComponentCount() - 1)).gridy;
		JComponent field = fields.of(setting).component();
		if (setting.type() != Boolean.class) panel.add(label(setting, field), place);
		place.gridx++;
		place.insets = new Insets(2, 0, 2, 0);
		place.anchor = GridBagConstraints.WEST;
		place.weightx = 1;
		boolean stretches = panel != rest || SettingFields.isWide(setting);
		boolean number = setting == Img2ImgSettings.STEPS || setting == Img2ImgSettings.SEED;
		if (stretches && !number) place.fill = GridBagConstraints.HORIZONTAL;
		if (stretches) place.gridwidth = GridBagConstraints.REMAINDER;
		panel.add(setting == Img2ImgSettings.STEPS ? row(field, plan) : field, place);
		place.gridy++;
		if (setting == CommandSettings.COLUMNS) panel.add(sketch, place);
		else if (setting == Img2ImgSettings.STEPS && !fields.has(CommandSettings.COLUMNS)) panel.add(start, place);
	}

	private static JLabel label(Setting<?> setting, JComponent field) {
		JLabel label = new JLabel(setting.label());
		label.setToolTipText(Html.toolTip(setting.help()));
		label.setLabelFor(field);
		return label;
	}

	private static JPanel row(JComponent field, JComponent words) {
		JPanel row = new JPanel(new FlowLayout(FlowLayout.LEFT, 0, 0));
		row.add(field);
		row.add(new JLabel("  "));
		row.add(words);
		return row;
	}
}
