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
