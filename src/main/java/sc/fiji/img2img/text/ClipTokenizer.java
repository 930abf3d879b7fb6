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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * CLIP's tokenizer: texts to token ids.
 * <p>
 * Nothing is assumed about the size of the vocabulary. Immutable and thread-safe.
 * </p>
 * <p>
 * NB: The ids are those of transformers' CLIPTokenizerFast, which is CLIPTokenizer itself since transformers 5. The old
 * CLIPTokenizer of transformers 4 differs in texts that few write: it drops control, format and private characters,
 * puts spaces around Chinese characters and, where the package ftfy is installed, repairs spoilt encodings. Letters
 * younger than the running Java's Unicode count as symbols.
 * </p>
 */
public final class ClipTokenizer {

	/** Contractions, runs of letters, single digits, and runs of anything else but white space. */
	private static final Pattern WORD = Pattern.compile(
		"'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
		Pattern.UNICODE_CHARACTER_CLASS);

	private final Vocabulary vocabulary;

	private final BytePairs pairs;

	/** What is sought before, and what is sought after a text is cleaned. */
	private final TokenSplitter rawTokens;

	private final TokenSplitter cleanTokens;

	private final int bos;

	private final int eos;

	private final int pad;

	private final int unknown;

	private final int maxLength;

	/** Where it comes from. */
	private final String origin;

	private ClipTokenizer(String origin, TokenizerFiles files, TokenizerConfig config) throws IOException {
		this.origin = origin;
		vocabulary = files.vocabulary(config.addedIds());
		pairs = files.pairs(vocabulary);
		bos = vocabulary.require(config.bos(), "bos_token");
		eos = vocabulary.require(config.eos(), "eos_token");
		pad = vocabulary.require(config.pad(), "pad_token");
		unknown = vocabulary.require(config.unknown(), "unk_token");
		rawTokens = splitter(config, false);
		cleanTokens = splitter(config, true);
		maxLength = config.maxLength();
	}

	/**
	 * Reads a tokenizer.
	 *
	 * @param directory holds vocab.json and merges.txt or, where one of them is missing, tokenizer.json; and where they
	 *          exist, tokenizer_config.json, special_tokens_map.json and added_tokens.json
	 * @throws IOException if a file is missing or broken, or if the files do not belong together
	 */
	public static ClipTokenizer of(Path directory) throws IOException {
		return new ClipTokenizer(directory.toString(), TokenizerFiles.of(directory), TokenizerConfig.of(directory));
	}

	/**
	 * The tokenizer that CLIP was published with.
	 *
	 * @param exclaiming whether it fills up with "!", as OpenCLIP's models want it, not with ends of texts
	 * @throws IOException if the program is damaged
	 */
	public static ClipTokenizer standard(boolean exclaiming) throws IOException {
		return new ClipTokenizer("the program", ClipFiles.read(), TokenizerConfig.clip(exclaiming ? "!" : TokenizerConfig
			.specials().get(1)));
	}

	/**
	 * A text's tokens, however many.
	 *
	 * @return ids without begin, end and padding; empty for a blank text
	 */
	public int[] encode(String text) {
		IntStream.Builder ids = IntStream.builder();
		rawTokens.split(text, raw -> cleanTokens.split(TextCleaner.clean(raw), words -> encodeWords(words, ids), ids::add),
			ids::add);
		return ids.build().toArray();
	}

	/**
	 * A text's tokens as the text encoder takes them: begin, as many of the text's tokens as fit, end, padding.
	 *
	 * @return {@link #maxLength()} ids
	 */
	public int[] encodePadded(String text) {
		return padded(encode(text));
	}

	/** The id that begins every text. */
	public int bos() {
		return bos;
	}

	/** The id that ends every text. */
	public int eos() {
		return eos;
	}

	/** The id that fills up after the end: of the end again in SD 1.x, of "!" in SD 2.x. */
	public int pad() {
		return pad;
	}

	/** How many ids the text encoder takes at a time, begin and end included; 77 nearly always. */
	public int maxLength() {
		return maxLength;
	}

	@Override
	public String toString() {
		return origin;
	}

	/** Begin, the given tokens (cut off if too many), end, padding. */
	int[] padded(int[] tokens) {
		int count = Math.min(tokens.length, maxLength - 2);
		int[] ids = new int[maxLength];
		Arrays.fill(ids, pad);
		ids[0] = bos;
		System.arraycopy(tokens, 0, ids, 1, count);
		ids[count + 1] = eos;
		return ids;
	}

	/** The id of the comma as a word of its own; -1 if the vocabulary has none. */
	int comma() {
		Integer id = vocabulary.id("," + BytePairs.END_OF_WORD);
		return id == null ? -1 : id;
	}

	// -- Helper methods --

	private TokenSplitter splitter(TokenizerConfig config, boolean normalized) {
		List<AddedToken> tokens = config.tokens().stream().filter(token -> token.normalized() == normalized)
			.collect(Collectors.toList());
		return TokenSplitter.of(tokens, vocabulary);
	}

	private void encodeWords(String text, IntStream.Builder ids) {
		Matcher words = WORD.matcher(text);
		while (words.find()) {
			for (int id : pairs.encode(words.group(), unknown)) {
				ids.add(id);
			}
		}
	}
}
