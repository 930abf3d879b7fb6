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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

import java.awt.Rectangle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.image.ij.GenerationInfo;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tile.ModelSize;
import sc.fiji.img2img.tile.SelectionPadding;
import sc.fiji.img2img.tile.TileSize;

/** Of a large image with a selection only the selection's surroundings are run; the rest stays as it is. */
class SelectionRunTest {

	@RegisterExtension
	static final OpenedModel MODEL = OpenedModel.of("sd15");

	private static final Img2ImgSettings WINDOWS = Runs.SHORT.with(Img2ImgSettings.TILE, TileSize.of("64"));

	/** Of an image of 320 x 256. */
	private static final Rectangle SELECTION = new Rectangle(200, 100, 16, 24);

	/** Of 64 x 64, with the selection in the middle. */
	private static final String REGION = "64 x 64 pixels at 176, 80";

	private final List<String> notes = new ArrayList<>();

	@Test
	void onlyTheSelectionChangesAndOnlyItsSurroundingsAreRun() throws IOException {
		ImageProcessor image = TestImages.rgb(320, 256);
		ImagePlus result = run(image, mask(320, 256, SELECTION), WINDOWS);
		assertEquals(List.of("The model sees the selection and its surroundings, " + REGION + "."), notes);
		assertEquals(REGION, info(result).get("region"));
		assertFalse(info(result).containsKey("windows"));
		int changed = 0;
		for (int y = 0; y < 256; y++)
			for (int x = 0; x < 320; x++)
				if (!SELECTION.contains(x, y)) assertEquals(image.get(x, y), result.getProcessor().get(x, y), x + ", " + y);
				else if (image.get(x, y) != result.getProcessor().get(x, y)) changed++;
		assertTrue(changed > SELECTION.width * SELECTION.height / 2, changed + " pixels change");
	}

	@Test
	void theSurroundingsAreRunAsAnImageOfTheirOwn() throws IOException {
		ImageProcessor image = TestImages.rgb(320, 256);
		ImageProcessor whole = run(image, mask(320, 256, SELECTION), WINDOWS).getProcessor();
		whole.setRoi(176, 80, 64, 64);
		image.setRoi(176, 80, 64, 64);
		ImagePlus part = run(image.crop(), mask(64, 64, new Rectangle(24, 20, 16, 24)), WINDOWS);
		assertArrayEquals((int[]) part.getProcessor().getPixels(), (int[]) whole.crop().getPixels());
		assertFalse(info(part).containsKey("region"));
	}

	@Test
	void surroundingsThatAreLargeThemselvesAreSeenThroughWindows() throws IOException {
		ImagePlus result = run(TestImages.rgb(320, 256), mask(320, 256, new Rectangle(20, 20, 130, 40)), WINDOWS);
		assertTrue(info(result).get("region").matches("[0-9]+ x [0-9]+ pixels at 0, 0"), info(result).get("region"));
		assertTrue(notes.get(0).endsWith(", through " + info(result).get("windows") + "."), notes.get(0));
	}

	@Test
	void imagesThatFitAreRunWhole() throws IOException {
		ImageProcessor image = TestImages.rgb(160, 96);
		ImagePlus result = run(image, mask(160, 96, new Rectangle(20, 20, 10, 10)), Runs.SHORT);
		assertFalse(info(result).containsKey("region"));
		assertEquals(List.of(), notes);
		ImagePlus off = run(image, mask(160, 96, new Rectangle(20, 20, 10, 10)), WINDOWS.with(Img2ImgSettings.TILE, TileSize
			.off()));
		assertFalse(info(off).containsKey("region"));
	}

	@Test
	void whatIsNotToBeRunMayBeOfAnySize() throws IOException {
		ByteProcessor image = new ByteProcessor(4000, 3000);
		image.set(3);
		ImageProcessor result = run(image, mask(4000, 3000, new Rectangle(3000, 2000, 64, 64)), Runs.SHORT).getProcessor();
		assertEquals(3, result.get(2999, 2030));
		assertNotEquals(3, result.get(3032, 2032));
	}

	@Test
	void aPaddingRunsOnlyThatAroundTheSelection() throws IOException {
		ImageProcessor image = TestImages.rgb(160, 96);
		ImageProcessor mask = mask(160, 96, new Rectangle(40, 30, 20, 28));
		ImagePlus result = run(image, mask, Runs.SHORT.with(Img2ImgSettings.PADDING, SelectionPadding.of("18")));
		assertEquals("64 x 64 pixels at 18, 12", info(result).get("region"));
		ImageProcessor around = result.getProcessor();
		around.setRoi(18, 12, 64, 64);
		image.setRoi(18, 12, 64, 64);
		ImagePlus part = run(image.crop(), mask(64, 64, new Rectangle(22, 18, 20, 28)), Runs.SHORT);
		assertArrayEquals((int[]) part.getProcessor().getPixels(), (int[]) around.crop().getPixels());
	}

	@ParameterizedTest
	@ValueSource(strings = { "sd15", "inpaint9" })
	void onlyTheMaskedPartIsRunAtTheModelsSize(String model) throws IOException {
		ImageProcessor image = TestImages.rgb(160, 96);
		Rectangle selection = new Rectangle(40, 30, 20, 28);
		ImagePlus result;
		try (Img2Img img2img = Img2Img.open(TestModels.get(model))) {
			result = img2img.run(TestImages.plus(image), mask(160, 96, selection), Runs.SHORT.with(Img2ImgSettings.PADDING,
				SelectionPadding.of("18")).with(Img2ImgSettings.SIZE, ModelSize.of("128")), RunControl.silent()).image();
		}
		assertEquals("64 x 64 run as 128 x 128 pixels", info(result).get("scaled"));
		for (int y = 0; y < 96; y++)
			for (int x = 0; x < 160; x++)
				if (!selection.contains(x, y)) assertEquals(image.get(x, y), result.getProcessor().get(x, y), x + ", " + y);
		assertNotEquals(image.get(50, 44), result.getProcessor().get(50, 44));
	}

	@Test
	void withoutPaddingLargeImagesAreRunWhole() throws IOException {
		ImagePlus result = run(TestImages.rgb(160, 128), mask(160, 128, new Rectangle(20, 20, 10, 10)), WINDOWS.with(
			Img2ImgSettings.PADDING, SelectionPadding.of("off")));
		assertFalse(info(result).containsKey("region"));
		assertTrue(info(result).containsKey("windows"));
	}

	private ImagePlus run(ImageProcessor image, ImageProcessor mask, Img2ImgSettings settings) throws IOException {
		RunListener listener = new RunListener() {

			@Override
			public void note(String message) {
				notes.add(message);
			}
		};
		notes.clear();
		return MODEL.get().run(TestImages.plus(image), mask, settings, RunControl.of(listener)).image();
	}

	private static ImageProcessor mask(int width, int height, Rectangle inside) {
		ByteProcessor mask = new ByteProcessor(width, height);
		mask.setValue(255);
		mask.setRoi(inside);
		mask.fill();
		return mask;
	}

	private static Map<String, String> info(ImagePlus result) {
		return GenerationInfo.of(result).orElseThrow().values();
	}
}
