package sc.fiji.img2img.text;

import sc.fiji.img2img.onnx.Cancellation;
import sc.fiji.img2img.onnx.GraphRewrite;
import sc.fiji.img2img.onnx.OnnxModel;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.RewritableSession;
import sc.fiji.img2img.onnx.Tensor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A CLIP text encoder with its tokenizer.
 * <p>
 * Whoever opens one closes it.
 * </p>
 */
public final class TextEncoder implements AutoCloseable {

	private static final String INPUT_IDS = "input_ids";
	private static final String ATTENTION_MASK = "attention_mask";

	private final ClipTokenizer tokenizer;

	private final RewritableSession session;

	private Map<String, Tensor> weights = Map.of();

	private TextEncoder(ClipTokenizer tokenizer, RewritableSession session) {
		this.tokenizer = tokenizer;
		this.session = session;
	}

	/**
	 * Loads an encoder.
	 *
	 * @param model its graph
	 * @param tokenizer the folder of its tokenizer
	 * @throws IOException if the graph is no text encoder or cannot be loaded, or the tokenizer's files are unusable
	 */
	public static TextEncoder open(OnnxModel model, Path tokenizer, Provider provider) throws IOException {
		if (model.graph().input(INPUT_IDS) == null) throw new IOException(model.file() +
			" is not a text encoder: it should have the input " + INPUT_IDS + ", but has " + model.graph().inputs() + ".");
		ClipTokenizer words = ClipTokenizer.of(tokenizer);
		GraphRewrite.DROP_DEAD_INPUTS.apply(model);
		return new TextEncoder(words, RewritableSession.open(model, GraphRewrite.DROP_DEAD_INPUTS, provider));
	}

	/**
	 * Has a change of the graph, as LoRAs make, take part in what follows.
	 *
	 * @param key the same text for the same change; empty for none
	 * @throws IOException if the graph cannot be changed or loaded
	 */
	public void use(String key, GraphRewrite change) throws IOException {
		session.use(key, change);
	}

	/** How often a graph was loaded. */
	public int loads() {
		return session.loads();
	}

	/** Sets the inputs that the change adds, for what follows. */
	public void feed(Map<String, Tensor> newWeights) {
		weights = newWeights;
	}

	/** The tokenizer that makes the ids which this encoder understands. */
	public ClipTokenizer tokenizer() {
		return tokenizer;
	}

	/**
	 * Encodes one sequence.
	 *
	 * @param ids the tokens, special ones and padding included
	 * @return the graph's outputs by name, each with one row
	 */
	public Map<String, Tensor> encode(int[] ids, Cancellation cancellation) {
		float[] values = new float[ids.length];
		for (int i = 0; i < ids.length; i++)
			values[i] = ids[i];
		float[] ones = new float[ids.length];
		Arrays.fill(ones, 1);
		Map<String, Tensor> feeds = new LinkedHashMap<>(weights);
		feeds.put(INPUT_IDS, Tensor.of(values, 1, ids.length));
		feeds.put(ATTENTION_MASK, Tensor.of(ones, 1, ids.length));
		return session.run(feeds, cancellation);
	}

	@Override
	public void close() {
		session.close();
	}
}
