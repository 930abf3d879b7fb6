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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import sc.fiji.img2img.image.ImageLayout;
import sc.fiji.img2img.image.ValueRange;
import sc.fiji.img2img.tile.CellContext;
import sc.fiji.img2img.tile.TileSize;

/** Cells of a lazy image are run when they are looked at, and come out the same whoever looks first. */
class LazyImageTest {

	@RegisterExtension
	static final OpenedModel MODEL = OpenedModel.of("sd15");

	private static final Img2ImgSettings SETTINGS = Runs.SHORT.with(Img2ImgSettings.TILE, TileSize.of("64"));

	/** At this strength and window. */
	private static final int CELL = 32;

	@Test
	void itIsTheSameWhoeverLooksFirst() throws IOException {
		RandomAccessibleInterval<UnsignedByteType> image = waves(100, 70, 2);
		RandomAccessibleInterval<UnsignedByteType> one = MODEL.get().lazy(image, SETTINGS);
		RandomAccessibleInterval<UnsignedByteType> other = MODEL.get().lazy(Views.translate(image, 3, 4, 5), SETTINGS);
		assertArrayEquals(image.dimensionsAsLongArray(), one.dimensionsAsLongArray());
		byte[] last = bytes(other, cell(2, 1, 1));
		byte[] first = bytes(one, cell(0, 0, 0));
		assertArrayEquals(first, bytes(other, cell(0, 0, 0)));
		assertArrayEquals(last, bytes(one, cell(2, 1, 1)));
		assertNotEquals(image.getAt(5, 5, 0).get(), one.getAt(5, 5, 0).get());
	}

	@Test
	void planesAreRunEachByItself() throws IOException {
		RandomAccessibleInterval<UnsignedByteType> image = waves(40, 40, 2);
		RandomAccessibleInterval<UnsignedByteType> lazy = MODEL.get().lazy(image, SETTINGS);
		RandomAccessibleInterval<UnsignedByteType> plane = MODEL.get().lazy(Views.hyperSlice(image, 2, 1), SETTINGS);
		for (int x = 0; x < 40; x++)
			assertEquals(plane.getAt(x, 20), lazy.getAt(x, 20, 1));
	}

	@Test
	void threadsMayLookAtOnce() throws Exception {
		RandomAccessibleInterval<UnsignedByteType> lazy = MODEL.get().lazy(waves(64, 32, 1), SETTINGS);
		byte[] expected = bytes(MODEL.get().lazy(waves(64, 32, 1), SETTINGS), cell(1, 0, 0));
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Future<byte[]>> seen = new ArrayList<>();
			for (int i = 0; i < 8; i++)
				seen.add(threads.submit(() -> bytes(lazy, cell(1, 0, 0))));
			for (Future<byte[]> bytes : seen)
				assertArrayEquals(expected, bytes.get());
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void eachCellIsRunOnceWhoeverWaitsForIt() throws Exception {
		AtomicInteger runs = new AtomicInteger();
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		LazyCells<UnsignedByteType, ByteArray> cells = cells(part -> {
			runs.incrementAndGet();
			begun.countDown();
			await(go);
			return part;
		});
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			Future<?> first = threads.submit(() -> cells.get(3));
			begun.await();
			Future<?> second = threads.submit(() -> cells.get(3));
			go.countDown();
			assertSame(first.get(), second.get());
			assertSame(first.get(), cells.get(3));
			assertEquals(1, runs.get());
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void whatFailsIsTriedAgainAndWhatIsOldIsForgotten() {
		Map<Interval, Integer> runs = new ConcurrentHashMap<>();
		LazyCells<UnsignedByteType, ByteArray> cells = cells(part -> {
			if (runs.merge(new FinalInterval(part), 1, Integer::sum) == 1) throw new IllegalStateException("no luck");
			return Views.zeroMin(part);
		});
		assertThrows(IllegalStateException.class, () -> cells.get(0));
		assertEquals(CELL * CELL, cells.get(0).size());
		for (int i = 1; i <= 64; i++) {
			int index = i;
			assertThrows(IllegalStateException.class, () -> cells.get(index));
			cells.get(index);
		}
		int before = runs.values().stream().mapToInt(Integer::intValue).sum();
		cells.get(64);
		assertEquals(before, runs.values().stream().mapToInt(Integer::intValue).sum());
		cells.get(0);
		assertTrue(runs.values().stream().mapToInt(Integer::intValue).sum() > before);
	}

	@Test
	void numbersOfManyLevelsNeedBlackAndWhite() throws IOException {
		RandomAccessibleInterval<UnsignedShortType> image = ArrayImgs.unsignedShorts(40, 40);
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> MODEL.get().lazy(image, SETTINGS));
		assertTrue(e.getMessage().contains("withRange"), e.getMessage());
		RandomAccessibleInterval<UnsignedShortType> lazy = MODEL.get().lazy(image, ImageLayout.of(0, 1).withRange(ValueRange.of(0,
			4000)), SETTINGS);
		assertTrue(lazy.getAt(20, 20).get() > 0);
	}

	// -- Helper methods --

	private static LazyCells<UnsignedByteType, ByteArray> cells(LazyCells.PartRun<UnsignedByteType> run) {
		return new LazyCells<>(waves(320, 320, 1), new CellGrid(new long[] { 320, 320, 1 }, new int[] { CELL, CELL, 1 }),
			CellContext.of(64, 0.5, 8), run);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	/** A cell of an image of 100 x 70 x 2, or a part of it. */
	private static Interval cell(int x, int y, int z) {
		return FinalInterval.createMinSize(x * CELL, y * CELL, z, CELL, CELL, 1);
	}

	private static byte[] bytes(RandomAccessibleInterval<UnsignedByteType> image, Interval part) {
		RandomAccessibleInterval<UnsignedByteType> seen = Views.interval(image, Intervals.intersect(part, image));
		byte[] bytes = new byte[(int) seen.size()];
		int i = 0;
		for (UnsignedByteType pixel : Views.flatIterable(seen))
			bytes[i++] = (byte) pixel.get();
		return bytes;
	}

	private static RandomAccessibleInterval<UnsignedByteType> waves(int width, int height, int depth) {
		byte[] pixels = new byte[width * height * depth];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (byte) (128 + 100 * Math.sin(i % width / 9.0) * Math.cos(i / width / 7.0));
		return ArrayImgs.unsignedBytes(pixels, width, height, depth);
	}
}
