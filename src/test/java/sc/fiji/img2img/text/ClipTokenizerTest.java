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

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.TestModels;

class ClipTokenizerTest {

	/** SD 1.x: the end of text is the padding, too. */
	private static final ClipTokenizer CLIP = open("sd15", "tokenizer");

	/** The second tokenizer of SDXL: "!" is the padding. */
	private static final ClipTokenizer EXCLAIMING = open("sdxl", "tokenizer_2");

	private static final ClipTokenizer STANDARD = standard(false);

	private static final ClipTokenizer STANDARD_EXCLAIMING = standard(true);

	@Test
	void goldenPromptsAreEqual() throws IOException {
		int cases = 0;
		for (JsonObject golden : goldens("clip_tokens.json")) {
			String text = golden.get("text").getAsString();
			assertArrayEquals(ints(golden, "ids77"), CLIP.encodePadded(text), text);
			assertEquals(golden.get("untruncated").getAsInt() - 2, CLIP.encode(text).length, text);
			cases++;
		}
		assertEquals(18, cases);
	}

	@Test
	void nastyTextsAreEqual() throws IOException {
		int cases = 0;
		for (JsonObject golden : goldens("clip_tokens_more.json")) {
			String text = golden.get("text").getAsString();
			assertArrayEquals(ints(golden, "ids"), CLIP.encode(text), text);
			String other = golden.has("ids_pad_exclamation") ? "ids_pad_exclamation" : "ids";
			assertArrayEquals(ints(golden, other), EXCLAIMING.encode(text), text);
			cases++;
		}
		assertEquals(119, cases);
	}

	@Test
	void exclamationMarkIsThePaddingWhereTheConfigurationSaysSo() {
		assertEquals(49407, CLIP.pad());
		assertArrayEquals(new int[] { 995 }, CLIP.encode("!!!"));
		assertEquals(0, EXCLAIMING.pad());
		assertArrayEquals(new int[] { 0, 0, 0 }, EXCLAIMING.encode("!!!"));
	}

	@Test
	void emptyTextIsBeginEndAndPadding() {
		int[] expected = new int[77];
		expected[0] = 49406;
		expected[1] = 49407;
		assertArrayEquals(expected, EXCLAIMING.encodePadded(" \t\n"));
		assertEquals(0, EXCLAIMING.encode(" \t\n").length);
	}

	@Test
	void wordOfTenThousandLettersIsNoBurden() {
		char[] letters = new char[10_000];
		Arrays.fill(letters, 'x');
		int[] ids = CLIP.encode(new String(letters));
		assertTrue(ids.length > 0 && ids.length < 10_000);
	}

	@Property(tries = 200)
	void theOneThatComesWithTheProgramIsTheSame(@ForAll String text) {
		assertArrayEquals(CLIP.encodePadded(text), STANDARD.encodePadded(text));
		assertArrayEquals(EXCLAIMING.encodePadded(text), STANDARD_EXCLAIMING.encodePadded(text));
	}

	@Test
	void theOneThatComesWithTheProgramGivesTheGoldens() throws IOException {
		for (JsonObject golden : goldens("clip_tokens.json"))
			assertArrayEquals(CLIP.encode(golden.get("text").getAsString()), STANDARD.encode(golden.get("text").getAsString()));
		assertArrayEquals(EXCLAIMING.encode("a cell!"), STANDARD_EXCLAIMING.encode("a cell!"));
	}

	@Property
	void paddedTextsHaveTheFullLength(@ForAll String text) {
		int[] ids = CLIP.encode(text);
		int[] padded = CLIP.encodePadded(text);
		int kept = Math.min(75, ids.length);
		assertEquals(77, padded.length);
		assertEquals(CLIP.bos(), padded[0]);
		assertArrayEquals(Arrays.copyOf(ids, kept), Arrays.copyOfRange(padded, 1, kept + 1));
		for (int i = kept + 1; i < 77; i++) {
			assertEquals(i == kept + 1 ? CLIP.eos() : CLIP.pad(), padded[i]);
		}
	}

	@Property
	void idsLieWithinTheVocabulary(@ForAll String text) {
		for (int id : CLIP.encode(text)) {
			assertTrue(id >= 0 && id < 49408, "id " + id);
		}
	}

	@Property
	void spacesSeparate(@ForAll @CharRange(from = ' ', to = 'z') String left,
		@ForAll @CharRange(from = ' ', to = 'z') String right)
	{
		int[] both = IntStream.concat(IntStream.of(CLIP.encode(left)), IntStream.of(CLIP.encode(right))).toArray();
		assertArrayEquals(both, CLIP.encode(left + "  " + right));
	}

	@Property
	void caseDoesNotCount(@ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 60) String text) {
		assertArrayEquals(CLIP.encode(text.toLowerCase(Locale.ROOT)), CLIP.encode(text));
	}

	private static ClipTokenizer standard(boolean exclaiming) {
		try {
			return ClipTokenizer.standard(exclaiming);
		}
		catch (IOException e) {
			throw new IllegalStateException(e);
		}
	}

	private static ClipTokenizer open(String model, String tokenizer) {
		try {
			return ClipTokenizer.of(TestModels.get(model).resolve(tokenizer));
		}
		catch (IOException e) {
			throw new IllegalStateException(e);
		}
	}

	private static Iterable<JsonObject> goldens(String name) throws IOException {
		try (Reader reader = new InputStreamReader(ClipTokenizerTest.class.getResourceAsStream("/goldens/" + name),
			StandardCharsets.UTF_8))
		{
			return Arrays.asList(new Gson().fromJson(JsonParser.parseReader(reader).getAsJsonObject().get("cases"),
				JsonObject[].class));
		}
	}

	private static int[] ints(JsonObject json, String key) {
		return IntStream.range(0, json.getAsJsonArray(key).size()).map(i -> at(json, key, i).getAsInt()).toArray();
	}

	private static JsonElement at(JsonObject json, String key, int index) {
		return json.getAsJsonArray(key).get(index);
	}
}
