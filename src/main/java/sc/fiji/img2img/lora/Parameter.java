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
package sc.fiji.img2img.lora;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.Weight;

/**
 * A module's weight or bias as a graph has it: which operation reads it, and how what is stored relates to torch's layout.
 * <p>
 * Between the stored tensor and its reader may lie operations that only hand on, convert, transpose or reshape it.
 * </p>
 */
final class Parameter {

	/** More operations than these lie between a weight and its reader in no network. */
	private static final int MAX_STEPS = 32;

	private final Node reader;

	private final int input;

	private final Weight stored;

	/** The name nearest to the reader that the tensor goes by: exporters keep the module's path in one of them. */
	private final String name;

	private final boolean transposed;

	private final ElementType type;

	/** Whether a matrix is read as [in, out], that is the other way round than torch has it. */
	private final boolean readTransposed;

	private final long[] readShape;

	private Parameter(Node reader, int input, Weight stored, String name, boolean transposed, ElementType type,
		boolean readTransposed, long[] readShape)
	{
		this.reader = reader;
		this.input = input;
		this.stored = stored;
		this.name = name;
		this.transposed = transposed;
		this.type = type;
		this.readTransposed = readTransposed;
		this.readShape = readShape;
	}

	/**
	 * Follows an operation's input back to the tensor that it reads.
	 *
	 * @param readTransposed whether the operation takes a matrix as [in, out]
	 * @return null if it is no constant
	 */
	static Parameter of(Node reader, int input, boolean readTransposed, Graph graph, Map<String, Node> producers) {
		String value = reader.input(input);
		String name = value;
		ElementType type = null;
		boolean swapped = false;
		boolean reshaped = false;
		for (int steps = 0; !graph.weights().containsKey(value); steps++) {
			Node node = producers.get(value);
			if (node == null || steps == MAX_STEPS) return null;
			if (node.type().equals("Constant")) {
				Weight constant = node.tensor("value");
				return constant == null ? null : create(reader, input, constant, name, swapped, type, readTransposed, reshaped);
			}
			if (node.type().equals("Cast") && type == null) type = ElementType.of(node.integer("to", 0));
			else if (node.type().equals("Transpose")) swapped = !swapped;
			else if (node.type().equals("Unsqueeze") || node.type().equals("Reshape")) reshaped = true;
			else if (!node.type().equals("Identity") && !node.type().equals("Cast")) return null;
			value = node.input(0);
			if (!name.endsWith(".weight") && !name.endsWith(".bias")) name = value;
		}
		return create(reader, input, graph.weights().get(value), name, swapped, type, readTransposed, reshaped);
	}

	private static Parameter create(Node reader, int input, Weight stored, String name, boolean swapped, ElementType type,
		boolean readTransposed, boolean reshaped)
	{
		long[] shape = stored.shape();
		if (swapped && shape.length != 2) return null;
		long[] readShape = swapped ? new long[] { shape[1], shape[0] } : shape;
		// NB: an unfolded GroupNorm reads its vectors as [C, 1, 1].
		if (reshaped) readShape = new long[] { stored.count(), 1, 1 };
		return new Parameter(reader, input, stored, name, swapped != readTransposed, type == null ? stored.type() : type,
			readTransposed, readShape);
	}

	/** What the exporter calls it. */
	String name() {
		return name;
	}

	/** The type of the numbers that the operation calculates with. */
	ElementType type() {
		return type;
	}

	long count() {
		return stored.count();
	}

	/** The shape in torch's layout: [out, in], or [out, in, height, width]; of vectors as they are read. */
	long[] shape() {
		return readTransposed && readShape.length == 2 ? new long[] { readShape[1], readShape[0] } : readShape.clone();
	}

	/** The elements in torch's layout. */
	double[] read(OnnxModel model) throws IOException {
		double[] values = model.values(stored);
		long[] shape = stored.shape();
		return transposed ? Matrix.transpose(values, (int) shape[0], (int) shape[1]) : values;
	}

	/**
	 * Lets the operation read other elements; whoever else reads the stored tensor still reads it.
	 *
	 * @param values in torch's layout
	 */
	void write(OnnxModel model, String newName, double[] values) {
		long[] shape = shape();
		double[] read = readTransposed ? Matrix.transpose(values, (int) shape[0], (int) shape[1]) : values;
		model.graph().weights().put(newName, Weight.supplied(newName, type, readShape, read));
		reader.inputs().set(input, newName);
	}

	@Override
	public String toString() {
		return name + Arrays.toString(shape());
	}
}
