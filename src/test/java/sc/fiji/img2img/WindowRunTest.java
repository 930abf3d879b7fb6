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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.image.PixelLimit;
import sc.fiji.img2img.image.ij.GenerationInfo;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tile.TileSize;

/** Images are run through windows where that is asked for, or where they are large. */
@Tag("slow")
class WindowRunTest {

	private static final Img2ImgSettings WINDOWS = Runs.SHORT.with(Img2ImgSettings.TILE, TileSize.of("64"));

	private final List<String> notes = new ArrayList<>();

	@ParameterizedTest
	@ValueSource(strings = { "sd15", "sdxl", "inpaint9" })
	void allFamiliesRunThroughWindows(String model) throws IOException {
		try (Img2Img img2img = Img2Img.open(TestModels.get(model))) {
			ImagePlus result = run(img2img, 160, 96, WINDOWS);
			assertEquals(160, result.getWidth());
			assertEquals(96, result.getHeight());
			String windows = info(result).get("windows");
			assertTrue(windows.matches("[0-9]+ windows of 64 x 64 pixels"), windows);
			assertEquals(List.of("The model sees the image through " + windows + "."), notes);
			assertEquals("64", info(result).get("tile"));
		}
	}

	@Test
	void whatOneWindowCoversIsAsWithoutWindows() throws IOException {
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			int[] whole = pixels(run(img2img, 64, 48, Runs.SHORT.with(Img2ImgSettings.TILE, TileSize.off())));
			assertArrayEquals(whole, pixels(run(img2img, 64, 48, WINDOWS)));
			assertArrayEquals(whole, pixels(run(img2img, 64, 48, Runs.SHORT)));
			assertEquals(List.of(), notes);
		}
	}

	@Test
	void rawRunsAreWhole() throws IOException {
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			ImagePlus result = run(img2img, 160, 96, WINDOWS.with(Img2ImgSettings.RAW, true));
			assertFalse(info(result).containsKey("windows"));
			assertEquals(List.of(), notes);
		}
	}

	@Test
	void whatIsTooLargeForTheNetworkMayGoThroughWindows() throws IOException {
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			ImagePlus large = new ImagePlus("a", new ByteProcessor(2100, 2100));
			IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> img2img.run(large, Runs.SHORT.with(
				Img2ImgSettings.TILE, TileSize.off())));
			assertTrue(e.getMessage().contains("2100 x 2100 pixels, 4.4 million, but at most 4.2 million"), e.getMessage());
			assertTrue(e.getMessage().contains("Set tile to auto"), e.getMessage());
		}
	}

	@Test
	void imagesMayBeLazy() throws IOException {
		RandomAccessibleInterval<UnsignedByteType> waves = Views.translate(waves(400, 300), 5, 7);
		Map<Long, Cell<ByteArray>> cells = new HashMap<>();
		RandomAccessibleInterval<UnsignedByteType> lazy = new LazyCellImg<>(new CellGrid(new long[] { 400, 300 }, new int[] {
			400, 30 }), new UnsignedByteType(), index -> cells.computeIfAbsent(index, key -> {
				byte[] rows = new byte[400 * 30];
				PrimitiveBlocks.of(waves).copy(new int[] { 5, 7 + 30 * (int) index }, rows, new int[] { 400, 30 });
				return new Cell<>(new int[] { 400, 30 }, new long[] { 0, index * 30 }, new ByteArray(rows));
			}));
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			Img<UnsignedByteType> expected = img2img.run(waves, WINDOWS).image();
			assertEquals(Set.of(), cells.keySet());
			Img<UnsignedByteType> result = img2img.run(lazy, WINDOWS).image();
			assertEquals(10, cells.size());
			LoopBuilder.setImages(expected, result).forEachPixel((a, b) -> assertEquals(a.get(), b.get()));
		}
	}

	@Test
	void whatIsTooLargeForJavaIsRefusedWithAWayOut() {
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> PixelLimit.check(40000, 30000));
		assertTrue(e.getMessage().contains("40000 x 30000 pixels, 1200.0 million, but at most "), e.getMessage());
		assertTrue(e.getMessage().contains("Image > Duplicate"), e.getMessage());
	}

	private static Img<UnsignedByteType> waves(int width, int height) {
		byte[] pixels = new byte[width * height];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (byte) (128 + 100 * Math.sin(i % width / 30.0) * Math.sin(i / width / 40.0));
		return ArrayImgs.unsignedBytes(pixels, width, height);
	}

	private ImagePlus run(Img2Img img2img, int width, int height, Img2ImgSettings settings) throws IOException {
		RunListener listener = new RunListener() {

			@Override
			public void note(String message) {
				notes.add(message);
			}
		};
		return img2img.run(TestImages.plus(TestImages.rgb(width, height)), null, settings, RunControl.of(listener)).image();
	}

	private static Map<String, String> info(ImagePlus result) {
		return GenerationInfo.of(result).orElseThrow().values();
	}

	private static int[] pixels(ImagePlus result) {
		ImageProcessor pixels = result.getProcessor();
		return (int[]) pixels.getPixels();
	}
}
