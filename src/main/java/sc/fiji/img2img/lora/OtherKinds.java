package sc.fiji.img2img.lora;

import java.util.Set;
import java.util.regex.Pattern;

/** The kinds of files that look like LoRAs and cannot be used, told by their keys. */
final class OtherKinds {

	/** The kinds that can be used. */
	static final String KNOWN = "LoRA, LoCon, LoHa, LoKr, DoRA, IA3 and plain differences";

	private static final Set<String> EMBEDDINGS = Set.of("emb_params", "clip_l", "clip_g", "string_to_param.*", "*");

	private static final Pattern OFT = Pattern.compile("\\.oft_(blocks|diag|r|R)(\\.|$)");

	private static final Pattern GLORA = Pattern.compile("\\.[ab][12]\\.weight$");

	private OtherKinds() {
		// NB: one question.
	}

	/** Why a file with such a key is refused; null if it is not. */
	static String refusal(String key) {
		if (EMBEDDINGS.contains(key) || key.startsWith("<") && key.endsWith(">"))
			return "it is an embedding (a textual inversion), which teaches a model a word, and no LoRA";
		String kind = kind(key);
		return kind == null ? null : "it is of the kind " + kind + " (it has the key " + key +
			"), which is not supported; " + KNOWN + " are";
	}

	/** The name of a kind that LyCORIS or peft know beyond ours; null for all others. */
	private static String kind(String key) {
		if (OFT.matcher(key).find()) return "OFT";
		if (key.contains(".boft_")) return "BOFT";
		return GLORA.matcher(key).find() ? "GLoRA" : null;
	}
}
