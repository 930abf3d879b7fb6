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
package sc.fiji.img2img.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.img2img.tensor.Tensor;

/** Windows cover everything, and what is found in them comes together without an edge. */
class WindowsTest {

	@ParameterizedTest
	@CsvSource({ "96, 8", "104, 8", "136, 8", "400, 8", "1000, 40", "128, 64", "192, 64" })
	void windowsCoverALengthAndOverlap(int length, int unit) {
		int window = Math.max(2 * unit, 64);
		int overlap = Math.max(unit, 16);
		WindowRow row = WindowRow.of(length, window, overlap, unit);
		assertEquals(0, row.start(0));
		assertEquals(length, row.start(row.count() - 1) + row.window());
		for (int i = 1; i < row.count(); i++) {
			assertEquals(0, row.start(i) % unit);
			assertTrue(row.start(i) > row.start(i - 1));
			assertTrue(row.start(i - 1) + row.window() - row.start(i) >= overlap, "window " + i);
		}
		assertTrue((row.count() - 1) * (window - overlap) < length - overlap, "one fewer would do");
	}

	@Test
	void theSumOfAllSharesIsOne() {
		WindowRow row = WindowRow.of(400, 64, 40, 8);
		double[] sums = new double[400];
		float[][] shares = row.shares();
		for (int i = 0; i < row.count(); i++)
			for (int x = 0; x < row.window(); x++)
				sums[row.start(i) + x] += shares[i][x];
		assertArrayEquals(Arrays.stream(sums).map(sum -> 1).toArray(), sums, 1e-6);
	}

	@Test
	void whatIsTheSameInAllWindowsStays() {
		Windows windows = Windows.of(400, 136, 64, 16, 8);
		assertEquals(8 * 3, windows.count());
		Tensor plane = wave(2, 3, 136, 400);
		assertArrayEquals(plane.data(), windows.average(plane, window -> window).data(), 1e-6f);
	}

	@Test
	void oneWindowIsTheWholePlane() {
		Tensor plane = wave(1, 4, 24, 40);
		for (Windows windows : List.of(Windows.whole(40, 24), Windows.of(40, 24, 64, 16, 8))) {
			assertEquals(1, windows.count());
			List<Tensor> seen = new ArrayList<>();
			Tensor mean = windows.average(plane, window -> {
				seen.add(window);
				return window;
			});
			assertArrayEquals(plane.data(), seen.get(0).data());
			assertArrayEquals(plane.data(), mean.data());
		}
	}

	@Test
	void windowsThatDifferFadeIntoEachOther() {
		Windows windows = Windows.of(112, 64, 64, 16, 8);
		assertEquals(2, windows.count());
		float[] answer = { 0 };
		float[] row = Arrays.copyOf(windows.average(wave(1, 1, 64, 112), window -> {
			float[] data = new float[64 * 64];
			Arrays.fill(data, answer[0]++);
			return Tensor.of(data, 1, 1, 64, 64);
		}).data(), 112);
		assertEquals(0, row[47]);
		assertEquals(1, row[64]);
		for (int x = 1; x < 111; x++) {
			assertTrue(row[x] >= row[x - 1]);
			assertTrue(row[x] - row[x - 1] < Math.PI / 2 / 16, "jump at " + x);
			assertTrue(Math.abs(row[x + 1] - 2 * row[x] + row[x - 1]) < 0.02, "kink at " + x);
		}
	}

	@Test
	void answersMayHaveOtherChannels() {
		Windows windows = Windows.of(96, 64, 64, 16, 8);
		Tensor plane = wave(2, 3, 64, 96);
		Tensor mean = windows.average(plane, window -> Tensor.of(Arrays.copyOf(window.data(), 2 * 64 * 64), 2, 1, 64, 64));
		assertArrayEquals(new long[] { 2, 1, 64, 96 }, mean.shape());
	}

	@Test
	void windowsInPixelsAreWindowsInLatents() {
		Windows windows = Windows.of(1280, 832, 512, 100, 64).shrunk(8);
		assertEquals(64, windows.width());
		assertEquals(6, windows.count());
		Tensor plane = wave(1, 2, 104, 160);
		assertArrayEquals(plane.data(), windows.average(plane, window -> window).data(), 1e-6f);
	}

	private static Tensor wave(int batch, int channels, int height, int width) {
		float[] data = new float[batch * channels * height * width];
		for (int i = 0; i < data.length; i++)
			data[i] = (float) Math.sin(i * 0.7);
		return Tensor.of(data, batch, channels, height, width);
	}
}
