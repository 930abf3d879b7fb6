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

import ij.IJ;
import ij.ImagePlus;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.TestPixels;
import sc.fiji.img2img.TestStacks;
import sc.fiji.img2img.image.ij.GenerationInfo;

/** What users do with the input's window while it is run does not matter. */
@Tag("slow")
class MovingInputTest {

	private static final Img2ImgSettings SETTINGS = Img2ImgSettings.defaults().with(CommandSettings.MODEL, TestModels.get(
		"sd15").toString()).with(Img2ImgSettings.STEPS, 2).with(Img2ImgSettings.STRENGTH, 1.0).with(
			Img2ImgSettings.GUIDANCE, 1.0).with(Img2ImgSettings.SEED, 7L);

	@AfterAll
	static void unload() {
		LoadedModel.close();
	}

	@Test
	void scrolledAndClosedInputsGiveTheSameImage() throws IOException {
		List<Supplier<ImagePlus>> inputs = List.of(TestStacks::slices, () -> TestStacks.composite(IJ.COMPOSITE),
			() -> TestStacks.composite(IJ.COLOR), () -> new ImagePlus("a", TestImages.rgb(64, 64)), () -> new ImagePlus("a",
				TestImages.bytes(64, 64)));
		for (Supplier<ImagePlus> input : inputs)
			for (boolean stack : new boolean[] { false, true }) {
				Img2ImgSettings settings = SETTINGS.with(Img2ImgSettings.STACK, stack);
				ImagePlus expected = run(at(input.get(), 2), settings, () -> {});
				ImagePlus image = at(input.get(), 2);
				ImagePlus actual = run(image, settings, () -> disturb(image));
				assertSameImage(expected, actual);
			}
	}

	@Test
	void allCellsOfAGridAreOfOneSlice() throws IOException {
		Img2ImgSettings settings = SETTINGS.with(CommandSettings.ROWS, "strength=1,0.5").with(CommandSettings.COLUMNS,
			"seed=1,2");
		ImagePlus expected = grid(at(TestStacks.slices(), 2), settings, () -> {});
		ImagePlus image = at(TestStacks.slices(), 2);
		assertSameImage(expected, grid(image, settings, () -> disturb(image)));
	}

	private static void assertSameImage(ImagePlus expected, ImagePlus actual) {
		assertEquals(TestPixels.checksum(expected), TestPixels.checksum(actual), expected.toString());
		assertEquals(expected.getDisplayRangeMax(), actual.getDisplayRangeMax());
		assertEquals(expected.getStack().getSliceLabel(1), actual.getStack().getSliceLabel(1));
		assertEquals(position(expected), position(actual));
	}

	private static String position(ImagePlus image) {
		return GenerationInfo.of(image).orElseThrow().values().get(GenerationInfo.POSITION);
	}

	private static ImagePlus at(ImagePlus image, int slice) {
		image.setPosition(1, Math.min(slice, image.getNSlices()), 1);
		return image;
	}

	/** Scrolls, changes the contrast, and frees the image as closing its window does. */
	private static void disturb(ImagePlus image) {
		image.setPosition(1, 1, 1);
		image.setDisplayRange(1, 60);
		image.flush();
	}

	private static ImagePlus run(ImagePlus image, Img2ImgSettings settings, Runnable meanwhile) throws IOException {
		try (RunMonitor monitor = new RunMonitor(atFirstStep(meanwhile))) {
			return ImageRun.run(image, settings, monitor).image();
		}
	}

	private static ImagePlus grid(ImagePlus image, Img2ImgSettings settings, Runnable meanwhile) throws IOException {
		try (RunMonitor monitor = new RunMonitor(atFirstStep(meanwhile))) {
			return new GridWindows(monitor).run(image, settings).stack();
		}
	}

	private static Progress atFirstStep(Runnable action) {
		AtomicBoolean done = new AtomicBoolean();
		return new Progress() {

			@Override
			public void show(int steps, int total) {
				if (done.compareAndSet(false, true)) action.run();
			}

			@Override
			public void end() {}
		};
	}
}
