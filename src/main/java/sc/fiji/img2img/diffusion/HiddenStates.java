package sc.fiji.img2img.diffusion;

import java.io.IOException;
import java.util.Map;

import sc.fiji.img2img.lora.LoraRewrite;
import sc.fiji.img2img.model.Component;
import sc.fiji.img2img.model.Family;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.InferenceException;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.text.Emphasis;
import sc.fiji.img2img.text.Prompt;
import sc.fiji.img2img.text.PromptChunks;
import sc.fiji.img2img.text.TextEncoder;

/**
 * One of a model's text encoders, and which of its outputs the model's family reads.
 * <p>
 * Whoever opens one closes it.
 * </p>
 */
final class HiddenStates implements AutoCloseable {

	private static final String POOLED = "text_embeds";

	private final TextEncoder encoder;

	private final String output;

	private HiddenStates(TextEncoder encoder, String output) {
		this.encoder = encoder;
		this.output = output;
	}

	static HiddenStates open(ModelDirectory model, String name, Provider provider, Cancellation cancellation)
		throws IOException
	{
		Component component = model.component(name);
		OnnxModel graph = component.read(provider.exactFloats(), cancellation);
		String output = "last_hidden_state";
		if (model.family() != Family.SD) {
			int index = component.penultimateHiddenState(graph.graph());
			if (index < 0) throw new IOException("The text encoder " + graph.file() + " was exported without its hidden " +
				"states, which " + model.family() + " reads; export it with output_hidden_states=True.");
			output = "hidden_states." + index;
		}
		if (graph.graph().output(output) == null) throw new IOException(graph.file() + " is not a text encoder of " + model
			.family() + ": it should have the output " + output + ", but has " + ValueInfo
				.list(graph.graph().outputs()) + ".");
		if (name.equals(ModelDirectory.TEXT_ENCODER_2) && graph.graph().output(POOLED) == null) throw new IOException(graph
			.file() + " is not the second text encoder of " + model.family() + ": it should have the output " + POOLED +
			", but has " + ValueInfo
				.list(graph.graph().outputs()) + ".");
		return new HiddenStates(TextEncoder.open(graph, model.tokenizer(name), provider), output);
	}

	/**
	 * Has LoRAs take part in what follows, in the place of those before.
	 *
	 * @throws IOException if their files cannot be read, or ONNX Runtime cannot load the network with them
	 */
	void use(LoraRewrite loras, Cancellation cancellation) throws IOException {
		encoder.use(loras.key(), loras, cancellation);
	}

	/** Whether the network is loaded with these LoRAs. */
	boolean isLoaded(LoraRewrite loras) {
		return encoder.isLoaded(loras.key());
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
			Map<String, Tensor> outputs = encoder.encode(chunks.ids(chunk), cancellation);
			Tensor states = outputs.get(output);
			if (states == null) throw new InferenceException("The text encoder's output " + output +
				" should be a tensor of 16- or 32-bit floats; the model's files are damaged.");
			AnswerShape.require("The text encoder", states, 1, chunks.length(), chunk == 0 ? -1 : hidden[0].dim(2));
			hidden[chunk] = Stage.TEXT.checked(states);
			if (chunk == 0) pooled = outputs.get(POOLED);
		}
		if (pooled != null) AnswerShape.require("The text encoder's " + POOLED, pooled, 1, -1);
		Tensor all = Tensor.concatenate(hidden);
		float[] weighted = Emphasis.apply(all.data(), chunks);
		return Conditioning.of(Tensor.of(weighted, 1, chunks.size() * chunks.length(), all.dim(2)), pooled);
	}

	@Override
	public void close() {
		encoder.close();
	}
}
