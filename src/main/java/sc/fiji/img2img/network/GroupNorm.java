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
import java.util.Arrays;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Node;

/** Group normalisation (Wu and He 2018): mean 0 and variance 1 within each group, then gain and bias of each channel. */
final class GroupNorm {

	private final Scope scope;

	private final int groups;

	private final float epsilon;

	GroupNorm(Scope scope, int groups, float epsilon) {
		this.scope = scope;
		this.groups = groups;
		this.epsilon = epsilon;
	}

	Value apply(Value x) throws IOException {
		return scope.builder.form().hasWrittenNorms() ? written(x) : fused(x);
	}

	// -- Helper methods --

	/** As one operation, but for gain and bias. */
	private Value fused(Value x) throws IOException {
		int channels = x.channels();
		String ones = numbers("group_norm.ones", 1);
		String zeros = numbers("group_norm.zeros", 0);
		Node normal = scope.node("InstanceNormalization", grouped(x).name(), ones, zeros).with("epsilon", epsilon);
		Value image = likeImage(Operations.value(normal, channels), x);
		Value gained = scope.operation("Mul", channels, image.name(), scope.plane("weight", channels));
		return scope.operation("Add", channels, gained.name(), scope.plane("bias", channels));
	}

	/**
	 * Step by step, by all threads. Sums go row by row first: ONNX Runtime's operator adds up a whole group in one go, which is
	 * off by up to 1e-4 where an image has large areas of one colour.
	 */
	private Value written(Value x) throws IOException {
		int channels = x.channels();
		Value centred = scope.operation("Sub", channels, grouped(x).name(), mean(overRows("ReduceMean", x)).name());
		Value image = likeImage(centred, x);
		Value squares = mean(overRows("ReduceSumSquare", image));
		Value width = scope.cast(Operations.value(scope.node("Shape", x.name()).with("start", 3), 1), ElementType.FLOAT);
		Value variance = scope.operation("Div", channels, squares.name(), width.name());
		Value deviation = scope.operation("Sqrt", channels, scope.operation("Add", channels, variance.name(), scope.builder
			.numbers(epsilon)).name());
		Value inverse = scope.operation("Reciprocal", channels, deviation.name());
		Value each = scope.operation("Expand", channels, inverse.name(), scope.builder.integers(1, groups, channels / groups));
		Value gain = scope.operation("Mul", channels, scope.reshape(each, channels, -1, channels, 1, 1).name(), scope.plane(
			"weight", channels));
		return scope.operation("Add", channels, scope.multiply(image, gain).name(), scope.plane("bias", channels));
	}

	private Value overRows(String type, Value image) {
		return Operations.value(scope.node(type, image.name(), scope.builder.integers(3)).with("keepdims", 1), image.channels());
	}

	/** The mean of each group, [batch, groups, 1]. */
	private Value mean(Value rows) {
		return Operations.value(scope.node("ReduceMean", grouped(rows).name(), scope.builder.integers(2)).with("keepdims", 1),
			rows.channels());
	}

	private Value grouped(Value x) {
		return scope.reshape(x, x.channels(), 0, groups, -1);
	}

	private Value likeImage(Value grouped, Value image) {
		return scope.operation("Reshape", image.channels(), grouped.name(), scope.node("Shape", image.name()).output(0));
	}

	private String numbers(String name, double value) {
		double[] values = new double[groups];
		Arrays.fill(values, value);
		return scope.builder.constant(name, new long[] { groups }, values);
	}
}
