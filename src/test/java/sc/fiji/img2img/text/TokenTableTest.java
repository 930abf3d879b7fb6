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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tables hold what maps would. */
class TokenTableTest {

	@Test
	void aTableIsAMap() {
		Random random = new Random(1);
		Map<String, Integer> map = new HashMap<>();
		TokenTable table = new TokenTable();
		for (int i = 0; i < 5000; i++) {
			String token = word(random);
			map.put(token, i);
			table.put(token, i);
			assertEquals(map.size(), table.size());
		}
		for (int i = 0; i < 5000; i++) {
			String token = word(random);
			assertEquals(map.containsKey(token), table.contains(token), token);
			if (map.containsKey(token)) assertEquals(map.get(token), table.id(table.index(token)), token);
		}
	}

	@Test
	void tokensKeepTheirOrder() {
		TokenTable table = new TokenTable();
		List<String> order = new ArrayList<>();
		Random random = new Random(2);
		for (int i = 0; i < 1000; i++) {
			String token = word(random);
			if (!order.contains(token)) order.add(token);
			table.put(token, i);
		}
		for (int i = 0; i < order.size(); i++)
			assertEquals(order.get(i), table.token(i));
	}

	@Test
	void tokensAreFoundWithinTexts() {
		TokenTable table = TokenTable.of(Map.of("ab", 7, "", 8));
		char[] text = "cabd".toCharArray();
		assertEquals(7, table.id(table.index(text, 1, 3)));
		assertEquals(8, table.id(table.index(text, 2, 2)));
		assertEquals(-1, table.index(text, 1, 4));
	}

	@Test
	void whatWasBegunAndReplacedIsNotPartOfTheNext() {
		TokenTable table = new TokenTable();
		for (String token : List.of("a", "a", "b")) {
			table.next().append(token.charAt(0));
			table.put(table.size());
		}
		assertEquals(2, table.size());
		assertTrue(table.contains("b"));
		assertFalse(table.contains("ab"));
		assertEquals(1, table.id(table.index("a")));
	}

	@Test
	void ranksAreAMapOfPairs() {
		Random random = new Random(3);
		Map<List<Integer>, Integer> map = new HashMap<>();
		PairRanks ranks = new PairRanks(3000);
		for (int rank = 0; rank < 3000; rank++) {
			int left = random.nextInt(60);
			int right = random.nextInt(60);
			map.put(List.of(left, right), rank);
			ranks.put(left, right, rank);
		}
		for (int left = -1; left < 61; left++)
			for (int right = -1; right < 61; right++)
				assertEquals(map.getOrDefault(List.of(left, right), -1), ranks.get(left, right), left + " " + right);
		assertEquals(-1, new PairRanks(0).get(1, 2));
	}

	/** NB: where each looks at all before it, this takes hours. */
	@Test
	@Timeout(value = 10, unit = TimeUnit.MINUTES)
	void tokensOfOneUsualHashAreFoundAtOnce() {
		int bits = 18;
		TokenTable table = new TokenTable();
		for (int value = 0; value < 1 << bits; value++)
			table.put(alike(value, bits), value);
		for (int value = 0; value < 1 << bits; value++)
			assertEquals(value, table.id(table.index(alike(value, bits))));
	}

	/** NB: as above. */
	@Test
	@Timeout(value = 10, unit = TimeUnit.MINUTES)
	void pairsOfOneProductAreFoundAtOnce() {
		int count = 1 << 19;
		PairRanks ranks = new PairRanks(count);
		for (int left = 0; left < count; left++)
			ranks.put(left, left * 0x9e3779b1, left);
		for (int left = 0; left < count; left++)
			assertEquals(left, ranks.get(left, left * 0x9e3779b1));
	}

	/** A text that has the hash of all others of so many bits, as texts have in Java. */
	private static String alike(int value, int bits) {
		StringBuilder text = new StringBuilder();
		for (int bit = 0; bit < bits; bit++)
			text.append((value >> bit & 1) == 0 ? "Aa" : "BB");
		return text.toString();
	}

	private static String word(Random random) {
		StringBuilder word = new StringBuilder();
		for (int length = random.nextInt(4); length > 0; length--)
			word.append((char) ("aZ\u0120\u20ac".charAt(random.nextInt(4)) + random.nextInt(5)));
		return word.toString();
	}
}
