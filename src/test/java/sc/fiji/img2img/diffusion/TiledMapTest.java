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
package sc.fiji.img2img.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;

/** Tiles are blended seamlessly. */
class TiledMapTest {

	private static final int TILE = 16;

	private static final int STEP = 12;

	private static final int OVERLAP = 4;

	private static final int WIDTH = 45;

	private static final int HEIGHT = 39;

	@Property(tries = 100)
	void theIdentityGivesTheImage(@ForAll @IntRange(min = 1, max = 70) int width,
		@ForAll @IntRange(min = 1, max = 70) int height)
	{
		Tensor image = image(width, height);
		Tensor same = TiledMap.of(TILE, TILE).apply(image, UnaryOperator.identity());
		assertArrayEquals(image.shape(), same.shape());
		assertArrayEquals(image.data(), same.data(), 1e-6f);
	}

	@Property(tries = 50)
	void whatIsHandedOverTileByTileIsTheWhole(@ForAll @IntRange(min = 1, max = 70) int width,
		@ForAll @IntRange(min = 1, max = 70) int height)
	{
		Tensor image = image(width, height);
		TiledMap tiles = TiledMap.of(TILE, TILE);
		UnaryOperator<Tensor> network = tile -> every(repeat(tile, 2), 2);
		Tensor whole = tiles.apply(image, network);
		float[] collected = new float[width * height];
		List<Integer> parts = new ArrayList<>();
		int all = ((width + STEP - 1) / STEP) * ((height + STEP - 1) / STEP);
		RunControl control = RunControl.of(new RunListener() {

			@Override
			public void part(int done, int total) {
				assertEquals(all, total);
				parts.add(done);
			}
		});
		tiles.apply(ImageSource.of(image), network, (part, place) -> {
			assertTrue(part.dim(2) <= STEP && part.dim(3) <= STEP);
			for (int y = 0; y < part.dim(2); y++)
				for (int x = 0; x < part.dim(3); x++)
					collected[((int) place.min(1) + y) * width + (int) place.min(0) + x] += part.data()[y * part.dim(3) + x];
		}, control);
		assertEquals(IntStream.rangeClosed(1, all).boxed().collect(Collectors.toList()), parts);
		assertArrayEquals(Arrays.copyOf(whole.data(), width * height), collected);
	}

	@Property(tries = 50)
	void enlargingAndShrinkingKeepTheRatioOfTheSizes(@ForAll @IntRange(min = 1, max = 9) int width,
		@ForAll @IntRange(min = 1, max = 9) int height)
	{
		Tensor small = image(4 * width, 4 * height);
		Tensor large = TiledMap.of(TILE, 4 * TILE).apply(small, tile -> repeat(tile, 4));
		assertArrayEquals(repeat(small, 4).data(), large.data(), 1e-6f);
		assertArrayEquals(small.data(), TiledMap.of(4 * TILE, TILE).apply(large, tile -> every(tile, 4)).data(), 1e-6f);
	}

	/** A network that knows which tile it sees, against a recursive definition of the blending of each pixel. */
	@Example
	void differencesOfTilesFadeLinearly() {
		int[] calls = { 0 };
		int columns = (WIDTH + STEP - 1) / STEP;
		Tensor blended = TiledMap.of(TILE, TILE).apply(image(WIDTH, HEIGHT), tile -> {
			float[] data = new float[tile.data().length];
			Arrays.fill(data, value(calls[0] / columns, calls[0]++ % columns));
			return Tensor.of(data, tile.shape());
		});
		for (int y = 0; y < HEIGHT; y++)
			for (int x = 0; x < WIDTH; x++)
				assertEquals(pixel(y / STEP, x / STEP, y % STEP, x % STEP), blended.data()[y * WIDTH + x], 1e-4, "at " + x +
					", " + y);
	}

	/** The value of a pixel of a tile, faded first from the tile above, then from the tile to the left. */
	private static double pixel(int row, int column, int y, int x) {
		double value = value(row, column);
		int rows = Math.min(OVERLAP, edge(row, HEIGHT));
		if (row > 0 && y < rows) value = mix(pixel(row - 1, column, edge(row - 1, HEIGHT) - rows + y, x), value, y, rows);
		int columns = Math.min(OVERLAP, edge(column, WIDTH));
		if (column > 0 && x < columns) value = mix(pixel(row, column - 1, y, edge(column - 1, WIDTH) - columns + x), value, x,
			columns);
		return value;
	}

	private static int edge(int index, int size) {
		return Math.min(TILE, size - index * STEP);
	}

	private static double mix(double from, double to, int position, int extent) {
		return from + (to - from) * position / extent;
	}

	private static float value(int row, int column) {
		return 10 * row + column * column;
	}

	private static Tensor image(int width, int height) {
		float[] data = new float[2 * width * height];
		Random random = new Random(5);
		for (int i = 0; i < data.length; i++)
			data[i] = random.nextFloat();
		return Tensor.of(data, 1, 2, height, width);
	}

	private static Tensor repeat(Tensor image, int times) {
		int height = image.dim(2) * times;
		int width = image.dim(3) * times;
		float[] data = new float[2 * height * width];
		for (int i = 0; i < data.length; i++)
			data[i] = image.data()[(i / (height * width) * image.dim(2) + i / width % height / times) * image.dim(3) + i %
				width / times];
		return Tensor.of(data, 1, 2, height, width);
	}

	private static Tensor every(Tensor image, int times) {
		int height = image.dim(2) / times;
		int width = image.dim(3) / times;
		float[] data = new float[2 * height * width];
		for (int i = 0; i < data.length; i++)
			data[i] = image.data()[(i / (height * width) * image.dim(2) + i / width % height * times) * image.dim(3) + i %
				width * times];
		return Tensor.of(data, 1, 2, height, width);
	}
}
