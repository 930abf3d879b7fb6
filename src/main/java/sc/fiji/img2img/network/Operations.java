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
package sc.fiji.img2img.network;

import java.util.Arrays;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Node;

/** Operations without weights, in the place of one module. */
class Operations {

	final NetworkBuilder builder;

	final String path;

	Operations(NetworkBuilder builder, String path) {
		this.builder = builder;
		this.path = path;
	}

	Value add(Value a, Value b) {
		return operation("Add", a.channels(), a.name(), b.name());
	}

	Value multiply(Value a, Value b) {
		return operation("Mul", a.channels(), a.name(), b.name());
	}

	/** a x + b. */
	Value scale(Value x, double a, double b) {
		Value scaled = operation("Mul", x.channels(), x.name(), builder.numbers(a));
		return b == 0 ? scaled : operation("Add", x.channels(), scaled.name(), builder.numbers(b));
	}

	/** x sigmoid(x). */
	Value silu(Value x) {
		return swish(x, 1);
	}

	/** x sigmoid(1.702 x). */
	Value quickGelu(Value x) {
		return swish(x, 1.702f);
	}

	/** x times the normal distribution's share below x. */
	Value gelu(Value x) {
		return operation("Gelu", x.channels(), x.name());
	}

	Value relu(Value x) {
		return operation("Relu", x.channels(), x.name());
	}

	Value tanh(Value x) {
		return operation("Tanh", x.channels(), x.name());
	}

	/** Images one behind the other along the channels, or rows along theirs. */
	Value concatenate(int axis, Value... values) {
		String[] names = Arrays.stream(values).map(Value::name).toArray(String[]::new);
		return value(node("Concat", names).with("axis", axis), Arrays.stream(values).mapToInt(Value::channels).sum());
	}

	/** The channels in equal parts. */
	Value[] split(Value tokens, int parts) {
		Node node = builder.add(path, "", "Split", parts, tokens.name()).with("axis", -1).with("num_outputs", parts);
		return node.outputs().stream().map(name -> new Value(name, tokens.channels() / parts)).toArray(Value[]::new);
	}

	/** [batch, channels] as an image of one pixel. */
	Value pixel(Value rows) {
		return operation("Unsqueeze", rows.channels(), rows.name(), builder.integers(2, 3));
	}

	/** The pixels of an image as tokens, row by row. */
	Value tokens(Value image) {
		return transpose(reshape(image, image.channels(), 0, image.channels(), -1), 0, 2, 1);
	}

	/** Tokens as an image of the size of another one. */
	Value image(Value tokens, Value like) {
		Value planes = transpose(tokens, 0, 2, 1);
		return operation("Reshape", tokens.channels(), planes.name(), sizes(planes, like));
	}

	/** An image twice as high and wide, or as high and wide as another one; each pixel is repeated. */
	Value enlarge(Value image, Value like) {
		Node resize = like == null ? node("Resize", image.name(), "", builder.numbers(1, 1, 2, 2)) : node("Resize", image
			.name(), "", "", sizes(image, like));
		return value(resize.with("mode", "nearest").with("coordinate_transformation_mode", "asymmetric").with("nearest_mode",
			"floor"), image.channels());
	}

	/** A value of one row as as many rows as another value has; one of so many as it is. */
	Value spread(Value value, int rank, Value like) {
		long[] ones = new long[rank - 1];
		Arrays.fill(ones, 1);
		String batch = value(node("Shape", like.name()).with("end", 1), 1).name();
		String sizes = value(node("Concat", batch, builder.integers(ones)).with("axis", 0), 1).name();
		return operation("Expand", value.channels(), value.name(), sizes);
	}

	Value reshape(Value value, int channels, long... sizes) {
		return operation("Reshape", channels, value.name(), builder.integers(sizes));
	}

	Value transpose(Value value, long... order) {
		return value(node("Transpose", value.name()).withAll("perm", order), value.channels());
	}

	Value softmax(Value value) {
		return value(node("Softmax", value.name()).with("axis", -1), value.channels());
	}

	/** Matrix products of two values. */
	Value product(Value a, Value b) {
		return operation("MatMul", b.channels(), a.name(), b.name());
	}

	Value cast(Value value, ElementType type) {
		return value(node("Cast", value.name()).with("to", type.code()), value.channels());
	}

	// -- For layers --

	Value operation(String type, int channels, String... inputs) {
		return value(node(type, inputs), channels);
	}

	Node node(String type, String... inputs) {
		return builder.add(path, "", type, 1, inputs);
	}

	/** An operation of ONNX Runtime's own. */
	Node fused(String type, String... inputs) {
		return builder.add(path, NetworkBuilder.MICROSOFT, type, 1, inputs);
	}

	static Value value(Node node, int channels) {
		return new Value(node.output(0), channels);
	}

	// -- Helper methods --

	private Value swish(Value x, float steepness) {
		if (builder.form().hasStoredProducts()) return value(fused("QuickGelu", x.name()).with("alpha", steepness), x
			.channels());
		Value inner = steepness == 1 ? x : scale(x, steepness, 0);
		return multiply(x, operation("Sigmoid", x.channels(), inner.name()));
	}

	/** The shape of an image of a value's batch and channels, as high and wide as another one. */
	private String sizes(Value value, Value like) {
		String batch = value(node("Shape", value.name()).with("end", 1), 1).name();
		String edges = value(node("Shape", like.name()).with("start", 2), 1).name();
		return value(node("Concat", batch, builder.integers(value.channels()), edges).with("axis", 0), 1).name();
	}
}
