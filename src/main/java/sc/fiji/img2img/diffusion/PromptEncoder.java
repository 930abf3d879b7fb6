package sc.fiji.img2img.diffusion;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraRewrite;
import sc.fiji.img2img.lora.Part;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.text.Prompt;
import sc.fiji.img2img.text.PromptChunks;

/**
 * Encodes prompts with all of a model's text encoders.
 * <p>
 * Whoever opens one closes it.
 * </p>
 */
final class PromptEncoder implements AutoCloseable {

	/** The encoders by the names of their networks. */
	private final Map<String, HiddenStates> encoders;

	private final Memo<List<Object>, List<Conditioning>> encoded = Memo.ofLast(16);

	private Map<String, LoraRewrite> loras = Map.of();

	/** Whether no negative prompt means zeros, not the encoded empty text. */
	private final boolean zeros;

	private PromptEncoder(Map<String, HiddenStates> encoders, boolean zeros) {
		this.encoders = encoders;
		this.zeros = zeros;
	}

	static PromptEncoder open(ModelDirectory model, Provider provider, Cancellation cancellation) throws IOException {
		PromptEncoder encoder = new PromptEncoder(new LinkedHashMap<>(), model.family().isXl() && model.zerosForEmptyPrompt());
		try {
			for (String name : List.of(ModelDirectory.TEXT_ENCODER, ModelDirectory.TEXT_ENCODER_2))
				if (model.component(name) != null) encoder.encoders.put(name, HiddenStates.open(model, name, provider,
					cancellation));
			return encoder;
		}
		catch (IOException | RuntimeException e) {
			encoder.close();
			throw e;
		}
	}

	/** Whether the networks are loaded with these LoRAs. */
	boolean isLoaded(List<Lora> newLoras, boolean merged) {
		return rewrites(newLoras, merged).entrySet().stream().allMatch(rewrite -> encoders.get(rewrite.getKey()).isLoaded(
			rewrite.getValue()));
	}

	/**
	 * Has LoRAs take part in what follows, in the place of those before.
	 *
	 * @throws IOException if their files cannot be read, or ONNX Runtime cannot load a network with them
	 */
	void use(List<Lora> newLoras, boolean merged, Cancellation cancellation) throws IOException {
		Map<String, LoraRewrite> rewrites = rewrites(newLoras, merged);
		for (Map.Entry<String, HiddenStates> encoder : encoders.entrySet())
			encoder.getValue().use(rewrites.get(encoder.getKey()), cancellation);
		loras = rewrites;
	}

	/**
	 * Encodes a job's prompts as one image of its batch has them, or remembers what they gave under the same LoRAs at the
	 * same weights.
	 *
	 * @param guided whether the negative prompt matters
	 * @return the prompt's encoding, then, if it matters, the negative one's
	 */
	List<Conditioning> encode(DiffusionJob job, boolean guided, int row, RunControl control)
	{
		// NB: a missing negative prompt is not an empty one.
		List<Object> key = new ArrayList<>(Arrays.asList(job.prompt, job.negative, job.literalPrompts, guided));
		for (Map.Entry<String, LoraRewrite> lora : loras.entrySet()) {
			Map<String, Tensor> weights = lora.getValue().feeds(row);
			encoders.get(lora.getKey()).feed(weights);
			key.add(lora.getValue().key());
			weights.values().forEach(weight -> key.add(weight.data()[0]));
		}
		return encoded.get(key, () -> {
			control.stage("Encoding the prompt");
			Prompt prompt = prompt(job.prompt, job);
			return guided ? encodePair(prompt, job.negative == null ? null : prompt(job.negative, job), control.cancellation())
				: List.of(encode(prompt, 1, control.cancellation()));
		});
	}

	/** How often a network was loaded. */
	int loads() {
		return encoders.values().stream().mapToInt(HiddenStates::loads).sum();
	}

	@Override
	public void close() {
		encoders.values().forEach(HiddenStates::close);
	}

	// -- Helper methods --

	private Map<String, LoraRewrite> rewrites(List<Lora> newLoras, boolean merged) {
		Map<String, LoraRewrite> rewrites = new LinkedHashMap<>();
		for (String name : encoders.keySet())
			rewrites.put(name, LoraRewrite.of(Part.of(name), newLoras, merged));
		return rewrites;
	}

	private static Prompt prompt(String text, DiffusionJob job) {
		return job.literalPrompts ? Prompt.literal(text) : Prompt.of(text);
	}

	/**
	 * Encodes a prompt and the negative one, to the same length.
	 *
	 * @param negative null for none
	 * @return the prompt's encoding, then the negative one's
	 */
	private List<Conditioning> encodePair(Prompt prompt, Prompt negative, Cancellation cancellation) {
		if (negative == null && zeros) {
			Conditioning positive = encode(prompt, 1, cancellation);
			return List.of(positive, positive.zeros());
		}
		Prompt other = negative == null ? Prompt.literal("") : negative;
		int size = Math.max(size(prompt), size(other));
		return List.of(encode(prompt, size, cancellation), encode(other, size, cancellation));
	}

	private int size(Prompt prompt) {
		return encoders.values().stream().mapToInt(encoder -> encoder.chunks(prompt).size()).max().getAsInt();
	}

	private Conditioning encode(Prompt prompt, int size, Cancellation cancellation) {
		int common = Math.max(size, size(prompt));
		Tensor hidden = null;
		Tensor pooled = null;
		for (HiddenStates encoder : encoders.values()) {
			PromptChunks chunks = encoder.chunks(prompt).paddedTo(common);
			Conditioning encoded = encoder.encode(chunks, cancellation);
			hidden = hidden == null ? encoded.hidden() : beside(hidden, encoded.hidden());
			// NB: where there are two encoders, the pooled vector is the second one's.
			if (encoded.pooled() != null) pooled = encoded.pooled();
		}
		return Conditioning.of(hidden, pooled);
	}

	/** Joins the hidden states of each token: [1, tokens, a] and [1, tokens, b] to [1, tokens, a + b]. */
	private static Tensor beside(Tensor first, Tensor second) {
		int tokens = first.dim(1);
		int a = first.dim(2);
		int b = second.dim(2);
		float[] joined = new float[tokens * (a + b)];
		for (int t = 0; t < tokens; t++) {
			System.arraycopy(first.data(), t * a, joined, t * (a + b), a);
			System.arraycopy(second.data(), t * b, joined, t * (a + b) + a, b);
		}
		return Tensor.of(joined, 1, tokens, a + b);
	}
}
