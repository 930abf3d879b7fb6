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
package sc.fiji.img2img.device.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.device.provider.Candidate;

/** Whatever the file of remembered outcomes holds, it costs a new test at most. */
@Tag("slow")
class SelfTestsFileTest {

	@TempDir
	private Path folder;

	private final Candidate candidate = new ToyCandidate();

	private int runs;

	@Test
	void outcomesAreRemembered() {
		assertRuns(1);
		assertRuns(1);
		assertEquals(List.of("selftests.json"), List.of(folder.toFile().list()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "{}", "7", "{\"tests\": null}", "{\"tests\": []}", "{\"tests\": {\"toy/fp32\": null}}",
		"{\"tests\": {\"toy/fp32\": {}}}", "{\"tests\": {\"toy/fp32\": 3}}", "{\"tests\": {\"toy/fp32\"", "\u0000\u0001" })
	void filesThatHoldSomethingElseAreWrittenAnew(String text) throws IOException {
		Files.writeString(folder.resolve("selftests.json"), text);
		assertRuns(1);
		assertRuns(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "[]", "[null]", "[{\"hardware\": null}]", "[{\"number\": -1}]", "[{\"number\": 1e99}]",
		"[{\"key\": null}, {}]", "{}", "[[]]", "[{\"title\": null}]", "[{\"precision\": null}]" })
	void outcomesThatAreNoneAreMadeAgain(String outcomes) throws IOException {
		assertRuns(1);
		Path file = folder.resolve("selftests.json");
		String text = Files.readString(file);
		int start = text.indexOf("[", text.indexOf("\"outcomes\""));
		Files.writeString(file, text.substring(0, start) + outcomes + text.substring(text.indexOf("]", start) + 1));
		assertRuns(2);
		assertRuns(2);
	}

	@Test
	void aFolderInItsPlaceDoesNoHarm() throws IOException {
		Files.createDirectories(folder.resolve("selftests.json").resolve("a"));
		assertRuns(1);
		assertRuns(2);
		assertEquals(List.of("selftests.json"), List.of(folder.toFile().list()));
	}

	private void assertRuns(int expected) {
		SelfTests tests = SelfTests.in(folder, (tested, fast) -> {
			runs++;
			return ToyCandidate.test((ToyCandidate) tested, fast);
		});
		assertEquals(1, tests.of(candidate, false).size());
		assertEquals(expected, runs);
	}
}
