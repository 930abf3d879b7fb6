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
package sc.fiji.img2img.onnx.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Where elements go is what going through all of them tells. */
class IndexTensorTest {

	private static final long[] SHAPE = { 2, 3, 4, 7 };

	@Property(tries = 500)
	void elementsGoWhereTheyGo(@ForAll long seed) {
		Random random = new Random(seed);
		IndexTensor tensor = IndexTensor.counting(SHAPE);
		IndexTensor other = IndexTensor.counting(SHAPE);
		long[] shape = SHAPE;
		long[] elements = counting(shape);
		for (int step = 0; step < 6; step++) {
			if (random.nextBoolean()) {
				Integer[] order = shuffled(shape.length, random);
				tensor = tensor.transpose(Arrays.stream(order).mapToLong(axis -> axis).toArray());
				elements = transpose(elements, shape, order);
				long[] before = shape;
				shape = Arrays.stream(order).mapToLong(axis -> before[axis]).toArray();
			}
			else {
				long[] target = random.nextBoolean() ? new long[] { shape[0], product(shape) / shape[0] } : new long[] {
					product(shape) / 7, 7 };
				IndexTensor reshaped = tensor.reshape(Arrays.stream(target).asDoubleStream().toArray());
				// NB: what cuts through a run is not followed.
				if (reshaped == null) continue;
				tensor = reshaped;
				shape = target;
			}
			assertArrayEquals(shape, tensor.shape());
			assertEquals(Arrays.equals(elements, counting(SHAPE)), tensor.hasOrderOf(other));
		}
	}

	@Example
	void sizesMayBeOpenOrKept() {
		IndexTensor tensor = IndexTensor.counting(SHAPE);
		assertArrayEquals(new long[] { 2, 12, 7 }, tensor.reshape(0, -1, 7).shape());
		assertArrayEquals(new long[] { 2, 3, 28 }, tensor.reshape(0, 0, Double.NaN).shape());
		assertNull(tensor.reshape(-1, -1, 7));
		assertNull(tensor.reshape(2, 3, 4, 7, 0));
		assertNull(tensor.reshape(5, -1));
		assertNull(tensor.reshape(1e18, 1e18));
		assertNull(tensor.transpose(0, 1, 1, 3));
	}

	@Example
	void nothingIsTooLarge() {
		long[] shape = { 1 << 15, 1 << 15, 1 << 15, 1 << 15 };
		IndexTensor moved = IndexTensor.counting(shape).transpose(0, 2, 1, 3);
		assertTrue(moved.transpose(0, 2, 1, 3).hasOrderOf(IndexTensor.counting(shape)));
		assertNull(IndexTensor.counting(1L << 40, 1L << 40));
		assertNull(IndexTensor.counting(3, 0));
		assertNull(IndexTensor.counting(3, -1));
	}

	private static Integer[] shuffled(int count, Random random) {
		List<Integer> order = new ArrayList<>();
		for (int i = 0; i < count; i++)
			order.add(i);
		Collections.shuffle(order, random);
		return order.toArray(new Integer[0]);
	}

	private static long[] counting(long[] shape) {
		long[] elements = new long[(int) product(shape)];
		Arrays.setAll(elements, i -> i);
		return elements;
	}

	private static long product(long[] shape) {
		return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
	}

	private static long[] transpose(long[] elements, long[] shape, Integer[] order) {
		long[] moved = new long[elements.length];
		for (int i = 0; i < moved.length; i++) {
			long rest = i;
			long[] place = new long[shape.length];
			for (int axis = order.length - 1; axis >= 0; axis--) {
				place[order[axis]] = rest % shape[order[axis]];
				rest /= shape[order[axis]];
			}
			long source = 0;
			for (int axis = 0; axis < shape.length; axis++)
				source = source * shape[axis] + place[axis];
			moved[i] = elements[(int) source];
		}
		return moved;
	}
}
