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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;

import java.nio.file.Path;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestPixels;
import sc.fiji.img2img.image.ij.GenerationInfo;

/** A macro that opens images of all types one after the other, runs them, and saves what is the active image then. */
final class MixedLoop {

	private static final int SIZE = 64;

	private static final int IMAGES = 20;

	private static final int TYPES = 4;

	private MixedLoop() {}

	/** Fails unless the results were saved, all of them, each in its input's type. */
	static void run(Path folder) {
		for (int i = 0; i < IMAGES; i++)
			IJ.saveAsTiff(image(i), folder.resolve("in" + i + ".tif").toString());
		String path = folder.toString().replace("\\", "/") + "/";
		assertEquals("done", Macros.run("for (i = 0; i < " + IMAGES + "; i++) {\n open(\"" + path + "in\" + i + \".tif\");\n" + Macros
			.call("stack") + " saveAs(\"tiff\", \"" + path + "out\" + i + \".tif\");\n close(\"*\");\n}\nreturn \"done\";"));
		for (int i = 0; i < IMAGES; i++) {
			ImagePlus input = IJ.openImage(path + "in" + i + ".tif");
			ImagePlus output = IJ.openImage(path + "out" + i + ".tif");
			assertEquals(input.getBitDepth(), output.getBitDepth());
			assertArrayEquals(input.getDimensions(), output.getDimensions());
			assertEquals(input.getCalibration().pixelWidth, output.getCalibration().pixelWidth);
			assertTrue(GenerationInfo.of(output).isPresent());
			assertNotEquals(TestPixels.checksum(input), TestPixels.checksum(output),
				"the input was saved instead of the result");
			// NB: images of one type are alike, but each has its own brightest pixel.
			if (i >= TYPES) assertNotEquals(TestPixels.checksum(IJ.openImage(path + "out" + (i - TYPES) + ".tif")), TestPixels
				.checksum(output));
		}
	}

	private static ImagePlus image(int i) {
		ImagePlus image;
		if (i % TYPES == 0) image = new ImagePlus("b", TestImages.bytes(SIZE, SIZE));
		else if (i % TYPES == 1) image = new ImagePlus("c", TestImages.rgb(SIZE, SIZE));
		else if (i % TYPES == 2) image = new ImagePlus("f", TestImages.floats(SIZE, SIZE));
		else {
			ImageStack channels = new ImageStack(SIZE, SIZE);
			channels.addSlice(TestImages.shorts(SIZE, SIZE));
			channels.addSlice(TestImages.shorts(SIZE, SIZE));
			image = new CompositeImage(new ImagePlus("h", channels), IJ.COMPOSITE);
		}
		ImageProcessor first = image.getStack().getProcessor(1);
		first.setRoi(i, i, 20, 20);
		first.invert();
		image.getCalibration().pixelWidth = 0.5;
		return image;
	}
}
