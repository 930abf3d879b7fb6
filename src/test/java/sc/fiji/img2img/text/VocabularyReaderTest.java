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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read by hand is what gson reads. */
class VocabularyReaderTest {

	@Test
	void vocabulariesAreReadAsGsonReadsThem() {
		Random random = new Random(4);
		for (int n = 0; n < 50; n++) {
			JsonObject json = new JsonObject();
			for (int i = 0; i < 40; i++)
				json.addProperty(word(random), random.nextInt(n % 2 == 0 ? 20 : 1_000_000_000));
			assertReadAsByGson(json.toString());
			assertReadAsByGson(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\":0}", " \r\n\t{ \"a\" : 0 , \"a\" : 1 }\n", "{\"\\u0041\\u00e4\\uD83D\\ude00\":12}",
		"{\"\\\"\\\\\\/\\b\\f\\n\\r\\t\":3}", "{\"\":999999999}", "{\"\ud83d\":1}" })
	void theUsualFormIsRead(String json) {
		assertReadAsByGson(json);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "{}", "[]", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":1,}", "{\"a\":1}}", "{\"a\":1} x",
		"{\"a\":01}", "{\"a\":-1}", "{\"a\":1.0}", "{\"a\":1e1}", "{\"a\":1000000000}", "{\"a\":null}", "{\"a\":\"1\"}", "{a:1}",
		"{'a':1}", "{\"a\":{}}", "{\"\\x\":1}", "{\"\\u12g4\":1}", "{\"\\u12", "{\"\\", "{\"a\nb\":1}", "\ufeff{\"a\":1}",
		"{\"a\":1 2}", "{\"a\" 1}", "{\"a\":1;\"b\":2}", "/**/{\"a\":1}" })
	void whatIsWrittenOtherwiseIsLeftToOthers(String json) {
		assertNull(VocabularyReader.read(json));
	}

	private static void assertReadAsByGson(String json) {
		JsonObject expected = JsonParser.parseString(json).getAsJsonObject();
		TokenTable read = VocabularyReader.read(json);
		assertNotNull(read, json);
		assertEquals(expected.size(), read.size(), json);
		for (Map.Entry<String, JsonElement> token : expected.entrySet())
			assertEquals(token.getValue().getAsInt(), read.id(read.index(token.getKey())), json);
	}

	private static String word(Random random) {
		StringBuilder word = new StringBuilder();
		for (int length = random.nextInt(5); length > 0; length--)
			word.append("a<\"\\/\n\t\u0001\u00e9\u0120\u2028\ud83d".charAt(random.nextInt(12)));
		return word.toString();
	}
}
