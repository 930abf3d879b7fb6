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
package sc.fiji.img2img.model.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Weight;
import sc.fiji.img2img.tensor.file.SafeTensorType;
import sc.fiji.img2img.tensor.file.SafeTensors;

/** A tensor, or some rows of one, where it lies in a file. Immutable. */
final class StoredTensor {

	private final Path file;

	private final String name;

	private final SafeTensorType type;

	private final long[] shape;

	private final long offset;

	/** What its values are multiplied with; null for nothing. */
	private final StoredTensor scale;

	private StoredTensor(Path file, String name, SafeTensorType type, long[] shape, long offset, StoredTensor scale) {
		this.file = file;
		this.name = name;
		this.type = type;
		this.shape = shape;
		this.offset = offset;
		this.scale = scale;
	}

	static StoredTensor of(Path file, SafeTensors tensors, String name) {
		return new StoredTensor(file, name, tensors.type(name), tensors.shape(name), tensors.offset(name), null);
	}

	Path file() {
		return file;
	}

	/** What the file calls it. */
	String name() {
		return name;
	}

	SafeTensorType type() {
		return type;
	}

	long[] shape() {
		return shape.clone();
	}

	/** The shape in words: 32 x 64 x 1 x 1. */
	static String words(long... shape) {
		return shape.length == 0 ? "a single number" : Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors
			.joining(" x "));
	}

	/** The same without dimensions of 1 behind the first two. */
	StoredTensor asMatrix() {
		boolean convolution = shape.length == 4 && shape[2] == 1 && shape[3] == 1;
		return convolution ? new StoredTensor(file, name, type, Arrays.copyOf(shape, 2), offset, scale) : this;
	}

	/** One of equal parts, along the first dimension. */
	StoredTensor part(int index, int parts) throws IOException {
		if (shape.length == 0 || shape[0] % parts != 0) throw new IOException("The tensor " + Excerpt.of(name) + " in " + file +
			" should have rows that can be divided by " + parts + ", but its shape is " + words(shape) + ".");
		long[] rows = shape.clone();
		rows[0] /= parts;
		return new StoredTensor(file, name, type, rows, offset + index * count(rows) * type.bytes(), scale);
	}

	/** The same with all values multiplied by a number of another tensor. */
	StoredTensor scaled(StoredTensor factor) {
		return new StoredTensor(file, name, type, shape, offset, factor);
	}

	/**
	 * The tensor for a graph whose folder is the file's own.
	 *
	 * @throws IOException if it does not hold floats
	 */
	Weight weight(String newName) throws IOException {
		ElementType element = element();
		if (count(shape) == 0) throw new IOException("The tensor " + Excerpt.of(name) + " in " + file + " is empty.");
		if (scale != null) return scaledWeight(newName);
		return Weight.external(newName, element, shape, file.getFileName().toString(), offset, bytes());
	}

	/** How many bytes it takes in its file. */
	long bytes() {
		return count(shape) * type.bytes();
	}

	/** All values, widened. */
	float[] values() throws IOException {
		try (SafeTensors tensors = SafeTensors.open(file)) {
			return tensors.floats(name);
		}
	}

	// -- Helper methods --

	private Weight scaledWeight(String newName) throws IOException {
		float[] factor = scale.values();
		if (factor.length != 1) throw new IOException("The tensor " + Excerpt.of(scale.name) + " in " + file +
			" should be one scale, but its shape is " + words(scale.shape) + "; such quantised files cannot be read.");
		float[] values = values();
		double[] scaled = new double[values.length];
		for (int i = 0; i < scaled.length; i++)
			scaled[i] = values[i] * factor[0];
		return Weight.supplied(newName, ElementType.FLOAT, shape, scaled);
	}

	private ElementType element() throws IOException {
		switch (type) {
			case F16:
				return ElementType.FLOAT16;
			case BF16:
				return ElementType.BFLOAT16;
			case F32:
				return ElementType.FLOAT;
			case F64:
				return ElementType.DOUBLE;
			case F8_E4M3:
				return ElementType.FLOAT8E4M3FN;
			case F8_E5M2:
				return ElementType.FLOAT8E5M2;
			default:
				throw new IOException("The tensor " + Excerpt.of(name) + " in " + file + " holds whole numbers (" + type +
					"), where a network has fractions: the file is quantised, or damaged.");
		}
	}

	private static long count(long[] shape) {
		return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
	}
}
