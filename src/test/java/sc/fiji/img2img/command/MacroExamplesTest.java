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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.TestImages;

/** The macros that users may take as examples run, with the model that comes with the program. */
@Tag("slow")
@ExtendWith(MacroSession.class)
class MacroExamplesTest {

	private static final Path EXAMPLES = Path.of("src", "site", "macros");

	@TempDir
	private Path folder;

	@Test
	void nucleiLieWhereTheirLabelsDo() throws IOException {
		IJ.runMacro(Files.readString(EXAMPLES.resolve("labels_to_nuclei.ijm")), folder + File.separator);
		for (int pair = 1; pair <= 2; pair++) {
			ImageProcessor labels = open("labels-" + pair);
			ByteProcessor nuclei = (ByteProcessor) open("nuclei-" + pair);
			nuclei.setAutoThreshold("Otsu dark");
			nuclei.threshold((int) nuclei.getMinThreshold() - 1);
			int both = 0;
			int any = 0;
			for (int i = 0; i < labels.getPixelCount(); i++) {
				boolean labelled = labels.get(i) > 0;
				boolean bright = nuclei.get(i) > 0;
				if (labelled && bright) both++;
				if (labelled || bright) any++;
			}
			assertTrue(labels.getStats().max > 10, labels.getStats().max + " labels");
			assertTrue(both > 0.7 * any, both + " of " + any + " pixels agree");
			assertNotEquals(open("drawing-" + pair).getStats().stdDev, open("nuclei-" + pair).getStats().stdDev);
		}
	}

	@Test
	void aRepairIsMarkedAndLeavesTheRest() throws IOException {
		ImagePlus image = new ImagePlus("a", TestImages.bytes(96, 96));
		image.setRoi(new OvalRoi(30, 30, 20, 20));
		ImageProcessor before = image.getProcessor().duplicate();
		Macros.run(image, Files.readString(EXAMPLES.resolve("repair.ijm")));
		ImagePlus repaired = Macros.active();
		Roi place = repaired.getOverlay().get(0);
		assertEquals(1, repaired.getOverlay().size());
		int changed = 0;
		for (int y = 0; y < 96; y++)
			for (int x = 0; x < 96; x++) {
				boolean same = before.get(x, y) == repaired.getProcessor().get(x, y);
				if (!place.contains(x, y)) assertTrue(same, x + ", " + y);
				else if (!same) changed++;
			}
		assertTrue(changed > 100, changed + " pixels changed");
	}

	private ImageProcessor open(String name) {
		return IJ.openImage(folder.resolve(name + ".tif").toString()).getProcessor();
	}
}
