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
package sc.fiji.img2img.fuzz;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What makes a message one that a user can be shown, as far as a machine can tell. */
final class ClearSentence {

	private static final int SHORTEST = 20;

	private static final int LONGEST = 1500;

	/** Words that only programmers know, or that tell of a number that is none. */
	private static final Pattern FOREIGN = Pattern.compile("(?x)" + //
		"\\b[a-z]\\w*(\\.\\w+)+\\.[A-Z]\\w*\\b(?!\\.\\w) | \\b[A-Z]\\w*(Exception|Error)\\b | \\bnull\\b | " + //
		"\\b(Index|index)\\s-?\\d+,?\\s(out\\sof|is\\sout) | out\\sof\\sbounds | For\\sinput\\sstring | " + //
		"(?i:(integer|long|int)\\soverflow) | /\\sby\\szero | begin\\s\\d+,\\send | Illegal\\sbase64 | Cannot\\sinvoke | " + //
		"Input\\slength\\s= | capacity\\s< | newPosition | newLimit | JsonReader | \\bpath\\s\\$ | BEGIN_(OBJECT|ARRAY) | " + //
		"cannot\\sbe\\scast | Not\\sa\\sJSON | \\[[ZBCSIJFD]@ | \\b\\w+@[0-9a-f]{6,} | " + //
		"(^|\\s)-\\d+\\sx\\s | \\sx\\s-\\d+ | \\b0\\sx\\s-?\\d+\\spixels | \\sx\\s0\\spixels | " + //
		"onnxruntime_src | onnxruntime:: | \\w\\.(cc|cpp|h|java):\\d+ | Status\\sMessage | ORT_[A-Z]+");

	private ClearSentence() {
		// NB: a rule.
	}

	/** Why a message is not fit for users; empty if it is. */
	static String fault(String message) {
		if (message == null) return "there is no message";
		if (message.length() < SHORTEST || message.length() > LONGEST) return message.length() + " characters";
		if (message.chars().anyMatch(c -> Character.isISOControl(c))) return "control characters or several lines";
		if (!message.matches(".*[.!?)\"]")) return "no end of a sentence";
		if (message.split("\\s+").length < 4) return "too few words";
		Matcher foreign = FOREIGN.matcher(withoutQuotes(message));
		return foreign.find() ? "the words \"" + foreign.group().trim() + "\"" : "";
	}

	/** What a file says is quoted as it is, JSON's null and lines of merges without quotes. */
	private static String withoutQuotes(String message) {
		return message.replaceAll("\"[^\"]*\"", "\"\"").replaceAll("but (is null|holds: .*)\\.$", "");
	}
}
