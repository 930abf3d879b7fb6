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

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.ScrollbarWithLabel;

import java.awt.Component;
import java.awt.EventQueue;

/** Shows stacks that are not at their first slices, and prints where the sliders of their windows are. */
final class SlidersProbe {

	private SlidersProbe() {}

	public static void main(String... arguments) throws Exception {
		tell(stack(1, 4, 1));
		tell(new CompositeImage(stack(3, 1, 1), IJ.COMPOSITE));
		ImagePlus channels = new CompositeImage(stack(3, 1, 1), IJ.COMPOSITE);
		channels.setOpenAsHyperStack(true);
		tell(channels);
		ImagePlus all = new CompositeImage(stack(2, 3, 2), IJ.COMPOSITE);
		all.setOpenAsHyperStack(true);
		tell(all);
		tell(stack(1, 1, 1));
		System.exit(0);
	}

	private static ImagePlus stack(int channels, int slices, int frames) {
		ImagePlus image = IJ.createImage("a", "8-bit black", 32, 32, channels * slices * frames);
		image.setDimensions(channels, slices, frames);
		return image;
	}

	private static void tell(ImagePlus image) throws Exception {
		image.setPosition(Math.min(2, image.getNChannels()), Math.min(3, image.getNSlices()), image.getNFrames());
		StackSliders.show(image);
		EventQueue.invokeAndWait(() -> {
			StringBuilder places = new StringBuilder("slice " + image.getCurrentSlice() + ":");
			for (Component part : image.getWindow().getComponents())
				if (part instanceof ScrollbarWithLabel) places.append(" ").append(((ScrollbarWithLabel) part).getValue());
			System.out.println(places);
		});
		image.close();
	}
}
