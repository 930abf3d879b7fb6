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
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same seed gives the same bits, and every image comes back in its own size and type. */
@Tag("slow")
class DeterminismTest {

	private static Img2Img img2img;

	@BeforeAll
	static void open() throws IOException {
		img2img = Img2Img.open(TestModels.get("sd15"));
	}

	@AfterAll
	static void close() {
		img2img.close();
		// NB: closing twice is allowed.
		img2img.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sd15", "sdxl" })
	void aSeedGivesTheSameBitsAlsoFromAReopenedModel(String model) throws IOException {
		int[] first;
		try (Img2Img opened = Img2Img.open(TestModels.get(model))) {
			first = Runs.bits(opened);
			assertArrayEquals(first, Runs.bits(opened));
		}
		try (Img2Img reopened = Img2Img.open(TestModels.get(model))) {
			assertArrayEquals(first, Runs.bits(reopened));
		}
	}

	@Test
	void otherSeedsGiveOtherImages() throws IOException {
		ImageProcessor pixels = TestImages.rgb(64, 64);
		int[] one = (int[]) Runs.of(img2img, pixels, Runs.SHORT).getPixels();
		int[] other = (int[]) Runs.of(img2img, pixels, Runs.SHORT.with(Img2ImgSettings.SEED, 43L)).getPixels();
		assertFalse(Arrays.equals(one, other));
	}

	@Test
	void whatTheNetworkAnswersWithCanBeSaid() throws IOException {
		int[] own = bits(Runs.SHORT);
		assertArrayEquals(own, bits(Runs.SHORT.parse(Img2ImgSettings.PREDICTION, "epsilon")));
		assertFalse(Arrays.equals(own, bits(Runs.SHORT.parse(Img2ImgSettings.PREDICTION, "v_prediction"))));
	}

	private static int[] bits(Img2ImgSettings settings) throws IOException {
		return (int[]) Runs.of(img2img, TestImages.rgb(64, 64), settings).getPixels();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PNDM", "Euler a", "DPM++ 2M SDE" })
	void aVariationIsTheRunOfItsSeedAlone(String scheduler) throws IOException {
		Img2ImgSettings settings = Runs.SHORT.parse(Img2ImgSettings.SCHEDULER, scheduler).with(Img2ImgSettings.GUIDANCE, 5.0);
		ImageStack stack = img2img.run(TestImages.plus(TestImages.rgb(64, 64)), settings.with(Img2ImgSettings.VARIATIONS,
			3)).image().getStack();
		assertEquals(3, stack.size());
		for (int i = 0; i < 3; i++) {
			Img2ImgSettings alone = settings.with(Img2ImgSettings.SEED, 42L + i);
			TestPixels.assertWithinOneLevel(Runs.of(img2img, TestImages.rgb(64, 64), alone), stack.getProcessor(i + 1));
			assertTrue(stack.getSliceLabel(i + 1).contains("seed=" + (42 + i)));
		}
	}

	@ParameterizedTest
	@CsvSource({ "100, 75", "65, 1", "1, 1", "1, 130", "63, 64", "72, 80" })
	void everySizeComesBack(int width, int height) throws IOException {
		assertSize(width, height, Runs.SHORT);
	}

	@Test
	void aLargerOddSizeComesBack() throws IOException {
		assertSize(513, 511, Runs.SHORT.with(Img2ImgSettings.STEPS, 10).with(Img2ImgSettings.STRENGTH, 0.1));
	}

	@Test
	void everyTypeComesBack() throws IOException {
		for (ImageProcessor pixels : List.of(TestImages.rgb(64, 64), TestImages.bytes(64, 64), TestImages.shorts(64, 64),
			TestImages.floats(64, 64)))
		{
			ImageProcessor result = Runs.of(img2img, pixels, Runs.SHORT);
			assertSame(pixels.getClass(), result.getClass());
			assertEquals(pixels.getMin(), result.getMin());
			assertEquals(pixels.getMax(), result.getMax());
			assertTrue(result.getStatistics().stdDev > 0, "no flat image");
		}
	}

	@Test
	void strengthZeroGivesTheInputAndSaysSo() throws IOException {
		for (ImageProcessor pixels : List.of(TestImages.rgb(50, 40), TestImages.floats(50, 40))) {
			Img2ImgResult<ImagePlus> result = img2img.run(TestImages.plus(pixels), Runs.SHORT.with(Img2ImgSettings.STRENGTH, 0.0));
			ImageProcessor same = result.image().getProcessor();
			for (int i = 0; i < pixels.getPixelCount(); i++)
				assertEquals(pixels.get(i), same.get(i));
			assertTrue(result.plan().isEmpty());
			assertTrue(result.notes().stream().anyMatch(note -> note.contains("unchanged")), result.notes().toString());
		}
	}

	@Test
	void exactStepsAllRun() throws IOException {
		Img2ImgSettings settings = Runs.SHORT.with(Img2ImgSettings.STEPS, 3).with(Img2ImgSettings.STRENGTH, 0.3);
		assertTrue(img2img.run(TestImages.plus(TestImages.rgb(64, 64)), settings).plan().isEmpty());
		Img2ImgResult<ImagePlus> exact = img2img.run(TestImages.plus(TestImages.rgb(64, 64)), settings.with(Img2ImgSettings.EXACT,
			true));
		assertEquals(3, exact.plan().running());
		assertEquals(10, exact.plan().scheduled());
	}

	private static void assertSize(int width, int height, Img2ImgSettings settings) throws IOException {
		ImageProcessor result = Runs.of(img2img, TestImages.rgb(width, height), settings);
		assertEquals(width, result.getWidth());
		assertEquals(height, result.getHeight());
	}
}
