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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import net.imglib2.FinalInterval;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import sc.fiji.img2img.image.Scaling;
import sc.fiji.img2img.image.ij.GenerationInfo;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tensor.WholeImage;
import sc.fiji.img2img.tile.ModelSize;
import sc.fiji.img2img.tile.TileSize;

/** Images of sizes that a model does not know are scaled for it and back; this one was trained with 128 x 128 pixels. */
class ScaledRunTest {

	@RegisterExtension
	static final OpenedModel MODEL = OpenedModel.of("sd15");

	private static final Img2ImgSettings OFF = Runs.SHORT.with(Img2ImgSettings.SIZE, ModelSize.off());

	private final List<String> notes = new ArrayList<>();

	@Test
	void aSmallImageIsRunAsTheModelKnowsThem() throws IOException {
		ImagePlus result = run(TestImages.rgb(40, 32), null, Runs.SHORT);
		assertEquals(40, result.getWidth());
		assertEquals(32, result.getHeight());
		assertEquals(List.of("The model sees the image scaled to 72 x 57 pixels."), notes);
		assertEquals("40 x 32 run as 72 x 57 pixels", info(result).get("scaled"));
		assertEquals("auto", info(result).get("size"));
	}

	@Test
	void itIsTheScaledImageThatIsRun() throws IOException {
		FloatProcessor image = TestImages.floats(40, 32);
		image.setMinAndMax(-1, 1);
		for (int i = 0; i < 40 * 32; i++)
			image.setf(i, (float) (0.6 * Math.sin(i % 40 / 6.0) * Math.cos(i / 40 / 5.0)));
		Scaling scaling = Scaling.by(64 / Math.sqrt(40 * 32), 40, 32);
		FloatProcessor scaled = new FloatProcessor(72, 57, scaling.scale(ImageSource.of(tensor(image))).whole().data());
		scaled.setMinAndMax(-1, 1);
		WholeImage expected = WholeImage.of(40, 32);
		Tensor large = tensor(run(scaled, null, OFF).getProcessor());
		scaling.back(expected).accept(large, new FinalInterval(72, 57));
		// NB: overshoot is cut off in colours in one case, and in their mean in the other.
		assertTrue(difference(expected.tensor(), run(image, null, Runs.SHORT)) < 0.002);
		assertTrue(difference(expected.tensor(), run(image, null, OFF)) > 0.05);
	}

	@Test
	void imagesThatAreNotMuchSmallerAreRunAsTheyAre() throws IOException {
		ImageProcessor image = TestImages.rgb(64, 64);
		ImagePlus result = run(image, null, Runs.SHORT);
		assertEquals(List.of(), notes);
		assertFalse(info(result).containsKey("scaled"));
		assertArrayEquals((int[]) run(image, null, OFF).getProcessor().getPixels(), (int[]) result.getProcessor().getPixels());
	}

	@Test
	void offAndRawScaleNothing() throws IOException {
		ImageProcessor image = TestImages.rgb(40, 32);
		assertFalse(info(run(image, null, OFF)).containsKey("scaled"));
		assertFalse(info(run(image, null, Runs.SHORT.with(Img2ImgSettings.RAW, true))).containsKey("scaled"));
		assertFalse(info(run(image, null, Runs.SHORT.with(Img2ImgSettings.RAW, true).with(Img2ImgSettings.SIZE, ModelSize.of(
			"256")))).containsKey("scaled"));
		assertEquals(List.of(), notes);
	}

	@Test
	void whatIsAskedForIsScaledAndMayGoThroughWindows() throws IOException {
		ImagePlus result = run(TestImages.shorts(320, 200), null, Runs.SHORT.with(Img2ImgSettings.SIZE, ModelSize.of("100")).with(
			Img2ImgSettings.TILE, TileSize.of("64")));
		assertEquals(320, result.getWidth());
		String windows = info(result).get("windows");
		assertEquals(List.of("The model sees the image scaled to 126 x 79 pixels, through " + windows + "."), notes);
		assertEquals("320 x 200 run as 126 x 79 pixels", info(result).get("scaled"));
		assertTrue(result.getStatistics().max <= 16 * 255 + 15, result.getStatistics().max + " is beyond the displayed range");
	}

	@Test
	void outsideOfASelectionNothingChanges() throws IOException {
		ImageProcessor image = TestImages.shorts(40, 32);
		ImageProcessor mask = TestImages.mask(40, 32);
		ImageProcessor result = run(image, mask, Runs.SHORT).getProcessor();
		assertEquals(1, notes.size());
		int changed = 0;
		for (int i = 0; i < 40 * 32; i++)
			if (mask.get(i) == 0) assertEquals(image.get(i), result.get(i));
			else if (image.get(i) != result.get(i)) changed++;
		assertTrue(changed > 250, changed + " pixels change");
	}

	@Test
	void allOfAThinSelectionChangesHoweverSmallItIsRun() throws IOException {
		ImageProcessor image = TestImages.bytes(400, 400);
		ImageProcessor mask = new ByteProcessor(400, 400);
		mask.setValue(255);
		mask.setRoi(30, 201, 300, 1);
		mask.fill();
		ImageProcessor result = run(image, mask, Runs.SHORT.with(Img2ImgSettings.SIZE, ModelSize.of("64")).with(
			Img2ImgSettings.FEATHER, 0.0)).getProcessor();
		int changed = 0;
		for (int x = 30; x < 330; x++)
			if (image.get(x, 201) != result.get(x, 201)) changed++;
		assertTrue(changed > 200, changed + " pixels change");
		assertNotEquals(0, notes.size());
	}

	@Test
	void modelsOfOneSizeTakeLargerImagesThatAreScaled() throws IOException {
		ImagePlus image = TestImages.plus(TestImages.rgb(100, 80));
		try (Img2Img fixed = Img2Img.open(TestModels.get("layouts/fixed"))) {
			IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> fixed.run(image, Runs.SHORT));
			assertTrue(e.getMessage().contains("64 x 48 pixels only, but the image has 100 x 80; set size to 64, so"), e.getMessage());
			e = assertThrows(IllegalArgumentException.class, () -> fixed.run(image, Runs.SHORT.with(Img2ImgSettings.RAW, true)));
			assertTrue(e.getMessage().contains("turn raw off and set size to 64"), e.getMessage());
			assertEquals("100 x 80 run as 60 x 48 pixels", info(fixed.run(image, Runs.SHORT.with(Img2ImgSettings.SIZE, ModelSize.of(
				"64"))).image()).get("scaled"));
			ImageProcessor mask = new ByteProcessor(100, 80);
			mask.set(70, 50, 255);
			assertEquals("48 x 48 pixels at 47, 27", info(fixed.run(image, mask, Runs.SHORT, RunControl.silent()).image()).get(
				"region"));
		}
	}

	// -- Helper methods --

	private ImagePlus run(ImageProcessor image, ImageProcessor mask, Img2ImgSettings settings) throws IOException {
		RunListener listener = new RunListener() {

			@Override
			public void note(String message) {
				notes.add(message);
			}

			@Override
			public void stage(String message) {
				if (message.contains("scaled")) notes.add(message);
			}
		};
		notes.clear();
		return MODEL.get().run(TestImages.plus(image), mask, settings, RunControl.of(listener)).image();
	}

	/** The mean absolute difference. */
	private static double difference(Tensor expected, ImagePlus result) {
		float[] values = (float[]) result.getProcessor().getPixels();
		double sum = 0;
		for (int i = 0; i < values.length; i++)
			sum += Math.abs(values[i] - expected.data()[i]);
		return sum / values.length;
	}

	private static Map<String, String> info(ImagePlus result) {
		return GenerationInfo.of(result).orElseThrow().values();
	}

	/** Of one channel. */
	private static Tensor tensor(ImageProcessor pixels) {
		return Tensor.of((float[]) pixels.getPixels(), 1, 1, pixels.getHeight(), pixels.getWidth());
	}
}
