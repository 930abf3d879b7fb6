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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Goes once through a prompt. The syntax is described at {@link Prompt#of}. */
final class PromptParser {

	private static final double BRACKET = 1.1;

	/** An escape, a bracket, a weight with its closing bracket, text, or a colon that begins no weight. */
	private static final Pattern PIECE = Pattern.compile(
		"\\\\[\\\\()\\[\\]]?|[(\\[\\])]|:\\s*([+-]?(?:\\d+\\.?\\d*|\\.\\d+))\\s*\\)|[^\\\\()\\[\\]:]+|:",
		Pattern.UNICODE_CHARACTER_CLASS);

	private static final Pattern BREAK = Pattern.compile("\\s*\\bBREAK\\b\\s*", Pattern.UNICODE_CHARACTER_CLASS);

	private final String prompt;

	private final List<WeightedText> parts = new ArrayList<>();

	/** For every bracket that is still open, how many parts lie before it. */
	private final Deque<Integer> round = new ArrayDeque<>();

	private final Deque<Integer> square = new ArrayDeque<>();

	PromptParser(String prompt) {
		this.prompt = prompt;
	}

	List<WeightedText> parse() {
		Matcher pieces = PIECE.matcher(prompt);
		while (pieces.find()) {
			read(pieces.group(), pieces.group(1));
		}
		while (!round.isEmpty()) {
			weigh(round.pop(), BRACKET);
		}
		while (!square.isEmpty()) {
			weigh(square.pop(), 1 / BRACKET);
		}
		return merged();
	}

	private void read(String piece, String weight) {
		if (piece.startsWith("\\")) {
			addText(piece.substring(1));
		}
		else if (piece.equals("(")) {
			round.push(parts.size());
		}
		else if (piece.equals("[")) {
			square.push(parts.size());
		}
		else if (weight != null && !round.isEmpty()) {
			weigh(round.pop(), NumberText.read(weight));
		}
		else if (piece.equals(")") && !round.isEmpty()) {
			weigh(round.pop(), BRACKET);
		}
		else if (piece.equals("]") && !square.isEmpty()) {
			weigh(square.pop(), 1 / BRACKET);
		}
		else {
			addWithBreaks(piece);
		}
	}

	private void addText(String text) {
		parts.add(WeightedText.of(text, 1));
	}

	private void addWithBreaks(String text) {
		String[] between = BREAK.split(text, -1);
		for (int i = 0; i < between.length; i++) {
			if (i > 0) parts.add(WeightedText.BREAK);
			addText(between[i]);
		}
	}

	private void weigh(int from, double factor) {
		parts.subList(from, parts.size()).replaceAll(part -> part == WeightedText.BREAK ? part : WeightedText.of(part
			.text(), part.weight() * factor));
	}

	/** Joins neighbours of equal weight. */
	private List<WeightedText> merged() {
		List<WeightedText> merged = new ArrayList<>();
		for (WeightedText part : parts) {
			WeightedText before = merged.isEmpty() ? WeightedText.BREAK : merged.get(merged.size() - 1);
			if (before == WeightedText.BREAK || part == WeightedText.BREAK || before.weight() != part.weight()) {
				merged.add(part);
			}
			else {
				merged.set(merged.size() - 1, WeightedText.of(before.text() + part.text(), part.weight()));
			}
		}
		if (merged.isEmpty()) merged.add(WeightedText.of("", 1));
		return merged;
	}
}
