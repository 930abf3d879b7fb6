package sc.fiji.img2img.onnx;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * A small tensor of counting numbers, on which reshapes and transposes are tried out to see where they move elements.
 * Immutable.
 */
final class IndexTensor {

	private final int[] data;

	private final long[] shape;

	private IndexTensor(int[] data, long[] shape) {
		this.data = data;
		this.shape = shape;
	}

	/** 0, 1, 2, ... in row-major order. */
	static IndexTensor counting(long... shape) {
		int[] data = new int[Math.toIntExact(product(shape))];
		Arrays.setAll(data, i -> i);
		return new IndexTensor(data, shape.clone());
	}

	/** The shape. */
	long[] shape() {
		return shape.clone();
	}

	/** The elements with the axes in another order, or null if these are not this tensor's axes. */
	IndexTensor transpose(long... order) {
		long[] axes = order.clone();
		Arrays.sort(axes);
		if (!Arrays.equals(axes, LongStream.range(0, shape.length).toArray())) return null;
		long[] moved = new long[order.length];
		long[] strides = new long[order.length];
		for (int axis = 0; axis < order.length; axis++) {
			moved[axis] = shape[(int) order[axis]];
			strides[axis] = product(Arrays.copyOfRange(shape, (int) order[axis] + 1, shape.length));
		}
		int[] values = new int[data.length];
		for (int i = 0; i < values.length; i++) {
			long rest = i;
			long source = 0;
			for (int axis = order.length - 1; axis >= 0; axis--) {
				source += rest % moved[axis] * strides[axis];
				rest /= moved[axis];
			}
			values[i] = data[(int) source];
		}
		return new IndexTensor(values, moved);
	}

	/**
	 * The elements in another shape, as ONNX's Reshape takes it.
	 *
	 * @param target -1 or NaN for the one size that follows from the others, 0 for the size that it was
	 * @return null if more than one size is open, or the target does not hold these elements
	 */
	IndexTensor reshape(double... target) {
		long[] sizes = new long[target.length];
		int open = -1;
		long known = 1;
		for (int axis = 0; axis < target.length; axis++) {
			if (Double.isNaN(target[axis]) || target[axis] < 0) {
				if (open >= 0) return null;
				open = axis;
				continue;
			}
			if (target[axis] == 0 && axis >= shape.length) return null;
			sizes[axis] = target[axis] == 0 ? shape[axis] : (long) target[axis];
			known *= sizes[axis];
		}
		if (open >= 0) sizes[open] = data.length / known;
		return product(sizes) == data.length ? new IndexTensor(data, sizes) : null;
	}

	/** Whether it holds the other's elements in the other's order, whatever the shapes. */
	boolean hasOrderOf(IndexTensor other) {
		return Arrays.equals(data, other.data);
	}

	private static long product(long... sizes) {
		return Arrays.stream(sizes).reduce(1, Math::multiplyExact);
	}
}
