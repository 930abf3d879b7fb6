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
package sc.fiji.img2img.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import picocli.CommandLine;

import sc.fiji.img2img.Documentation;

/** The command lines that users are shown are understood, with their values. */
class DocumentedCommandsTest {

	private static final Pattern WORD = Pattern.compile("(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"']))+");

	@TestFactory
	Stream<DynamicTest> isUnderstood() throws IOException {
		List<DynamicTest> tests = new ArrayList<>();
		for (Map.Entry<String, MatchResult> line : Documentation.find("^    (?:bin/)?img2img ((?:.*\\\\\n)*.*)").entrySet())
			tests.add(dynamicTest(line.getKey(), () -> check(line.getValue().group(1).replace("\\\n", " "))));
		for (Map.Entry<String, MatchResult> line : Documentation.find("-Dexec.args=\"([^\"]*)\"").entrySet())
			tests.add(dynamicTest(line.getKey(), () -> check(line.getValue().group(1))));
		assertTrue(tests.size() > 15, tests.size() + " command lines");
		return tests.stream();
	}

	private static void check(String line) {
		List<String> words = words(line);
		StringWriter said = new StringWriter();
		PrintWriter writer = new PrintWriter(said, true);
		if (!List.of(BatchCommandLine.NAME, DemoCommandLine.NAME, DevicesCommandLine.NAME, ModelsCommandLine.NAME).contains(words
			.get(0))) Img2ImgCommandLine.settings(new CommandLine(new Img2ImgCommandLine(writer).spec()).parseArgs(words.toArray(
				new String[0])));
		// NB: parses the arguments, and runs nothing.
		words.add("--help");
		assertEquals(Img2ImgApp.DONE, Img2ImgApp.run(writer, writer, words.toArray(new String[0])), said.toString());
	}

	/** As a shell takes a line apart; what stands in brackets, for those who want it, is there. */
	private static List<String> words(String line) {
		List<String> words = new ArrayList<>();
		Matcher matcher = WORD.matcher(line.replaceAll("\\[(\\w+)\\]", "$1"));
		while (matcher.find())
			words.add(matcher.group().replaceAll("[\"']", ""));
		return words;
	}
}
