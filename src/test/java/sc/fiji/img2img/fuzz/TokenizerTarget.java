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
package sc.fiji.img2img.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;

import sc.fiji.img2img.onnx.graph.TinyModel;
import sc.fiji.img2img.text.ClipTokenizer;
import sc.fiji.img2img.text.Prompt;
import sc.fiji.img2img.text.PromptChunks;

/** Tokenizers, and the prompts that they take apart. */
final class TokenizerTarget implements Target {

	private static final String[] FILES = { "vocab.json", "merges.txt", "tokenizer_config.json", "tokenizer_config.json",
		"special_tokens_map.json", "added_tokens.json", "tokenizer.json" };

	private static final String PROMPT = "a (cat:1.2) [in] ((a)) \\(hat\\) <lora:x:0.5> BREAK ab, \ud83d\ude00 é";

	private ChangedFiles files;

	@Override
	public String name() {
		return "tokenizer";
	}

	@Override
	public void prepare(Path folder) throws Exception {
		TinyModel.writeTokenizer(folder);
		files = new ChangedFiles(folder);
	}

	@Override
	public void read(Random random, Kept kept) throws Exception {
		String file = FILES[random.nextInt(FILES.length)];
		byte[] original = random.nextInt(3) == 0 || !file.matches("vocab.*|merges.*|tokenizer_.*") ? another(file).getBytes(
			StandardCharsets.UTF_8) : files.read(file);
		byte[] bytes = Damage.text(original, random);
		kept.keep(file, bytes);
		if (file.equals("tokenizer.json")) files.delete("vocab.json");
		Path folder = files.write(file, bytes).getParent();
		String prompt = new String(Damage.text(PROMPT.getBytes(StandardCharsets.UTF_8), random), StandardCharsets.UTF_8);
		kept.keep("prompt.txt", prompt.getBytes(StandardCharsets.UTF_8));
		PromptChunks.of(ClipTokenizer.of(folder), Prompt.of(prompt)).size();
	}

	@Override
	public void restore() throws IOException {
		files.restore();
	}

	/** A file as other versions of the programs write it. */
	private static String another(String file) {
		String token = "{\"content\":\"<|endoftext|>\",\"single_word\":false,\"lstrip\":false,\"normalized\":true,\"special\":true}";
		switch (file) {
			case "tokenizer_config.json":
				return "{\"model_max_length\":77,\"added_tokens_decoder\":{\"514\":" + token + "},\"pad_token\":\"!\"}";
			case "special_tokens_map.json":
				return "{\"bos_token\":" + token + ",\"unk_token\":\"<|endoftext|>\"}";
			case "added_tokens.json":
				return "{\"<|endoftext|>\":514,\"<new>\":515}";
			case "tokenizer.json":
				return "{\"added_tokens\":[{\"id\":1," + token.substring(1) +
					"],\"model\":{\"vocab\":{\"a\":0,\"b</w>\":1,\"<|endoftext|>\":2,\"<|startoftext|>\":3},\"merges\":[\"a b</w>\"]}}";
			default:
				return "#version: 0.2\na b</w>\n";
		}
	}
}
