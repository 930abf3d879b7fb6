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

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import sc.fiji.img2img.io.Excerpt;

/**
 * The vocabulary and the merges of a tokenizer directory: vocab.json and merges.txt where both are there, else
 * tokenizer.json. Not thread-safe; the vocabulary that is put together of them is one.
 */
final class TokenizerFiles {

	/**
	 * How many merges of a merges.txt count: so many fit beside the bytes and two special tokens into CLIP's vocabulary
	 * of 49408. NB: transformers 4 cuts longer files off here, whatever the vocabulary.
	 */
	private static final int MAX_MERGES = 48894;

	private final Path wordsFile;

	private final TokenTable words;

	private final Path mergesFile;

	/** Pairs, one token after the other. */
	private final Texts merges;

	private TokenizerFiles(Path wordsFile, TokenTable words, Path mergesFile, Texts merges) {
		this.wordsFile = wordsFile;
		this.words = words;
		this.mergesFile = mergesFile;
		this.merges = merges;
	}

	/**
	 * Reads a directory.
	 *
	 * @throws IOException if files are missing or not what they should be
	 */
	static TokenizerFiles of(Path directory) throws IOException {
		Path vocab = directory.resolve("vocab.json");
		Path merges = directory.resolve("merges.txt");
		Path both = directory.resolve("tokenizer.json");
		if (Files.isRegularFile(vocab) && Files.isRegularFile(merges)) {
			return checked(vocab, TextFiles.ids(vocab), merges, lines(merges));
		}
		if (Files.isRegularFile(both)) return single(both);
		throw new IOException("The tokenizer directory " + directory +
			" should hold vocab.json and merges.txt, or tokenizer.json.");
	}

	/** Tokens and merges that are known already, of one file. */
	static TokenizerFiles of(Path file, TokenTable words, Texts merges) throws IOException {
		return checked(file, words, file, merges);
	}

	/** The vocabulary, with the tokens that the configuration adds. */
	Vocabulary vocabulary(Map<String, Integer> added) throws IOException {
		return Vocabulary.of(wordsFile, words, added);
	}

	BytePairs pairs(Vocabulary vocabulary) throws IOException {
		return BytePairs.of(vocabulary, mergesFile, merges);
	}

	private static TokenizerFiles single(Path file) throws IOException {
		JsonElement model = TextFiles.object(file).get("model");
		JsonObject json = model != null && model.isJsonObject() ? model.getAsJsonObject() : new JsonObject();
		JsonElement vocab = json.get("vocab");
		JsonElement merges = json.get("merges");
		if (vocab == null || !vocab.isJsonObject() || merges == null || !merges.isJsonArray()) throw new IOException(
			"The tokenizer file " + file + " should hold a model with vocab and merges, as byte pair encoding needs them.");
		return checked(file, TokenTable.of(TextFiles.ids(file, vocab.getAsJsonObject())), file, pairs(file, merges.getAsJsonArray()));
	}

	private static TokenizerFiles checked(Path wordsFile, TokenTable words, Path mergesFile, Texts merges)
		throws IOException
	{
		if (words.size() == 0) throw new IOException("The tokenizer file " + wordsFile + " lists no tokens.");
		if (merges.size() == 0) throw new IOException("The tokenizer file " + mergesFile +
			" lists no merges: after its first line, every line should hold two tokens with a space between.");
		return new TokenizerFiles(wordsFile, words, mergesFile, merges);
	}

	/** NB: The first line is a version comment, and is skipped without a look at it, as transformers does. */
	private static Texts lines(Path file) throws IOException {
		String text = TextFiles.text(file).strip();
		Texts merges = new Texts();
		int from = text.indexOf('\n') + 1;
		for (int line = 2; from > 0 && line <= MAX_MERGES + 1; line++) {
			int end = text.indexOf('\n', from);
			int to = end < 0 ? text.length() : end;
			if (!addPlain(merges, text, from, to)) addPair(merges, file, line, text.substring(from, to));
			from = end + 1;
		}
		return merges;
	}

	/**
	 * Adds the pair of a line that has one space, and that between two tokens, as nearly all have.
	 *
	 * @return whether it is such a line
	 */
	private static boolean addPlain(Texts merges, String text, int from, int to) {
		int space = text.indexOf(' ', from);
		if (space <= from || space + 1 >= to || !isSolid(text.charAt(from)) || !isSolid(text.charAt(to - 1))) return false;
		for (int i = space + 1; i < to; i++)
			if (text.charAt(i) == ' ') return false;
		merges.append(text, from, space);
		merges.end();
		merges.append(text, space + 1, to);
		merges.end();
		return true;
	}

	/** Whether a character is no space of any kind, as far as is seen without looking it up. */
	private static boolean isSolid(char character) {
		return character > ' ' && character < 0x1000;
	}

	private static void addPair(Texts merges, Path file, int line, String merge) throws IOException {
		if (merge.isBlank()) return;
		for (String token : pair(file, "line " + line, merge))
			merges.add(token);
	}

	private static Texts pairs(Path file, JsonArray json) throws IOException {
		Texts merges = new Texts();
		for (JsonElement merge : json) {
			String where = "merge " + (merges.size() / 2 + 1);
			if (merge.isJsonPrimitive()) {
				for (String token : pair(file, where, merge.getAsString()))
					merges.add(token);
				continue;
			}
			JsonArray parts = merge.isJsonArray() ? merge.getAsJsonArray() : new JsonArray();
			if (parts.size() != 2 || !parts.get(0).isJsonPrimitive() || !parts.get(1).isJsonPrimitive()) {
				throw notTwo(file, where, merge.toString());
			}
			for (JsonElement part : parts)
				merges.add(part.getAsString());
		}
		return merges;
	}

	private static String[] pair(Path file, String where, String merge) throws IOException {
		String words = merge.strip();
		int space = words.indexOf(' ');
		// NB: mostly it is so, and expressions for spaces take their time fifty thousand times.
		if (space > 0 && words.indexOf(' ', space + 1) < 0) return new String[] { words.substring(0, space), words.substring(
			space + 1) };
		String[] parts = words.split(" +");
		if (parts.length != 2) throw notTwo(file, where, merge);
		return parts;
	}

	private static IOException notTwo(Path file, String where, String merge) {
		return new IOException("The tokenizer file " + file + " should hold two tokens with a space between in " + where +
			", but holds: " + Excerpt.of(merge) + ".");
	}
}
