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

import java.awt.Component;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.util.List;

import javax.swing.ImageIcon;
import javax.swing.JLabel;
import javax.swing.JPanel;

import sc.fiji.img2img.image.ImageCodec;
import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.tensor.Tensor;

/**
 * Shows what a strength does: the image, and beside it the image with as much noise as a run begins with. Belongs to the
 * event thread.
 */
final class StrengthSketch extends JPanel {

	private static final String HELP = "A run begins with the image under noise, and the model takes " +
		"the noise away again. What can still be seen in the right picture mostly stays; the rest, the model makes up. This is " +
		"a sketch: here the noise is mixed into pixels, in a run into the model's latent.";

	private final JLabel before = picture("The image");

	private final JLabel after = picture("");

	StrengthSketch() {
		super(new FlowLayout(FlowLayout.LEFT, 0, 0));
		for (JLabel part : List.of(before, new JLabel("  \u2192  "), after, new JLabel("  what the model starts from"))) {
			part.setToolTipText(Html.toolTip(HELP));
			add(part);
		}
	}

	/**
	 * Shows what a run begins with.
	 *
	 * @param image [1, 3, H, W] in -1 to 1, each side at most {@link Thumbnail#SIDE}
	 * @param noised the same with noise; null where that is not known
	 * @param words what is to be said of it to those who do not see it
	 */
	void show(Tensor image, Tensor noised, String words) {
		before.setIcon(icon(image));
		after.setIcon(noised == null ? null : icon(noised));
		for (Component part : getComponents())
			part.setVisible(part == before || noised != null);
		after.getAccessibleContext().setAccessibleName("The image with the noise that a run begins with, at a strength of " +
			words);
	}

	private static ImageIcon icon(Tensor image) {
		return new ImageIcon(Processors.of(ImageCodec.toRgb(image)).createImage());
	}

	/** NB: of one size, so that nothing moves when the picture changes. */
	private static JLabel picture(String words) {
		JLabel picture = new JLabel((ImageIcon) null, JLabel.CENTER);
		picture.setPreferredSize(new Dimension(Thumbnail.SIDE, Thumbnail.SIDE));
		picture.getAccessibleContext().setAccessibleName(words);
		return picture;
	}
}
