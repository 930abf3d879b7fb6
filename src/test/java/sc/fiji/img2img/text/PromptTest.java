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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;

class PromptTest {

	@Test
	void plainTextIsOnePiece() {
		assertParts("a photo: of 1:2 cats", "a photo: of 1:2 cats", 1);
		assertParts("", "", 1);
	}

	@Test
	void roundBracketsWeighMoreAndSquareOnesLess() {
		assertParts("an (important) word", "an ", 1, "important", 1.1, " word", 1);
		assertParts("((sky))", "sky", 1.1 * 1.1);
		assertParts("[dull]", "dull", 1 / 1.1);
		assertParts("([even])", "even", 1.1 * (1 / 1.1));
	}

	@Test
	void numbersAreWeights() {
		assertParts("(cat:1.3) (dog : -0.5 ) (fox:.25) (elk:2.) (emu:+3)", "cat", 1.3, " ", 1, "dog ", -0.5, " ", 1, "fox",
			0.25, " ", 1, "elk", 2, " ", 1, "emu", 3);
		assertParts("(a (b:2) c:3)", "a ", 3, "b", 6, " c", 3);
	}

	@Test
	void weightsOfBracketsMultiply() {
		assertParts("a (((house:1.3)) [on] a (hill:0.5), sun, (((sky))).", "a ", 1, "house", 1.3 * 1.1 * 1.1, " ", 1.1,
			"on", 1, " a ", 1.1, "hill", 0.55, ", sun, ", 1.1, "sky", 1.1 * 1.1 * 1.1 * 1.1, ".", 1.1);
	}

	@Test
	void neighboursOfEqualWeightAreJoined() {
		assertParts("(unnecessary)(parens)", "unnecessaryparens", 1.1);
	}

	@Test
	void unbalancedBracketsAreClosedAtTheEnd() {
		assertParts("(open", "open", 1.1);
		assertParts("a [b (c", "a ", 1, "b ", 1 / 1.1, "c", 1.1 / 1.1);
		assertParts("a) b] c", "a) b] c", 1);
		assertParts("a :1.3) b", "a :1.3) b", 1);
		assertParts("(a", "a", 1.1);
	}

	@Test
	void numberThatIsNoneIsText() {
		assertParts("(a:1.2.3)", "a:1.2.3", 1.1);
		assertParts("(a:b)", "a:b", 1.1);
		assertParts("(a:)", "a:", 1.1);
		assertParts("[a:2]", "a:2", 1 / 1.1);
	}

	@Test
	void escapedCharactersAreText() {
		assertParts("\\(a\\) \\[b\\] \\\\", "(a) [b] \\", 1);
		assertParts("(a\\):2)", "a)", 2);
		assertParts("back\\slash and end\\", "backslash and end", 1);
	}

	@Test
	void breakStandsAloneAndSwallowsTheSpaceAroundIt() {
		assertEquals(List.of(part("a", 1), WeightedText.BREAK, part("b", 1)), Prompt.of("a  BREAK\nb").parts());
		assertEquals(List.of(part("", 1), WeightedText.BREAK, part("", 1)), Prompt.of("BREAK").parts());
		assertParts("BREAKFAST xBREAK break", "BREAKFAST xBREAK break", 1);
	}

	@Test
	void breakWithinBracketsBreaksToo() {
		assertEquals(List.of(part("a", 2), WeightedText.BREAK, part("b", 2)), Prompt.of("(a BREAK b:2)").parts());
	}

	@Test
	void literalPromptHasNoSyntax() {
		assertEquals(List.of(part("(a:2) BREAK [b] \\(", 1)), Prompt.literal("(a:2) BREAK [b] \\(").parts());
		assertNotEquals(WeightedText.BREAK, Prompt.literal("BREAK").parts().get(0));
	}

	@Property
	void escapedTextComesBack(@ForAll @Chars({ '(', ')', '[', ']', '\\', ':', '1', '.', 'a', ' ' }) String text) {
		String escaped = text.replaceAll("[\\\\()\\[\\]]", "\\\\$0");
		assertEquals(List.of(part(text, 1)), Prompt.of(escaped).parts());
	}

	@Property
	void everyPromptIsAccepted(@ForAll String text) {
		assertTrue(Prompt.of(text).parts().size() > 0);
	}

	@Property
	void textsWithSyntaxLoseOnlySyntax(
		@ForAll @Chars({ '(', ')', '[', ']', ':', '1', '.', 'a', 'b', ' ' }) @StringLength(max = 40) String text)
	{
		List<WeightedText> parts = Prompt.of(text).parts();
		String letters = parts.stream().map(WeightedText::text).collect(Collectors.joining()).replaceAll("[^ab]", "");
		assertEquals(text.replaceAll("[^ab]", ""), letters);
		for (int i = 1; i < parts.size(); i++) {
			assertNotEquals(parts.get(i - 1).weight(), parts.get(i).weight());
		}
	}

	/** Texts and weights in turn. */
	private static void assertParts(String prompt, Object... expected) {
		List<String> texts = new ArrayList<>();
		List<WeightedText> parts = Prompt.of(prompt).parts();
		for (int i = 0; i < expected.length; i += 2) {
			texts.add((String) expected[i]);
		}
		assertEquals(texts, parts.stream().map(WeightedText::text).collect(Collectors.toList()));
		for (int i = 0; i < parts.size(); i++) {
			assertEquals(((Number) expected[2 * i + 1]).doubleValue(), parts.get(i).weight(), 1e-12);
		}
	}

	private static WeightedText part(String text, double weight) {
		return WeightedText.of(text, weight);
	}
}
