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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * Where reshapes and transposes move the elements of a tensor that counts 0, 1, 2, ...
 * <p>
 * The elements are not there: each axis is known by the runs of equally spaced numbers that it goes through, the outer
 * ones first, so that sizes do not matter. Immutable.
 * </p>
 */
final class IndexTensor {

	private final List<List<Run>> axes;

	private IndexTensor(List<List<Run>> axes) {
		this.axes = axes;
	}

	/**
	 * 0, 1, 2, ... in row-major order.
	 *
	 * @return null if a size is not above 0, or there are more elements than a long can count
	 */
	static IndexTensor counting(long... shape) {
		long count = product(shape);
		if (count < 0) return null;
		List<List<Run>> axes = new ArrayList<>();
		for (long size : shape) {
			count /= size;
			axes.add(List.of(new Run(size, count)));
		}
		return new IndexTensor(axes);
	}

	/** The shape. */
	long[] shape() {
		return axes.stream().mapToLong(axis -> axis.stream().mapToLong(run -> run.size).reduce(1, (a, b) -> a * b)).toArray();
	}

	/** The elements with the axes in another order, or null if these are not this tensor's axes. */
	IndexTensor transpose(long... order) {
		long[] sorted = order.clone();
		Arrays.sort(sorted);
		if (!Arrays.equals(sorted, LongStream.range(0, axes.size()).toArray())) return null;
		List<List<Run>> moved = new ArrayList<>();
		for (long axis : order)
			moved.add(axes.get((int) axis));
		return new IndexTensor(moved);
	}

	/**
	 * The elements in another shape, as ONNX's Reshape takes it.
	 *
	 * @param target -1 or NaN for the one size that follows from the others, 0 for the size that it was
	 * @return null if more than one size is open, the target does not hold these elements, or it cuts through a run at a
	 *         place that is no multiple
	 */
	IndexTensor reshape(double... target) {
		long[] shape = shape();
		long[] sizes = new long[target.length];
		int open = -1;
		for (int axis = 0; axis < target.length; axis++) {
			boolean isOpen = Double.isNaN(target[axis]) || target[axis] < 0;
			if (isOpen && open >= 0 || target[axis] == 0 && axis >= shape.length) return null;
			if (isOpen) open = axis;
			sizes[axis] = isOpen ? 1 : target[axis] == 0 ? shape[axis] : (long) target[axis];
		}
		long known = product(sizes);
		if (known < 1) return null;
		if (open >= 0) sizes[open] = product(shape) / known;
		return product(sizes) == product(shape) ? regroup(sizes) : null;
	}

	/** Whether it holds the other's elements in the other's order, whatever the shapes. */
	boolean hasOrderOf(IndexTensor other) {
		return runs().equals(other.runs());
	}

	// -- Helper methods --

	private IndexTensor regroup(long[] sizes) {
		List<Run> rest = runs();
		List<List<Run>> grouped = new ArrayList<>();
		for (long size : sizes) {
			List<Run> axis = new ArrayList<>();
			long left = size;
			while (left > 1) {
				Run run = rest.remove(0);
				if (left % run.size == 0) {
					axis.add(run);
					left /= run.size;
				}
				else if (run.size % left == 0) {
					Run inner = new Run(run.size / left, run.step);
					axis.add(new Run(left, run.step * inner.size));
					rest.add(0, inner);
					left = 1;
				}
				else return null;
			}
			grouped.add(axis);
		}
		return new IndexTensor(grouped);
	}

	/** The runs of all axes, each as long as it can be. */
	private List<Run> runs() {
		List<Run> runs = new ArrayList<>();
		for (List<Run> axis : axes)
			for (Run run : axis) {
				if (run.size == 1) continue;
				Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
				if (last != null && last.step == run.size * run.step) runs.set(runs.size() - 1, new Run(last.size * run.size,
					run.step));
				else runs.add(run);
			}
		return runs;
	}

	/** -1 if a size is not above 0, or the product is larger than a long can be. */
	private static long product(long... sizes) {
		long product = 1;
		for (long size : sizes) {
			if (size < 1 || size > Long.MAX_VALUE / product) return -1;
			product *= size;
		}
		return product;
	}

	/** So many numbers, each larger than the one before it by a step. */
	private static final class Run {

		private final long size;

		private final long step;

		private Run(long size, long step) {
			this.size = size;
			this.step = step;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Run && ((Run) other).size == size && ((Run) other).step == step;
		}

		@Override
		public int hashCode() {
			return Objects.hash(size, step);
		}
	}
}
