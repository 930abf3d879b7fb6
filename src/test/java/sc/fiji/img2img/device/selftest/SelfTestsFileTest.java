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
