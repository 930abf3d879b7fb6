package sc.fiji.img2img.onnx.rewrite;

import java.io.IOException;
import java.nio.ByteBuffer;

import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.Weight;

/** Which numbers fp16 holds. */
final class HalfRange {

	/** The largest finite one. */
	private static final float LARGEST = 65504;

	private HalfRange() {
		// NB: only tells.
	}

	/** Whether a weight has finite numbers that become infinite in fp16; its own infinities, as masks have them, may. */
	static boolean isExceededBy(OnnxModel model, Weight weight) throws IOException {
		ByteBuffer bytes = weight.bytes(model.folder());
		if (bytes == null) {
			for (double value : model.values(weight))
				if (isOutside(value)) return true;
			return false;
		}
		while (bytes.hasRemaining())
			if (isOutside(weight.next(bytes))) return true;
		return false;
	}

	private static boolean isOutside(double value) {
		return Math.abs(value) > LARGEST && !Double.isInfinite(value);
	}
}
