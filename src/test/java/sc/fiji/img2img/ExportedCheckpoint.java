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
package sc.fiji.img2img;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.Weight;
import sc.fiji.img2img.tensor.file.SafeTensorsFile;

/**
 * Brings an exported model back to what it was exported from: a folder in diffusers' layout, with weights in safetensors
 * files.
 * <p>
 * The exporter turns weights round and renames them, but a node is still called by its module's path.
 * </p>
 */
public final class ExportedCheckpoint {

	private static final String UNET_AND_VAE = "diffusion_pytorch_model.safetensors";

	private static final String TEXT = "model.safetensors";

	private static final Map<String, String> FILES = Map.of("unet", UNET_AND_VAE, "text_encoder", TEXT, "text_encoder_2",
		TEXT);

	private final OnnxModel model;

	private final SafeTensorsFile file;

	private final Map<String, Weight> constants = new HashMap<>();

	/** Where the rows of a table are, by what picks them. */
	private final Map<String, double[]> rows = new HashMap<>();

	/** The tables that were spread. */
	private final Set<String> spread = new HashSet<>();

	private ExportedCheckpoint(OnnxModel model, SafeTensorsFile file) {
		this.model = model;
		this.file = file;
		constants.putAll(model.graph().weights());
	}

	/** Writes what a model was exported from, with all that lies beside its networks. */
	public static Path write(Path export, Path target) throws IOException {
		TestModels.copyTree(export, target);
		for (Map.Entry<String, String> network : FILES.entrySet()) {
			Path own = target.resolve(network.getKey());
			if (Files.isDirectory(own)) read(own, new SafeTensorsFile()).write(own.resolve(network.getValue()));
		}
		Path vae = Files.createDirectory(target.resolve("vae"));
		Files.move(target.resolve("vae_encoder").resolve("config.json"), vae.resolve("config.json"));
		SafeTensorsFile halves = new SafeTensorsFile();
		for (String half : List.of("vae_encoder", "vae_decoder"))
			read(target.resolve(half), halves);
		halves.write(vae.resolve(UNET_AND_VAE));
		return target;
	}

	/** Adds a network's tensors to a file; its graph goes. */
	private static SafeTensorsFile read(Path network, SafeTensorsFile file) throws IOException {
		Path onnx = network.resolve("model.onnx");
		new ExportedCheckpoint(OnnxModel.read(onnx), file).read();
		Files.delete(onnx);
		return file;
	}

	private void read() throws IOException {
		for (Node node : model.graph().nodes())
			read(node);
		for (Weight weight : model.graph().weights().values())
			if (weight.name().matches(".*\\.(weight|bias)") && !spread.contains(weight.name())) put(weight.name(), weight);
	}

	private void read(Node node) throws IOException {
		Weight first = constants.get(node.input(0));
		Weight second = node.inputs().size() > 1 ? constants.get(node.input(1)) : null;
		int end = node.name().lastIndexOf('/');
		String module = end < 1 ? "" : node.name().substring(1, end).replace('/', '.') + ".";
		switch (node.type()) {
			case "Identity":
			case "Cast":
				if (first != null) constants.put(node.output(0), first);
				if (rows.containsKey(node.input(0))) rows.put(node.output(0), rows.get(node.input(0)));
				break;
			case "Conv":
			case "LayerNormalization":
				put(module + "weight", second);
				bias(module, node);
				break;
			case "Gemm":
				if (node.integer("transB", 0) == 1) put(module + "weight", second);
				else putTurned(module + "weight", second);
				bias(module, node);
				break;
			case "MatMul":
				if (second != null) putTurned(module + "weight", second);
				break;
			case "Gather":
				if (first != null) gather(module, node, first);
				break;
			case "Mul":
				putVector(module + "weight", first == null ? second : first);
				break;
			case "Add":
				putVector(module + "bias", first == null ? second : first);
				break;
			default:
				break;
		}
	}

	/** NB: of their tables, tiny models have the rows that they need, and a list of where each is. */
	private void gather(String module, Node node, Weight table) throws IOException {
		if (table.shape().length == 1) rows.put(node.output(0), model.values(table));
		if (table.shape().length != 2) return;
		double[] places = rows.get(node.input(1));
		double[] values = model.values(table);
		if (places == null) {
			file.put(module + "weight", values, table.shape());
			return;
		}
		int width = (int) table.shape()[1];
		double[] all = new double[places.length * width];
		for (int i = 0; i < places.length; i++)
			System.arraycopy(values, (int) places[i] * width, all, i * width, width);
		file.put(module + "weight", all, places.length, width);
		spread.add(module + "weight");
	}

	private void bias(String module, Node node) throws IOException {
		if (node.inputs().size() > 2) put(module + "bias", constants.get(node.input(2)));
	}

	/** Gains and biases, which may have other 1s than those of the module. */
	private void putVector(String name, Weight weight) throws IOException {
		if (weight != null && weight.count() > 1) file.put(name, model.values(weight), weight.count());
	}

	private void put(String name, Weight weight) throws IOException {
		file.put(name, model.values(weight), weight.shape());
	}

	private void putTurned(String name, Weight weight) throws IOException {
		int rows = (int) weight.shape()[0];
		int columns = (int) weight.shape()[1];
		double[] values = model.values(weight);
		double[] turned = new double[values.length];
		for (int row = 0; row < rows; row++)
			for (int column = 0; column < columns; column++)
				turned[column * rows + row] = values[row * columns + column];
		file.put(name, turned, columns, rows);
	}
}
