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
