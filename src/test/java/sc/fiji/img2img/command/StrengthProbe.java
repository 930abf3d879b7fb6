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

import ij.ImagePlus;
import ij.gui.GenericDialog;

import java.awt.Component;
import java.awt.Container;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import javax.swing.Icon;
import javax.swing.JLabel;
import javax.swing.JSlider;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.TestImages;

/** Moves the slider of the strength in the dialog, and tells of what is shown of it. */
final class StrengthProbe {

	private StrengthProbe() {}

	public static void main(String... arguments) {
		OpenedDialogs.hear(StrengthProbe::use);
		SettingsDialog.ask("Img2Img", Img2ImgSettings.defaults(), CommandSettings.all(), new ImagePlus("a", TestImages.rgb(64,
			64)));
		System.exit(0);
	}

	private static void use(GenericDialog dialog) {
		JSlider slider = all(dialog, JSlider.class).get(0);
		// NB: as long as the mouse holds it.
		slider.setValueIsAdjusting(true);
		double last = 0;
		for (int strength : new int[] { 0, 25, 50, 75, 100 }) {
			slider.setValue(strength);
			List<JLabel> pictures = all(dialog, JLabel.class).stream().filter(label -> label.getIcon() != null).collect(Collectors
				.toList());
			double noise = distance(pictures.get(0).getIcon(), pictures.get(1).getIcon());
			System.out.println((noise > last ? "more" : noise == 0 ? "none" : noise + " after " + last) + ": " + pictures.get(1)
				.getAccessibleContext().getAccessibleName());
			last = noise;
		}
		slider.setValueIsAdjusting(false);
		OpenedDialogs.press(dialog, 1);
	}

	/** The mean difference of the green pixels. */
	private static double distance(Icon first, Icon second) {
		BufferedImage one = drawn(first);
		BufferedImage other = drawn(second);
		double sum = 0;
		for (int y = 0; y < one.getHeight(); y++)
			for (int x = 0; x < one.getWidth(); x++)
				sum += Math.abs((one.getRGB(x, y) >> 8 & 255) - (other.getRGB(x, y) >> 8 & 255));
		return sum / one.getWidth() / one.getHeight();
	}

	private static BufferedImage drawn(Icon icon) {
		BufferedImage picture = new BufferedImage(icon.getIconWidth(), icon.getIconHeight(), BufferedImage.TYPE_INT_RGB);
		icon.paintIcon(null, picture.getGraphics(), 0, 0);
		return picture;
	}

	private static <T extends Component> List<T> all(Container container, Class<T> type) {
		List<T> found = new ArrayList<>();
		for (Component part : container.getComponents()) {
			if (type.isInstance(part)) found.add(type.cast(part));
			if (part instanceof Container) found.addAll(all((Container) part, type));
		}
		return found;
	}
}
