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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerFilesTest {

	@TempDir
	Path directory;

	@BeforeEach
	void writeASoundTokenizer() throws IOException {
		SmallTokenizer.write(directory, 6);
	}

	// -- What works --

	@Test
	void idsMayBeWrittenInAllWaysOfNumbers() throws IOException {
		int[] expected = ClipTokenizer.of(directory).encode("ab, baa");
		String vocab = Files.readString(directory.resolve("vocab.json"));
		write("vocab.json", vocab.replaceAll("(: ?)(\\d)([,}])", "$1$2.0$3").replaceFirst("\\{", "{\"a\": 99, "));
		assertTrue(Files.readString(directory.resolve("vocab.json")).contains("3.0"));
		assertArrayEquals(expected, ClipTokenizer.of(directory).encode("ab, baa"));
	}

	@Test
	void smallVocabularyWorks() throws IOException {
		ClipTokenizer tokenizer = ClipTokenizer.of(directory);
		assertEquals(6, tokenizer.maxLength());
		assertArrayEquals(new int[] { 5, 4, 6, 2 }, tokenizer.encode("AB, baa"));
		assertArrayEquals(new int[] { 7, 5, 8, 9, 9, 9 }, tokenizer.encodePadded("ab"));
		assertArrayEquals(new int[] { 7, 2, 2, 2, 2, 8 }, tokenizer.encodePadded("a a a a a a a"));
	}

	@Test
	void everyByteThatTheVocabularyLacksIsUnknown() throws IOException {
		int unknown = SmallTokenizer.UNKNOWN;
		assertArrayEquals(new int[] { unknown, unknown, 3 }, ClipTokenizer.of(directory).encode("\u00e9b"));
	}

	@Test
	void specialTokensAreFoundWithinWords() throws IOException {
		assertArrayEquals(new int[] { 2, 8, 3, 7 }, ClipTokenizer.of(directory).encode("a</s>b <S>"));
	}

	@Test
	void longestOfSeveralAddedTokensWins() throws IOException {
		write("added_tokens.json", "{\"<ab>\": 11, \"<ab><ab>\": 12}");
		assertArrayEquals(new int[] { 12, 11, 2 }, ClipTokenizer.of(directory).encode("<ab><ab><AB>a"));
	}

	@Test
	void filesFarLargerThanAnyAreRefusedUnread() throws IOException {
		for (String name : new String[] { "vocab.json", "merges.txt", "tokenizer_config.json" }) {
			Path file = directory.resolve(name);
			byte[] sound = Files.readAllBytes(file);
			Files.write(file, new byte[16_000_001]);
			IOException e = assertThrows(IOException.class, () -> ClipTokenizer.of(directory));
			assertTrue(e.getMessage().contains(name + " has 16000001 bytes"), e.getMessage());
			Files.write(file, sound);
		}
	}

	@Test
	void singleFileWorksInBothFormsOfMerges() throws IOException {
		int[] expected = ClipTokenizer.of(directory).encode("ab, baa <s> \u00e9");
		Files.delete(directory.resolve("vocab.json"));
		Files.delete(directory.resolve("merges.txt"));
		for (String merges : new String[] { "[\"a b</w>\", \"b a\"]", "[[\"a\", \"b</w>\"], [\"b\", \"a\"]]" }) {
			write("tokenizer.json", single(merges).toString());
			assertArrayEquals(expected, ClipTokenizer.of(directory).encode("ab, baa <s> \u00e9"), merges);
		}
	}

	@Test
	void addedTokensOfASingleFileCount() throws IOException {
		Files.delete(directory.resolve("merges.txt"));
		JsonObject nameless = single("[\"a b</w>\"]");
		nameless.add("added_tokens", JsonParser.parseString("[{\"content\": \"<x>\"}, {\"id\": null}]"));
		write("tokenizer.json", nameless.toString());
		assertRefused("tokenizer.json", "The id of \"<x>\" in", "should be a whole number, but is missing.");
		JsonObject single = single("[\"a b</w>\"]");
		single.add("added_tokens", JsonParser.parseString("[{\"id\": 11, \"content\": \"<x>\", \"single_word\": true}]"));
		write("tokenizer.json", single.toString());
		ClipTokenizer tokenizer = ClipTokenizer.of(directory);
		assertArrayEquals(new int[] { 2, 11, 3 }, tokenizer.encode("a <x> b"));
		assertTrue(IntStream.of(tokenizer.encode("a<x>b")).noneMatch(id -> id == 11));
	}

	@Test
	void mapOfSpecialTokensGoesBeforeTheConfiguration() throws IOException {
		write("special_tokens_map.json", "{\"pad_token\": {\"content\": \"b\", \"normalized\": false}}");
		ClipTokenizer tokenizer = ClipTokenizer.of(directory);
		assertEquals(1, tokenizer.pad());
		assertArrayEquals(new int[] { 2, 1, 2 }, tokenizer.encode("aba"));
	}

	@Test
	void mapOfSpecialTokensIsIgnoredWhereTheConfigurationListsItsTokens() throws IOException {
		write("special_tokens_map.json", "{\"pad_token\": \"b\"}");
		JsonObject config = SmallTokenizer.specials();
		config.add("added_tokens_decoder", JsonParser.parseString("{\"9\": {\"content\": \"<pad>\"}}"));
		write("tokenizer_config.json", config.toString());
		assertEquals(SmallTokenizer.PAD, ClipTokenizer.of(directory).pad());
	}

	@Test
	void defaultsHoldWithoutAnyConfiguration() throws IOException {
		Files.delete(directory.resolve("tokenizer_config.json"));
		String vocab = new Gson().toJson(SmallTokenizer.ids()).replace("\\u003cs\\u003e", "<|startoftext|>").replace(
			"\\u003c/s\\u003e", "<|endoftext|>");
		write("vocab.json", vocab);
		ClipTokenizer tokenizer = ClipTokenizer.of(directory);
		assertEquals(77, tokenizer.maxLength());
		assertEquals(7, tokenizer.bos());
		assertEquals(8, tokenizer.eos());
		assertEquals(8, tokenizer.pad());
		assertArrayEquals(new int[] { 2, 7, 8 }, tokenizer.encode("a<|StartOfText|>x"));
	}

	@Test
	void lengthWithoutLimitIs77() throws IOException {
		JsonObject config = SmallTokenizer.specials();
		config.addProperty("model_max_length", 1e30);
		write("tokenizer_config.json", config.toString());
		assertEquals(77, ClipTokenizer.of(directory).maxLength());
	}

	@Test
	void windowsLineEndsInMergesAreNoTrouble() throws IOException {
		write("merges.txt", SmallTokenizer.MERGES.replace("\n", "\r\n"));
		assertArrayEquals(new int[] { 5 }, ClipTokenizer.of(directory).encode("ab"));
	}

	// -- What is refused --

	@Test
	void missingFilesAreNamed() throws IOException {
		Files.delete(directory.resolve("merges.txt"));
		assertRefused("merges.txt", "should hold vocab.json and merges.txt, or tokenizer.json");
	}

	@Test
	void brokenJsonIsNamed() throws IOException {
		write("vocab.json", "{\"a\": 1, ");
		assertRefused("vocab.json", "is not JSON");
		write("vocab.json", "hello");
		assertRefused("vocab.json", "should hold a JSON object");
		write("vocab.json", "{\"a\": 0} {\"b\": 1}");
		assertRefused("vocab.json", "is not JSON");
	}

	@Test
	void binaryVocabularyIsNamed() throws IOException {
		Files.write(directory.resolve("vocab.json"), new byte[] { (byte) 0xff, (byte) 0xfe, 0, 1 });
		assertRefused("vocab.json", "is no text in UTF-8");
	}

	@Test
	void emptyVocabularyIsNamed() throws IOException {
		write("vocab.json", "{}");
		assertRefused("vocab.json", "lists no tokens");
	}

	@Test
	void idThatIsNoNumberIsNamed() throws IOException {
		for (String id : new String[] { "\"x\"", "1.5", "null", "[2]", "true", "99999999999" }) {
			write("vocab.json", "{\"a\": 0, \"b\": " + id + "}");
			assertRefused("vocab.json", "The id of \"b\" in", "should be a whole number, but is " + id);
		}
	}

	@Test
	void doubleAndMissingIdsAreNamed() throws IOException {
		Map<String, Integer> ids = SmallTokenizer.ids();
		ids.put("b", 0);
		write("vocab.json", new Gson().toJson(ids));
		assertRefused("vocab.json", "The id 0 in", "stands for two tokens");
		ids.put("b", 11);
		write("vocab.json", new Gson().toJson(ids));
		assertRefused("vocab.json", "should be 0 to 10 without gaps, but \"b\" has id 11");
		ids.put("b", -1);
		write("vocab.json", new Gson().toJson(ids));
		assertRefused("vocab.json", "but \"b\" has id -1");
	}

	@Test
	void mergesOfAnotherVocabularyAreRefused() throws IOException {
		write("merges.txt", SmallTokenizer.MERGES + "b b</w>\n");
		assertRefused("merges.txt", "needs the token \"bb</w>\"", "vocab.json lacks: they do not belong together");
	}

	@Test
	void mergesWithoutPairsAreNamed() throws IOException {
		write("merges.txt", "#version: 0.2\n");
		assertRefused("merges.txt", "lists no merges");
		write("merges.txt", "#version: 0.2\na b</w>\nabc\n");
		assertRefused("merges.txt", "two tokens with a space between in line 3, but holds: abc");
		write("merges.txt", "#version: 0.2\na b c\n");
		assertRefused("merges.txt", "in line 2, but holds: a b c");
	}

	@Test
	void missingSpecialTokensAreNamed() throws IOException {
		write("tokenizer_config.json", "{}");
		assertRefused("vocab.json", "lacks the bos_token \"<|startoftext|>\"");
		JsonObject config = SmallTokenizer.specials();
		config.addProperty("pad_token", "<nothing>");
		write("tokenizer_config.json", config.toString());
		assertRefused("vocab.json", "lacks the pad_token \"<nothing>\"");
	}

	@Test
	void configurationOfAnotherTokenizerIsRefused() throws IOException {
		JsonObject config = SmallTokenizer.specials();
		config.add("added_tokens_decoder", JsonParser.parseString("{\"3\": {\"content\": \"<s>\"}}"));
		write("tokenizer_config.json", config.toString());
		assertRefused("vocab.json", "says that \"<s>\" has id 3, but in", "it has id 7: the files do not belong together");
	}

	@Test
	void brokenConfigurationIsNamed() throws IOException {
		for (String length : new String[] { "2", "\"long\"", "7.5", "{}", "-1" }) {
			write("tokenizer_config.json", "{\"model_max_length\": " + length + ", " +
				SmallTokenizer.specials().toString().substring(1));
			assertRefused("tokenizer_config.json", "model_max_length", "but is " + length);
		}
		write("tokenizer_config.json", "{\"added_tokens_decoder\": {\"one\": {\"content\": \"<s>\"}}}");
		assertRefused("tokenizer_config.json", "should be ids, but one is \"one\"");
		write("tokenizer_config.json", "{\"added_tokens_decoder\": {\"7\": 7}}");
		assertRefused("tokenizer_config.json", "entry 7", "should describe a token");
	}

	@Test
	void singleFileWithoutBytePairsIsRefused() throws IOException {
		Files.delete(directory.resolve("merges.txt"));
		write("tokenizer.json", "{\"model\": {\"type\": \"Unigram\", \"vocab\": [[\"a\", 0.5]]}}");
		assertRefused("tokenizer.json", "should hold a model with vocab and merges");
		write("tokenizer.json", single("[[\"a\"]]").toString());
		assertRefused("tokenizer.json", "in merge 1, but holds: [\"a\"]");
		JsonObject single = single("[\"a b</w>\"]");
		single.add("added_tokens", JsonParser.parseString("[\"<x>\"]"));
		write("tokenizer.json", single.toString());
		assertRefused("tokenizer.json", "of added_tokens in", "should describe a token");
	}

	private void assertRefused(String file, String... parts) {
		IOException error = assertThrows(IOException.class, () -> ClipTokenizer.of(directory));
		assertTrue(error.getMessage().contains(directory.toString()), error.getMessage());
		assertTrue(error.getMessage().contains(file), error.getMessage());
		for (String part : parts) {
			assertTrue(error.getMessage().contains(part), error.getMessage());
		}
	}

	private void write(String name, String text) throws IOException {
		SmallTokenizer.write(directory.resolve(name), text);
	}

	private static JsonObject single(String merges) {
		JsonObject model = new JsonObject();
		model.add("vocab", new Gson().toJsonTree(SmallTokenizer.ids()));
		model.add("merges", new Gson().fromJson(merges, JsonArray.class));
		JsonObject single = new JsonObject();
		single.add("model", model);
		return single;
	}
}
