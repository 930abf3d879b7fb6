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
package sc.fiji.img2img.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.IJ;
import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.image.RangeSource;

/** The command line gives what the Java API gives, to which the menu's tests compare macros and scripts. */
class SamePixelsTest {

	@TempDir
	private Path folder;

	@Test
	void commandLineAndApiGiveTheSamePixels() throws IOException {
		Path model = TestModels.get("sd15");
		Path input = folder.resolve("in.tif");
		Path output = folder.resolve("out.tif");
		IJ.saveAsTiff(new ImagePlus("a", TestImages.shorts(64, 64)), input.toString());
		CommandRun.of(input, output, "--model", model, "--steps", 2, "--strength", 0.5, "--guidance", 1, "--seed", 7,
			"--range", "full", "--stack").assertDone();
		Img2ImgSettings settings = Img2ImgSettings.defaults().with(Img2ImgSettings.STEPS, 2).with(Img2ImgSettings.STRENGTH,
			0.5).with(Img2ImgSettings.GUIDANCE, 1.0).with(Img2ImgSettings.SEED, 7L).with(Img2ImgSettings.RANGE, RangeSource.FULL);
		try (Img2Img img2img = Img2Img.open(model)) {
			ImagePlus expected = img2img.run(IJ.openImage(input.toString()), settings).image();
			ImagePlus actual = IJ.openImage(output.toString());
			assertEquals(16, actual.getBitDepth());
			assertArrayEquals((short[]) expected.getProcessor().getPixels(), (short[]) actual.getProcessor().getPixels());
		}
	}
}
