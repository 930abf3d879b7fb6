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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.TestModels;

class PromptChunksTest {

	private static final int COMMA = 267;

	private static final int WORD = 2368;

	private static final ClipTokenizer CLIP = clip();

	@TempDir
	Path directory;

	@Test
	void shortPromptIsWhatDiffusersTakes() {
		String text = "a photo of an astronaut, riding a horse on mars!";
		PromptChunks chunks = chunks(text);
		assertEquals(1, chunks.size());
		assertArrayEquals(CLIP.encodePadded(text), chunks.ids(0));
		assertArrayEquals(PromptChunks.ones(77), chunks.weights(0));
	}

	@Test
	void emptyPromptIsOneChunk() {
		PromptChunks chunks = chunks("");
		assertEquals(1, chunks.size());
		assertArrayEquals(CLIP.encodePadded(""), chunks.ids(0));
	}

	@Test
	void fullChunkOf75TokensNeedsNoSecond() {
		String text = words(75);
		assertEquals(1, chunks(text).size());
		assertArrayEquals(CLIP.encodePadded(text), chunks(text).ids(0));
		PromptChunks two = chunks(words(76));
		assertEquals(2, two.size());
		assertArrayEquals(CLIP.encodePadded(words(75)), two.ids(0));
		assertArrayEquals(CLIP.encodePadded("cat"), two.ids(1));
	}

	@Test
	void tokensAfterALateCommaMoveToTheNextChunk() {
		PromptChunks chunks = chunks(words(60) + ", " + words(20));
		assertEquals(2, chunks.size());
		assertArrayEquals(CLIP.encodePadded(words(60) + ","), chunks.ids(0));
		assertArrayEquals(CLIP.encodePadded(words(20)), chunks.ids(1));
	}

	@Test
	void commaTwentyTokensBackStillCountsAndOneFurtherDoesNot() {
		assertEquals(COMMA, chunks(words(55) + ", " + words(30)).ids(0)[56]);
		assertEquals(CLIP.eos(), chunks(words(55) + ", " + words(30)).ids(0)[57]);
		assertEquals(WORD, chunks(words(54) + ", " + words(30)).ids(0)[75]);
	}

	@Test
	void commaAfterAFullChunkBeginsTheNext() {
		PromptChunks chunks = chunks(words(60) + ", " + words(14) + ", " + words(3));
		assertArrayEquals(CLIP.encodePadded(words(60) + ", " + words(14)), chunks.ids(0));
		assertArrayEquals(CLIP.encodePadded(", " + words(3)), chunks.ids(1));
	}

	@Test
	void weightsMoveWithTheirTokens() {
		PromptChunks chunks = chunks(words(60) + ", " + words(13) + " (cat cat cat:1.5)");
		float[] expected = PromptChunks.ones(77);
		expected[14] = expected[15] = expected[16] = 1.5f;
		assertArrayEquals(PromptChunks.ones(77), chunks.weights(0));
		assertArrayEquals(expected, chunks.weights(1));
	}

	@Test
	void breakBeginsANewChunk() {
		PromptChunks chunks = chunks("cat BREAK dog");
		assertEquals(2, chunks.size());
		assertArrayEquals(CLIP.encodePadded("cat"), chunks.ids(0));
		assertArrayEquals(CLIP.encodePadded("dog"), chunks.ids(1));
		assertEquals(2, chunks("BREAK cat").size());
		assertEquals(1, chunks("cat BREAK").size());
		assertEquals(1, PromptChunks.of(CLIP, Prompt.literal("cat BREAK dog")).size());
	}

	@Test
	void piecesOfDifferentWeightAreTokenizedByThemselves() {
		PromptChunks chunks = chunks("air(port:2)");
		int[] expected = CLIP.encodePadded("air port");
		assertArrayEquals(expected, chunks.ids(0));
		assertEquals(1, chunks.weights(0)[1]);
		assertEquals(2, chunks.weights(0)[2]);
		assertEquals(1, chunks.weights(0)[3]);
	}

	@Test
	void emptyChunksFillUp() {
		PromptChunks chunks = chunks("(cat:2)").paddedTo(3);
		assertEquals(3, chunks.size());
		assertArrayEquals(CLIP.encodePadded("cat"), chunks.ids(0));
		assertEquals(2, chunks.weights(0)[1]);
		assertArrayEquals(CLIP.encodePadded(""), chunks.ids(2));
		assertArrayEquals(PromptChunks.ones(77), chunks.weights(2));
		assertEquals(3, chunks.paddedTo(1).size());
	}

	@Test
	void chunkLengthIsTheTokenizers() throws IOException {
		ClipTokenizer small = SmallTokenizer.open(directory, 5);
		PromptChunks chunks = PromptChunks.of(small, Prompt.of("a a a a"));
		assertEquals(5, chunks.length());
		assertArrayEquals(new int[] { 7, 2, 2, 2, 8 }, chunks.ids(0));
		assertArrayEquals(new int[] { 7, 2, 8, 9, 9 }, chunks.ids(1));
	}

	@Test
	void vocabularyWithoutCommaNeedsNone() throws IOException {
		SmallTokenizer.write(directory, 5);
		Path vocab = directory.resolve("vocab.json");
		SmallTokenizer.write(vocab, Files.readString(vocab).replace(",\\u003c/w\\u003e", "x"));
		PromptChunks chunks = PromptChunks.of(ClipTokenizer.of(directory), Prompt.of("a , a a"));
		assertArrayEquals(new int[] { 7, 2, SmallTokenizer.UNKNOWN, 2, 8 }, chunks.ids(0));
	}

	@Property(tries = 200)
	void chunksAlwaysHaveFullLengthAndLoseNoToken(
		@ForAll @Chars({ '(', ')', '[', ']', ',', 'a', 'b', ' ', '1', ':', '.' }) String text)
	{
		String longText = String.join(" ", Collections.nCopies(3, text));
		PromptChunks chunks = chunks(longText);
		int tokens = 0;
		for (int i = 0; i < chunks.size(); i++) {
			int[] ids = chunks.ids(i);
			assertEquals(77, ids.length);
			assertEquals(77, chunks.weights(i).length);
			assertEquals(CLIP.bos(), ids[0]);
			tokens += (int) IntStream.of(ids).filter(id -> id != CLIP.bos() && id != CLIP.eos()).count();
			assertTrue(i == chunks.size() - 1 || ids[1] != CLIP.eos(), "empty chunk before the end");
		}
		int expected = Prompt.of(longText).parts().stream().mapToInt(part -> CLIP.encode(part.text()).length).sum();
		assertEquals(expected, tokens);
	}

	@Property(tries = 200)
	void textWithoutWeightsIsWhatDiffusersTakes(@ForAll @Chars({ 'a', 'b', ',', '!', ' ', '4', '\u00e9' }) String text) {
		String shortText = text.substring(0, Math.min(text.length(), 30));
		assertArrayEquals(CLIP.encodePadded(shortText), chunks(shortText).ids(0));
	}

	private static PromptChunks chunks(String prompt) {
		return PromptChunks.of(CLIP, Prompt.of(prompt));
	}

	private static String words(int count) {
		return String.join(" ", Collections.nCopies(count, "cat"));
	}

	private static ClipTokenizer clip() {
		try {
			return ClipTokenizer.of(TestModels.get("sd15").resolve("tokenizer"));
		}
		catch (IOException e) {
			throw new IllegalStateException(e);
		}
	}
}
