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
package sc.fiji.img2img;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The messages that users are told about are those of the program, word for word. */
class DocumentedMessagesTest {

	/** What stands for something else in each case: dots, capital letters, numbers with their units, and names of devices. */
	private static final Pattern CASE = Pattern.compile(
		"\\.\\.\\.|\\b[A-Z]\\b|\\b[0-9][0-9.]*(?: (?:[kMG]B|million))?|WebGPU|webgpu|OpenVINO|(?:Windows|Linux), x86-64");

	private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

	/** Shorter pieces may stand anywhere. */
	private static final int TELLING = 6;

	private static List<String> literals;

	@BeforeAll
	static void readSources() throws IOException {
		literals = new ArrayList<>();
		try (Stream<Path> files = Files.walk(Path.of("src", "main"))) {
			for (Path file : files.filter(file -> file.toString().matches(".*\\.(java|json)")).collect(Collectors.toList())) {
				String source = Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "");
				for (Matcher literal = LITERAL.matcher(source); literal.find();)
					literals.add(literal.group(1).replace("\\\"", "\""));
			}
		}
	}

	@TestFactory
	Stream<DynamicTest> isSaid() throws IOException {
		List<DynamicTest> tests = new ArrayList<>();
		for (Map.Entry<String, MatchResult> row : Documentation.find("^(?:\\| |### )((?:`[^`]+`(?: / )?)+)").entrySet())
			if (row.getKey().contains("troubleshooting.md") || row.getValue().group().startsWith("###")) for (String message : row
				.getValue().group(1).replaceAll("^`|`$", "").split("` / `"))
				tests.add(dynamicTest(row.getKey() + " " + message, () -> check(message)));
		assertTrue(tests.size() > 40, tests.size() + " messages");
		return tests.stream();
	}

	private static void check(String message) {
		List<String> pieces = Arrays.stream(CASE.split(message)).map(String::trim).filter(piece -> piece.length() >= TELLING)
			.collect(Collectors.toList());
		assertTrue(!pieces.isEmpty(), "nothing in it can be looked up");
		assertEquals(List.of(), pieces.stream().filter(piece -> !isSaid(piece)).collect(Collectors.toList()));
	}

	/** Whether a piece stands in a text of the sources, or is put together of several. */
	private static boolean isSaid(String piece) {
		if (literals.stream().anyMatch(literal -> literal.contains(piece))) return true;
		return cuts(piece).anyMatch(i -> literals.stream().anyMatch(literal -> literal.endsWith(piece.substring(0, i))) &&
			isGoneOnWith(piece.substring(i)));
	}

	private static boolean isGoneOnWith(String rest) {
		if (literals.stream().anyMatch(literal -> literal.startsWith(rest))) return true;
		return cuts(rest).anyMatch(i -> literals.contains(rest.substring(0, i)) && isGoneOnWith(rest.substring(i)));
	}

	private static Stream<Integer> cuts(String text) {
		return IntStream.range(2, text.length()).boxed();
	}
}
