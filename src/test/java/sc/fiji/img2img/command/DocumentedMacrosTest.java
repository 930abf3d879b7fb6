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
package sc.fiji.img2img.command;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import sc.fiji.img2img.Documentation;
import sc.fiji.img2img.Setting;

/** The lines of macros that users are shown are understood, with their values. */
class DocumentedMacrosTest {

	@TestFactory
	Stream<DynamicTest> isUnderstood() throws IOException {
		List<DynamicTest> tests = new ArrayList<>();
		for (Map.Entry<String, MatchResult> line : Documentation.find(
			"run\\((?:\\w+, )?\"(Img2Img(?: Grid| Again| Batch)?)\", \"([^\"]*)\"\\)").entrySet())
			tests.add(dynamicTest(line.getKey(), () -> check(line.getValue().group(1), line.getValue().group(2))));
		assertTrue(tests.size() > 4, tests.size() + " lines");
		return tests.stream();
	}

	private static void check(String label, String options) {
		List<Setting<?>> known = label.endsWith("Grid") ? CommandSettings.grid() : label.endsWith("Batch") ? BatchSettings.all()
			: CommandSettings.all();
		Map<String, String> values = MacroOptions.read(options, known);
		values.remove(MacroOptions.INPUT);
		CommandSettings.parse(values, known).check();
	}
}
