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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.graph.Weight;

/**
 * Puts low-rank changes into a graph as branches, y = x W + weight * (x A) B, whose weight is an input of the graph with a
 * number for each row of the batch, or one for all.
 * <p>
 * A branch at weight 0 leaves every bit as it was: zeros are added, and at a place where ONNX Runtime joins the same
 * operations as without the branch. NB: that is why a branch goes behind the bias, and where a residual is added next, to
 * the residual: a sum that ONNX Runtime takes in one operation is rounded differently than one in two.
 * </p>
 * <p>
 * Where nothing of the kind can happen, a branch brings the bias along instead of being added to it, in a column of ones:
 * where a layer is wide, going through all its values once more is what a LoRA costs most.
 * </p>
 * <p>
 * Added to the weights, a product becomes y = x (W + weight * A B): nothing more is done with x, but a matrix of W's size is
 * made in each run, for each row that has a weight of its own. Convolutions, which take one weight for all rows, stay
 * branches. Not thread-safe.
 * </p>
 */
final class Branches {

	private static final String INPUT = "lora_weight.";

	private static final String[] CONVOLUTION = { "auto_pad", "dilations", "kernel_shape", "pads", "strides" };

	private final OnnxModel model;

	private final GraphEdit edit;

	/** The graph as it was exported, by which it is decided what a branch brings along. */
	private final GraphEdit exported;

	private final boolean takesBiases;

	private final boolean addedToWeights;

	private final Set<String> gains = new HashSet<>();

	private int count;

	/**
	 * Branches for a graph.
	 *
	 * @param original the graph before it was optimised, if it was; else the same
	 * @param alone whether nothing else changes the graph's weights and biases
	 * @param addedToWeights whether products are to have the change in their weight, where that can be
	 */
	Branches(OnnxModel model, OnnxModel original, boolean alone, boolean addedToWeights) {
		this.model = model;
		this.addedToWeights = alone && addedToWeights;
		edit = new GraphEdit(model.graph());
		exported = original == model ? edit : new GraphEdit(original.graph());
		// NB: ONNX Runtime joins a product and its bias where all sizes are known, and only there.
		takesBiases = alone && model.graph().inputs().stream().anyMatch(input -> input.rank() > 0 && input.dim(0) < 0);
	}

	/** The name of the input that takes the weights of a LoRA. */
	static String input(int lora) {
		return INPUT + lora;
	}

	/** Whether an input takes the weights of a LoRA. */
	static boolean isInput(String name) {
		return name.startsWith(INPUT);
	}

	/**
	 * Adds the branch of one LoRA at one place.
	 *
	 * @param original the same place in the graph before it was optimised
	 */
	void add(int lora, GraphModule module, GraphModule.Site site, GraphModule.Site original, LowRank change)
		throws IOException
	{
		if (site.operation == null) return;
		if (!Arrays.equals(site.weight.shape(), module.weight().shape())) throw new IOException(Excerpt.of(module.path()) +
			" is run with weights of several shapes, " + Arrays.toString(module.weight().shape()) + " and " + Arrays.toString(
				site.weight.shape()) + ", where a LoRA fits only one");
		if (site.operation.integer("group", 1) != 1) throw new IOException(Excerpt.of(module.path()) +
			" is a convolution in groups, which LoRAs cannot change");
		String prefix = "lora." + lora + "." + module.path() + "." + count++;
		if (addedToWeights && site.operation.type().equals("MatMul") && !takesRows(site, module)) {
			addToWeight(lora, prefix, site, change);
			return;
		}
		Node bias = bias(site, original);
		String result = site.operation.type().equals("Conv") ? convolution(lora, prefix, site, change) : product(lora, prefix,
			site, change, module, bias != null);
		if (bias == null) join(site.operation, result, prefix);
		else edit.redirect(bias, bias.input(0).equals(site.operation.output(0)) ? 1 : 0, result);
	}

	/** Changes the graph. */
	void commit() {
		edit.commit();
	}

	// -- Helper methods --

	/** The addition of a bias that a branch can bring along; null if there is none. */
	private Node bias(GraphModule.Site site, GraphModule.Site original) {
		if (!takesBiases || site.bias == null || !site.operation.type().endsWith("MatMul")) return null;
		if (site.bias.type() != site.weight.type() || site.bias.count() != site.weight.shape()[0]) return null;
		Node next = edit.onlyReader(site.operation.output(0));
		if (next == null || !addsConstant(next, site.operation)) return null;
		Node before = exported.onlyReader(original.operation.output(0));
		Node behind = before == null ? null : exported.onlyReader(before.output(0));
		return before == null || behind != null && behind.type().equals("Add") ? null : next;
	}

	/** Whether what goes through a product is a vector for each row of the batch, not one for each place or token. */
	private static boolean takesRows(GraphModule.Site site, GraphModule module) {
		return site.operation.type().equals("Gemm") || module.path().matches(
			"(time|add|class)_embedding_.*|text_projection|.*_time_emb_proj");
	}

	private void addToWeight(int lora, String prefix, GraphModule.Site site, LowRank change) throws IOException {
		ElementType type = site.weight.type();
		int in = (int) site.weight.shape()[1];
		int out = (int) site.weight.shape()[0];
		int rank = change.rank();
		String down = weight(prefix + ".down", type, new long[] { in, rank }, Matrix.transpose(change.down(), rank, in));
		String up = weight(prefix + ".up", type, new long[] { rank, out }, Matrix.transpose(change.up(), out, rank));
		edit.addBefore(site.operation, node(prefix, "Mul", "1", down, gain(lora, type, 3)));
		edit.addBefore(site.operation, node(prefix, "MatMul", "2", prefix + "/1", up));
		edit.addBefore(site.operation, node(prefix, "Add", "3", prefix + "/2", site.operation.input(1)));
		edit.redirect(site.operation, 1, prefix + "/3");
	}

	private String product(int lora, String prefix, GraphModule.Site site, LowRank change, GraphModule module,
		boolean withBias) throws IOException
	{
		long[] shape = site.weight.shape();
		int rank = change.rank();
		ElementType type = site.weight.type();
		int width = withBias ? rank + 1 : rank;
		double[] downs = Matrix.transpose(Arrays.copyOf(change.down(), width * (int) shape[1]), width, (int) shape[1]);
		double[] ups = Arrays.copyOf(Matrix.transpose(change.up(), (int) shape[0], rank), width * (int) shape[0]);
		String down = weight(prefix + ".down", type, new long[] { shape[1], width }, downs);
		String scaled = prefix + "/2";
		edit.addAfter(site.operation, //
			node(prefix, "MatMul", "1", site.operation.input(0), down), //
			node(prefix, "Mul", "2", prefix + "/1", gain(lora, type, takesRows(site, module) ? 2 : 3)));
		if (withBias) {
			System.arraycopy(site.bias.read(model), 0, ups, rank * (int) shape[0], (int) shape[0]);
			double[] lastOne = new double[width];
			lastOne[rank] = 1;
			String one = weight(prefix + ".one", type, new long[] { width }, lastOne);
			edit.addAfter(site.operation, node(prefix, "Add", "one", prefix + "/2", one));
			scaled = prefix + "/one";
		}
		String up = weight(prefix + ".up", type, new long[] { width, shape[0] }, ups);
		edit.addAfter(site.operation, node(prefix, "MatMul", "3", scaled, up));
		return prefix + "/3";
	}

	private String convolution(int lora, String prefix, GraphModule.Site site, LowRank change) throws IOException {
		long[] shape = site.weight.shape();
		int rank = change.rank();
		ElementType type = site.weight.type();
		double[] middle = change.middle();
		long[] core = { rank, middle == null ? shape[1] : rank, shape[2], shape[3] };
		String value = site.operation.input(0);
		if (middle != null) {
			String down = weight(prefix + ".down", type, new long[] { rank, shape[1], 1, 1 }, change.down());
			edit.addAfter(site.operation, node(prefix, "Conv", "0", value, down));
			value = prefix + "/0";
		}
		String wide = weight(prefix + ".core", type, core, middle == null ? change.down() : middle);
		String up = weight(prefix + ".up", type, new long[] { shape[0], rank, 1, 1 }, change.up());
		edit.addAfter(site.operation, //
			node(prefix, "Conv", "1", value, wide).withAttributesOf(site.operation, CONVOLUTION), //
			node(prefix, "Mul", "2", prefix + "/1", gain(lora, type, 4)), //
			node(prefix, "Conv", "3", prefix + "/2", up));
		return prefix + "/3";
	}

	private static Node node(String prefix, String type, String output, String... inputs) {
		return Node.of(prefix + "/" + type + output, "", type, List.of(inputs), List.of(prefix + "/" + output));
	}

	private String weight(String name, ElementType type, long[] shape, double[] values) {
		model.graph().weights().put(name, Weight.supplied(name, type, shape, values));
		return name;
	}

	/** The value that holds a LoRA's weights in the shape [batch, 1, ...]. */
	private String gain(int lora, ElementType type, int rank) {
		String input = input(lora);
		if (gains.add(input)) edit.addInput(ValueInfo.of(input, ElementType.FLOAT, -1));
		String name = input + "/" + rank;
		if (gains.add(name)) {
			double[] dims = new double[rank];
			Arrays.fill(dims, 1);
			dims[0] = -1;
			String shape = name + ".shape";
			model.graph().weights().put(shape, Weight.of(shape, ElementType.INT64, new long[] { rank }, dims));
			edit.addFirst(Node.of(name, "", "Reshape", List.of(input, shape), List.of(name)));
		}
		if (type == ElementType.FLOAT) return name;
		String cast = name + "/" + type;
		if (gains.add(cast)) edit.addFirst(Node.of(cast, "", "Cast", List.of(name), List.of(cast)).with("to", type.code()));
		return cast;
	}

	/** Adds a branch's result to what an operation makes. */
	private void join(Node operation, String branch, String prefix) {
		Node last = operation;
		Node next = edit.onlyReader(last.output(0));
		while (next != null && (addsConstant(next, last) || dividesByOne(next))) {
			last = next;
			next = edit.onlyReader(last.output(0));
		}
		String value = last.output(0);
		if (next != null && next.type().equals("Add") && !operation.type().equals("Gemm")) {
			int residual = next.input(0).equals(value) ? 1 : 0;
			Node other = edit.producer(next.input(residual));
			// NB: the embedding of the timestep is added to all pixels of a channel; it is not of the branch's shape.
			if (other != null && !other.type().equals("Unsqueeze") && !next.input(residual).equals(value)) {
				edit.addBefore(next, node(prefix, "Add", "4", next.input(residual), branch));
				edit.redirect(next, residual, prefix + "/4");
				return;
			}
		}
		edit.rename(last, prefix + "/plain");
		edit.addAfter(last, Node.of(prefix + "/Add", "", "Add", List.of(prefix + "/plain", branch), List.of(value)));
	}

	private boolean addsConstant(Node node, Node last) {
		if (!node.type().equals("Add")) return false;
		int other = node.input(0).equals(last.output(0)) ? 1 : 0;
		return Parameter.of(node, other, false, model.graph(), edit.producers()) != null;
	}

	private boolean dividesByOne(Node node) {
		if (!node.type().equals("Div") && !node.type().equals("Mul") || node.inputs().size() != 2) return false;
		try {
			Parameter divisor = Parameter.of(node, 1, false, model.graph(), edit.producers());
			return divisor != null && divisor.count() == 1 && divisor.read(model)[0] == 1;
		}
		catch (IOException e) {
			return false;
		}
	}
}
