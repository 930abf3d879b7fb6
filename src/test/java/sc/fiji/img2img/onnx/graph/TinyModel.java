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

import com.google.gson.JsonObject;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The smallest model that runs: a UNet of one attention and two convolutions, and as much of the rest as it takes. */
public final class TinyModel {

	/** The path of the attention, as exporters write it. */
	public static final String ATTENTION = "down_blocks.0.attentions.0.transformer_blocks.0.attn2";

	private static final String SCHEDULER = "{\"_class_name\":\"DDIMScheduler\",\"beta_start\":0.00085,\"beta_end\":0.012," +
		"\"beta_schedule\":\"scaled_linear\",\"num_train_timesteps\":1000,\"steps_offset\":1,\"set_alpha_to_one\":false," +
		"\"clip_sample\":false,\"prediction_type\":\"epsilon\",\"timestep_spacing\":\"leading\"}";

	private final OnnxModel model = OnnxModel.create(Path.of("model.onnx"), 17);

	private final Random random = new Random(1);

	private TinyModel() {
		// NB: each makes one graph.
	}

	/** Writes the model into a folder. */
	public static void write(Path folder) throws IOException {
		write(folder, "unet/model.onnx", new TinyModel().unet());
		write(folder, "text_encoder/model.onnx", new TinyModel().textEncoder());
		write(folder, "vae_encoder/model.onnx", new TinyModel().vae("Conv", "sample", 3, "latent_parameters", 8));
		write(folder, "vae_decoder/model.onnx", new TinyModel().vae("ConvTranspose", "latent_sample", 4, "sample", 3));
		write(folder, "model_index.json", "{\"_class_name\":\"StableDiffusionPipeline\"}");
		write(folder, "vae_decoder/config.json", "{\"scaling_factor\":0.18215}");
		write(folder, "unet/config.json", "{\"sample_size\":8}");
		write(folder, "scheduler/scheduler_config.json", SCHEDULER);
		writeTokenizer(folder.resolve("tokenizer"));
	}

	/** Writes a tokenizer that knows all bytes and one word. */
	public static void writeTokenizer(Path folder) throws IOException {
		JsonObject vocabulary = new JsonObject();
		for (String end : List.of("", "</w>"))
			for (String symbol : alphabet())
				vocabulary.addProperty(symbol + end, vocabulary.size());
		for (String token : List.of("ab</w>", "<|startoftext|>", "<|endoftext|>"))
			vocabulary.addProperty(token, vocabulary.size());
		write(folder, "vocab.json", vocabulary.toString());
		write(folder, "merges.txt", "#version: 0.2\na b</w>\n");
		write(folder, "tokenizer_config.json", "{\"model_max_length\":77,\"bos_token\":\"<|startoftext|>\",\"eos_token\":" +
			"{\"content\":\"<|endoftext|>\",\"normalized\":true,\"single_word\":false}}");
	}

	/** The characters that stand for the 256 bytes: themselves where they can be seen, and others behind them. */
	private static List<String> alphabet() {
		List<String> characters = new ArrayList<>();
		int other = 256;
		for (int value = 0; value < 256; value++) {
			boolean visible = value > 32 && value < 127 || value > 160 && value != 173;
			characters.add(String.valueOf((char) (visible ? value : other++)));
		}
		return characters;
	}

	private byte[] textEncoder() {
		floats("text_model.embeddings.token_embedding.weight", 515, 8);
		floats("fc.weight", 8, 8);
		floats("text_model.encoder.layers.0.mlp.fc1.bias", 8);
		input("input_ids", ElementType.INT64, -1, -1);
		node("/text_model/embeddings/token_embedding/Gather", "Gather", "e", "text_model.embeddings.token_embedding.weight",
			"input_ids");
		node("/text_model/encoder/layers.0/mlp/fc1/MatMul", "MatMul", "m", "e", "fc.weight");
		node("/text_model/encoder/layers.0/mlp/fc1/Add", "Add", "last_hidden_state", "m",
			"text_model.encoder.layers.0.mlp.fc1.bias");
		return output("last_hidden_state", -1, -1, 8);
	}

	private byte[] vae(String type, String from, int channels, String to, int results) {
		boolean up = type.equals("ConvTranspose");
		floats("conv.weight", up ? channels : results, up ? results : channels, 2, 2);
		floats("conv.bias", results);
		input(from, ElementType.FLOAT, -1, channels, -1, -1);
		node("/conv/" + type, type, to, from, "conv.weight", "conv.bias").withAll("kernel_shape", 2, 2).withAll("strides", 2,
			2);
		return output(to, -1, results, -1, -1);
	}

	private byte[] unet() {
		input("sample", ElementType.FLOAT, -1, 4, -1, -1);
		input("timestep", ElementType.INT64);
		input("encoder_hidden_states", ElementType.FLOAT, -1, -1, 8);
		floats("conv_in.weight", 8, 4, 3, 3);
		floats("conv_out.weight", 4, 8, 3, 3);
		floats("conv_in.bias", 8);
		floats("conv_out.bias", 4);
		integers("flat", 0, 0, -1);
		integers("heads", 0, -1, 2, 4);
		integers("merged", 0, -1, 8);
		put(Weight.of("scale", ElementType.FLOAT, new long[0], 0.5));
		put(Weight.of("small", ElementType.FLOAT, new long[0], 1e-4));
		node("/conv_in/Conv", "Conv", "x", "sample", "conv_in.weight", "conv_in.bias").withAll("kernel_shape", 3, 3).withAll(
			"pads", 1, 1, 1, 1);
		node("", "Shape", "shape", "x");
		node("", "Reshape", "tokens", "x", "flat");
		node("", "Transpose", "rows", "tokens").withAll("perm", 0, 2, 1);
		split("q", "rows", 0, 2, 1, 3);
		split("k", "encoder_hidden_states", 0, 2, 3, 1);
		split("v", "encoder_hidden_states", 0, 2, 1, 3);
		node("", "MatMul", "scores", "q.turned", "k.turned");
		node("", "Mul", "scaled", "scores", "scale");
		node("", "Softmax", "softmax", "scaled").with("axis", -1);
		node("", "MatMul", "mixed", "softmax", "v.turned");
		node("", "Transpose", "turned", "mixed").withAll("perm", 0, 2, 1, 3);
		node("", "Reshape", "joined", "turned", "merged");
		floats("out.weight", 8, 8);
		floats(ATTENTION + ".to_out.0.bias", 8);
		node(path("to_out.0/MatMul"), "MatMul", "out", "joined", "out.weight");
		node(path("to_out.0/Add"), "Add", "biased", ATTENTION + ".to_out.0.bias", "out");
		node("", "Transpose", "columns", "biased").withAll("perm", 0, 2, 1);
		node("", "Reshape", "image", "columns", "shape");
		node("", "Cast", "time", "timestep").with("to", 1);
		node("", "Mul", "shift", "time", "small");
		node("", "Add", "timed", "image", "shift");
		node("/conv_out/Conv", "Conv", "out_sample", "timed", "conv_out.weight", "conv_out.bias").withAll("kernel_shape", 3, 3)
			.withAll("pads", 1, 1, 1, 1);
		return output("out_sample", -1, 4, -1, -1);
	}

	private void split(String part, String from, long... order) {
		floats(part + ".weight", 8, 8);
		node(path("to_" + part + "/MatMul"), "MatMul", part, from, part + ".weight");
		node("", "Reshape", part + ".split", part, "heads");
		node("", "Transpose", part + ".turned", part + ".split").withAll("perm", order);
	}

	private static String path(String module) {
		return "/" + ATTENTION.replace(".attn", "/attn").replace(".transformer", "/transformer").replace(".attentions",
			"/attentions") + "/" + module;
	}

	private Node node(String name, String type, String output, String... inputs) {
		Node node = Node.of(name, "", type, List.of(inputs), List.of(output));
		model.graph().nodes().add(node);
		return node;
	}

	private void input(String name, ElementType type, long... shape) {
		model.graph().inputs().add(ValueInfo.of(name, type, shape));
	}

	private byte[] output(String name, long... shape) {
		model.graph().outputs().add(ValueInfo.of(name, ElementType.FLOAT, shape));
		return withName(model.encode());
	}

	/** NB: ONNX Runtime insists on a name of the graph, which those that are made here have not. */
	private static byte[] withName(byte[] bytes) {
		ProtoMessage message = ProtoMessage.of(bytes);
		ProtoMessage graph = message.message(7);
		graph.remove(2);
		graph.add(new ProtoWriter().string(2, "tiny"));
		message.replace(7, graph);
		return message.toBytes();
	}

	private void floats(String name, long... shape) {
		int count = 1;
		for (long size : shape)
			count *= size;
		put(Weight.of(name, ElementType.FLOAT, shape, random.doubles(count, -0.5, 0.5).toArray()));
	}

	private void integers(String name, double... values) {
		put(Weight.of(name, ElementType.INT64, new long[] { values.length }, values));
	}

	private void put(Weight weight) {
		model.graph().weights().put(weight.name(), weight);
	}

	private static void write(Path folder, String file, String text) throws IOException {
		write(folder, file, text.getBytes(StandardCharsets.UTF_8));
	}

	private static void write(Path folder, String file, byte[] bytes) throws IOException {
		Path path = folder.resolve(file);
		Files.createDirectories(path.getParent());
		Files.write(path, bytes);
	}
}
