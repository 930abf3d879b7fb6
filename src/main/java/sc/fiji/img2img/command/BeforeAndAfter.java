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
import ij.ImageStack;
import ij.process.ImageProcessor;

/** A result and what it was made from, as two slices of one image that can be flicked through. */
final class BeforeAndAfter {

	private BeforeAndAfter() {
		// NB: one picture.
	}

	/**
	 * The plane of a result that is displayed, behind the one that it was made from.
	 *
	 * @return of the result's type, display range and calibration; RGB where the input is of another type
	 * @throws IllegalArgumentException if the image is no result of this program, or its input is not open or has changed
	 */
	static ImagePlus of(ImagePlus made) {
		Repetition repetition = Repetition.of(made);
		ImagePlus input = ImageRun.input(repetition.options().get(MacroOptions.INPUT), null);
		ImagePlus before = repetition.input(input);
		// NB: of a whole stack, each slice lies behind its own.
		if (before == input && input.getStackSize() == made.getStackSize()) before = ImageView.at(input, made
			.getCurrentSlice());
		if (before.getWidth() != made.getWidth() || before.getHeight() != made.getHeight()) throw new IllegalArgumentException(
			"The image \"" + input.getTitle() + "\" has " + input.getWidth() + " x " + input.getHeight() + " pixels, but \"" + made
				.getTitle() + "\" has " + made.getWidth() + " x " + made.getHeight() + ".");
		boolean alike = before.getBitDepth() == made.getBitDepth();
		ImageStack stack = new ImageStack(made.getWidth(), made.getHeight());
		stack.addSlice("before: " + input.getTitle(), plane(before, alike));
		stack.addSlice("after: " + made.getTitle(), plane(made, alike));
		ImagePlus both = new ImagePlus(made.getTitle() + " - before and after", stack);
		both.setCalibration(made.getCalibration());
		if (alike && made.getBitDepth() != 24) {
			both.setLut(made.getProcessor().getLut());
			both.setDisplayRange(made.getDisplayRangeMin(), made.getDisplayRangeMax());
		}
		both.setSlice(2);
		return both;
	}

	private static ImageProcessor plane(ImagePlus image, boolean asItIs) {
		ImageProcessor plane = image.getProcessor().duplicate();
		return asItIs ? plane : plane.convertToRGB();
	}
}
