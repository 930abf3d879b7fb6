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

import java.io.IOException;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Node;

/**
 * The place of a module in a network, and the layers that have weights there.
 * <p>
 * Operations and weights are named by the module's path, as diffusers has it, so that LoRAs find them.
 * </p>
 */
final class Scope extends Operations {

	Scope(NetworkBuilder builder, String path) {
		super(builder, path);
	}

	/** A module within this one. */
	Scope at(String child) {
		return builder.scope(path.isEmpty() ? child : path + "." + child);
	}

	/** A module of a list within this one. */
	Scope at(String list, int index) {
		return at(list + "." + index);
	}

	/** x W + b, for tokens. */
	Value linear(Value x, int out) throws IOException {
		return operation("Add", out, projection(x, out).name(), vector("bias", out));
	}

	/** x W, for tokens. */
	Value projection(Value x, int out) throws IOException {
		String matrix = matrix(x.channels(), out);
		if (builder.form().hasStoredProducts()) return value(fused("FusedMatMul", x.name(), matrix).with("transB", 1), out);
		// NB: ONNX Runtime turns the matrix round once, when it loads the graph.
		Node turned = node("Transpose", matrix).withAll("perm", 1, 0);
		return operation("MatMul", out, x.name(), turned.output(0));
	}

	/** The bias alone, for operations that add it by themselves. */
	String bias(int size) throws IOException {
		return vector("bias", size);
	}

	/** x W + b, for rows. */
	Value rowLinear(Value x, int out) throws IOException {
		return value(node("Gemm", x.name(), matrix(x.channels(), out), vector("bias", out)).with("transB", 1), out);
	}

	/** x W, for rows. */
	Value rowProjection(Value x, int out) throws IOException {
		return value(node("Gemm", x.name(), matrix(x.channels(), out)).with("transB", 1), out);
	}

	/** A convolution that keeps height and width. */
	Value convolution(Value x, int out, int kernel) throws IOException {
		long border = kernel / 2;
		return convolution(x, out, kernel, 1, true, border, border, border, border);
	}

	/** A convolution of 3 x 3. */
	Value convolution(Value x, int out, int stride, boolean bias, long... pads) throws IOException {
		return convolution(x, out, 3, stride, bias, pads);
	}

	/** Mean 0 and variance 1 within each group of channels, then gain and bias of each channel. */
	Value groupNorm(Value x, int groups, float epsilon) throws IOException {
		return new GroupNorm(this, groups, epsilon).apply(x);
	}

	/** Mean 0 and variance 1 within each token, then gain and bias of each channel. */
	Value layerNorm(Value x) throws IOException {
		int channels = x.channels();
		return value(node("LayerNormalization", x.name(), vector("weight", channels), vector("bias", channels)).with("axis",
			-1).with("epsilon", 1e-5f), channels);
	}

	/** The rows of a table. */
	Value embedding(Value ids, int count, int channels) throws IOException {
		long[] shape = { count, channels };
		// NB: other devices than the CPU may not know the type at all, not even to read rows of it.
		if (builder.form() != Form.CPU) return operation("Gather", channels, builder.parameter(name("weight"), shape, shape), ids
			.name());
		String table = builder.raw(name("weight"), shape, shape);
		// NB: few rows are read, so that only these are brought into another type.
		return cast(operation("Gather", channels, table, ids.name()), ElementType.FLOAT);
	}

	/** A whole table. */
	Value table(int count, int channels) throws IOException {
		long[] shape = { count, channels };
		return new Value(builder.parameter(name("weight"), shape, shape), channels);
	}

	/** Whether the module has a tensor of that name. */
	boolean has(String parameter) {
		return builder.has(name(parameter));
	}

	/** What a parameter of this module is called. */
	String name(String parameter) {
		return path.isEmpty() ? parameter : path + "." + parameter;
	}

	// -- Helper methods --

	private Value convolution(Value x, int out, int kernel, int stride, boolean bias, long... pads) throws IOException {
		long[] shape = { out, x.channels(), kernel, kernel };
		String weight = builder.parameter(name("weight"), shape, shape);
		Node node = bias ? node("Conv", x.name(), weight, vector("bias", out)) : node("Conv", x.name(), weight);
		return value(node.withAll("kernel_shape", kernel, kernel).withAll("strides", stride, stride).withAll("pads", pads),
			out);
	}

	/** A vector with a number for each channel, as images have them. */
	String plane(String parameter, long channels) throws IOException {
		return builder.parameter(name(parameter), new long[] { channels, 1, 1 }, channels);
	}

	private String matrix(long in, long out) throws IOException {
		long[] shape = { out, in };
		return builder.parameter(name("weight"), shape, shape);
	}

	private String vector(String parameter, long size) throws IOException {
		return builder.parameter(name(parameter), new long[] { size }, size);
	}
}
