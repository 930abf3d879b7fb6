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
package sc.fiji.img2img;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import ij.process.LUT;

import java.awt.Color;

/** Small stacks with something else in each slice. */
public final class TestStacks {

	private static final int SIZE = 64;

	private TestStacks() {}

	/** Three slices of 16 bits, each another, with labels. */
	public static ImagePlus slices() {
		ImageStack stack = new ImageStack(SIZE, SIZE);
		for (int i = 1; i <= 3; i++) {
			ImageProcessor slice = TestImages.shorts(SIZE, SIZE);
			slice.add(100 * i);
			slice.setRoi(10 * i, 5 * i, 20, 20);
			slice.invert();
			slice.resetRoi();
			stack.addSlice("slice " + i, slice);
		}
		ImagePlus image = new ImagePlus("slices", stack);
		image.setDisplayRange(200, 4000);
		return image;
	}

	/** The same in two channels. */
	public static ImagePlus composite(int mode) {
		ImageStack stack = new ImageStack(SIZE, SIZE);
		for (int i = 1; i <= 3; i++)
			for (int c = 0; c < 2; c++) {
				ImageProcessor slice = slices().getStack().getProcessor(i).duplicate();
				slice.subtract(50 * c);
				stack.addSlice(slice);
			}
		ImagePlus image = new ImagePlus("composite", stack);
		image.setDimensions(2, 3, 1);
		CompositeImage composite = new CompositeImage(image, mode);
		composite.setChannelLut(LUT.createLutFromColor(Color.MAGENTA), 1);
		composite.setChannelLut(LUT.createLutFromColor(Color.GREEN), 2);
		composite.setC(1);
		composite.setDisplayRange(300, 3000);
		return composite;
	}
}
