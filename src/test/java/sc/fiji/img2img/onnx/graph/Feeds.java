package sc.fiji.img2img.onnx.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.tensor.Tensor;

/** Something to feed to any graph of a diffusion model. */
public final class Feeds {

	private static final int TOKENS = 77;

	private static final int EDGE = 16;

	private Feeds() {}

	/** A tensor of small numbers for each input; open sizes are filled in as their meaning asks. */
	public static Map<String, Tensor> of(List<ValueInfo> inputs) {
		Map<String, Tensor> feeds = new LinkedHashMap<>();
		for (ValueInfo input : inputs) {
			long[] shape = new long[input.rank()];
			int count = 1;
			for (int d = 0; d < shape.length; d++) {
				shape[d] = input.dim(d) > 0 ? input.dim(d) : d == 0 ? 1 : shape.length == 4 ? EDGE : TOKENS;
				count *= (int) shape[d];
			}
			float[] data = new float[count];
			for (int i = 0; i < count; i++)
				data[i] = input.type() == ElementType.FLOAT ? (float) Math.sin(i) : i % TOKENS;
			feeds.put(input.name(), Tensor.of(data, shape));
		}
		return feeds;
	}

	static OnnxTensor tensor(OrtEnvironment environment, ValueInfo input, Tensor feed) throws OrtException {
		float[] data = feed.data();
		if (input.type() == ElementType.FLOAT) return OnnxTensor.createTensor(environment, FloatBuffer.wrap(data), feed
			.shape());
		long[] numbers = new long[data.length];
		int[] ints = new int[data.length];
		for (int i = 0; i < data.length; i++)
			ints[i] = (int) (numbers[i] = (long) data[i]);
		return input.type() == ElementType.INT64 ? OnnxTensor.createTensor(environment, LongBuffer.wrap(numbers), feed
			.shape()) : OnnxTensor.createTensor(environment, IntBuffer.wrap(ints), feed.shape());
	}

	static float[] floats(OnnxTensor tensor) {
		FloatBuffer buffer = tensor.getFloatBuffer();
		float[] data = new float[buffer.remaining()];
		buffer.get(data);
		return data;
	}
}
