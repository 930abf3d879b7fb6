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
package sc.fiji.img2img.text;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A tokenizer of a dozen tokens, as files.
 * <p>
 * It knows a, b, the comma and "ab" within words and at their end. Ids: a 0, b 1, a&lt;/w&gt; 2, b&lt;/w&gt; 3,
 * comma&lt;/w&gt; 4, ab&lt;/w&gt; 5, ba 6, &lt;s&gt; 7, &lt;/s&gt; 8, &lt;pad&gt; 9, &lt;unk&gt; 10.
 * </p>
 */
final class SmallTokenizer {

	static final int BOS = 7;

	static final int EOS = 8;

	static final int PAD = 9;

	static final int UNKNOWN = 10;

	static final String[] TOKENS = { "a", "b", "a</w>", "b</w>", ",</w>", "ab</w>", "ba", "<s>", "</s>", "<pad>",
		"<unk>" };

	static final String MERGES = "#version: 0.2\na b</w>\nb a\n";

	private SmallTokenizer() {}

	/** Writes vocab.json, merges.txt and tokenizer_config.json, and opens them. */
	static ClipTokenizer open(Path directory, int maxLength) throws IOException {
		write(directory, maxLength);
		return ClipTokenizer.of(directory);
	}

	static void write(Path directory, int maxLength) throws IOException {
		write(directory.resolve("vocab.json"), new Gson().toJson(ids()));
		write(directory.resolve("merges.txt"), MERGES);
		JsonObject config = specials();
		config.addProperty("model_max_length", maxLength);
		write(directory.resolve("tokenizer_config.json"), config.toString());
	}

	static void write(Path file, String text) throws IOException {
		Files.write(file, text.getBytes("UTF-8"));
	}

	/** The special tokens as mere texts. */
	static JsonObject specials() {
		JsonObject specials = new JsonObject();
		specials.addProperty("bos_token", "<s>");
		specials.addProperty("eos_token", "</s>");
		specials.addProperty("pad_token", "<pad>");
		specials.addProperty("unk_token", "<unk>");
		return specials;
	}

	static Map<String, Integer> ids() {
		Map<String, Integer> ids = new LinkedHashMap<>();
		for (String token : TOKENS)
			ids.put(token, ids.size());
		return ids;
	}
}
