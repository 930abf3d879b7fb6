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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The tokenizer that CLIP was published with, which checkpoints do not bring along: its merges as data, from which its
 * vocabulary follows.
 * <p>
 * Data: bpe_simple_vocab_16e6 of OpenAI's CLIP, MIT licence; the first 48894 merges, as all models use them.
 * </p>
 */
final class ClipFiles {

	/** Its name in messages. */
	private static final Path FILE = Path.of("clip_merges.txt");

	private static final String RESOURCE = "clip_merges.txt.gz";

	private ClipFiles() {
		// NB: one file.
	}

	/** @throws IOException if the program is damaged */
	static TokenizerFiles read() throws IOException {
		Texts merges = new Texts();
		try (InputStream in = ClipFiles.class.getResourceAsStream(RESOURCE)) {
			if (in == null) throw new IOException("The file " + RESOURCE + " is missing in the program; install it anew.");
			String[] lines = new String(new GZIPInputStream(in).readAllBytes(), StandardCharsets.UTF_8).split("\n");
			// NB: the first line is a version.
			for (String line : Arrays.copyOfRange(lines, 1, lines.length))
				for (String token : line.split(" "))
					merges.add(token);
		}
		return TokenizerFiles.of(FILE, words(merges), merges);
	}

	/** Bytes, bytes at the end of a word, what the merges make in their order, and the ends of texts. */
	private static TokenTable words(Texts merges) {
		char[] bytes = new char[256];
		for (int value = 0; value < bytes.length; value++)
			bytes[value] = ByteAlphabet.character(value);
		Arrays.sort(bytes);
		TokenTable words = new TokenTable();
		for (String end : new String[] { "", BytePairs.END_OF_WORD })
			for (char character : bytes)
				words.put(character + end, words.size());
		for (int i = 0; i < merges.size(); i += 2)
			words.put(merges.get(i) + merges.get(i + 1), words.size());
		for (String special : TokenizerConfig.specials())
			words.put(special, words.size());
		return words;
	}
}
