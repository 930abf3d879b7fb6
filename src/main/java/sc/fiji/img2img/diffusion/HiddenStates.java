package sc.fiji.img2img.diffusion;

import sc.fiji.img2img.lora.LoraRewrite;
import sc.fiji.img2img.model.Component;
import sc.fiji.img2img.model.Family;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.Cancellation;
import sc.fiji.img2img.onnx.Graph;
import sc.fiji.img2img.onnx.Node;
import sc.fiji.img2img.onnx.OnnxModel;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.Tensor;
import sc.fiji.img2img.onnx.Weight;
import sc.fiji.img2img.text.ClipTokenizer;
import sc.fiji.img2img.text.Emphasis;
import sc.fiji.img2img.text.Prompt;
import sc.fiji.img2img.text.PromptChunks;
import sc.fiji.img2img.text.TextEncoder;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One of a model's text encoders, and which of its outputs the model's family reads.
 * <p>
 * Whoever opens one closes it.
 * </p>
 */
final class HiddenStates implements AutoCloseable {

	private static final String INPUT_IDS = "input_ids";
	private static final String POOLED = "text_embeds";

	private static final Set<String> RESHAPING = Set.of("Cast", "Reshape", "Identity", "Flatten", "Squeeze", "Unsqueeze");

	private final TextEncoder encoder;

	private final String output;

	/** The number of tokens that the graph has embeddings for. */
	private final long embeddings;

	private HiddenStates(TextEncoder encoder, String output, long embeddings) {
		this.encoder = encoder;
		this.output = output;
		this.embeddings = embeddings;
	}

	static HiddenStates open(ModelDirectory model, String name, Provider provider) throws IOException {
		Component component = model.component(name);
		OnnxModel graph = component.read();
		String output = "last_hidden_state";
		if (model.family() != Family.SD) {
			int index = component.penultimateHiddenState(graph.graph());
			if (index < 0) throw new IOException("The text encoder " + graph.file() + " was exported without its hidden " +
				"states, which " + model.family() + " reads; export it with output_hidden_states=True.");
			output = "hidden_states." + index;
		}
		if (graph.graph().output(output) == null) throw new IOException(graph.file() + " is not a text encoder of " + model
			.family() + ": it should have the output " + output + ", but has " + graph.graph().outputs() + ".");
		if (name.equals(ModelDirectory.TEXT_ENCODER_2) && graph.graph().output(POOLED) == null) throw new IOException(graph
			.file() + " is not the second text encoder of " + model.family() + ": it should have the output " + POOLED +
			", but has " + graph.graph().outputs() + ".");
		long embeddings = embeddings(graph.graph());
		TextEncoder encoder = TextEncoder.open(graph, model.tokenizer(name), provider);
		try {
			HiddenStates states = new HiddenStates(encoder, output, embeddings);
			ClipTokenizer tokenizer = encoder.tokenizer();
			states.check(tokenizer.bos(), tokenizer.eos(), tokenizer.pad());
			return states;
		}
		catch (IllegalArgumentException e) {
			encoder.close();
			throw new IOException("The tokenizer in " + model.tokenizer(name) + " does not belong to " + graph.file() + ": " + e
				.getMessage(), e);
		}
	}

	/**
	 * Has LoRAs take part in what follows, in the place of those before.
	 *
	 * @throws IOException if their files cannot be read, or ONNX Runtime cannot load the network with them
	 */
	void use(LoraRewrite loras) throws IOException {
		encoder.use(loras.key(), loras);
	}

	/** Sets the weights of the LoRAs. */
	void feed(Map<String, Tensor> weights) {
		encoder.feed(weights);
	}

	/** How often the network was loaded. */
	int loads() {
		return encoder.loads();
	}

	PromptChunks chunks(Prompt prompt) {
		return PromptChunks.of(encoder.tokenizer(), prompt);
	}

	/**
	 * Encodes a prompt, weighted.
	 *
	 * @return the hidden states of all chunks one after the other, [1, tokens, width], and the first chunk's pooled
	 *         vector, if the encoder has one
	 */
	Conditioning encode(PromptChunks chunks, Cancellation cancellation) {
		Tensor[] hidden = new Tensor[chunks.size()];
		Tensor pooled = null;
		for (int chunk = 0; chunk < chunks.size(); chunk++) {
			check(chunks.ids(chunk));
			Map<String, Tensor> outputs = encoder.encode(chunks.ids(chunk), cancellation);
			hidden[chunk] = Stage.TEXT.checked(outputs.get(output));
			if (chunk == 0) pooled = outputs.get(POOLED);
		}
		Tensor all = Tensor.concatenate(hidden);
		float[] weighted = Emphasis.apply(all.data(), chunks);
		return Conditioning.of(Tensor.of(weighted, 1, chunks.size() * chunks.length(), all.dim(2)), pooled);
	}

	@Override
	public void close() {
		encoder.close();
	}

	// -- Helper methods --

	/** NB: not every provider checks the bounds of its look-ups. */
	private void check(int... ids) {
		for (int id : ids)
			if (id >= embeddings) throw new IllegalArgumentException("it has a token of id " + id +
				", but the text encoder knows only the ids below " + embeddings + ".");
	}

	/** The rows of the table that the tokens are looked up in; without end if there is no such table. */
	private static long embeddings(Graph graph) {
		Set<String> ids = new HashSet<>(Set.of(INPUT_IDS));
		long least = Long.MAX_VALUE;
		for (Node node : graph.nodes()) {
			// NB: exporters put changes of the ids' type and shape before the look-up.
			if (RESHAPING.contains(node.type()) && ids.contains(node.inputs().get(0))) ids.addAll(node.outputs());
			if (!node.type().equals("Gather") || !ids.contains(node.inputs().get(1))) continue;
			Weight table = graph.weights().get(node.inputs().get(0));
			if (table != null && table.shape().length > 0) least = Math.min(least, table.shape()[0]);
		}
		return least;
	}
}
