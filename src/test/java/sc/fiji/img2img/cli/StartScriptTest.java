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
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.img2img.ChildJvm;

/** The command img2img of the download finds its jar and a Java that is new enough, wherever it is called from. */
@DisabledOnOs(WINDOWS)
class StartScriptTest {

	@TempDir
	Path work;

	private Path script;

	@BeforeEach
	void unpack() throws IOException {
		Path home = Files.createDirectories(work.resolve("my programs"));
		script = Files.createDirectory(home.resolve("bin")).resolve("img2img");
		Files.copy(Path.of("src/main/scripts/img2img"), script);
		Files.createFile(Files.createDirectory(home.resolve("lib")).resolve("Img2Img_-1.2.3.jar"));
	}

	@Test
	void argumentsArePassedOnAsTheyAre() throws IOException, InterruptedException {
		ChildJvm.Ended ended = run(script, "21");
		assertEquals(0, ended.code, ended.text);
		assertEquals("<-Xmx3g>", ended.output.lines().findFirst().orElseThrow());
		assertEquals("<" + work.toRealPath().resolve("my programs/lib/Img2Img_-1.2.3.jar") + ">", ended.output.lines().skip(2)
			.findFirst().orElseThrow());
		assertTrue(ended.output.endsWith("<my cells.tif>\n<*>\n"), ended.output);
	}

	@Test
	void aLinkLeadsToTheSamePlace() throws IOException, InterruptedException {
		Path first = Files.createSymbolicLink(work.resolve("first"), Path.of("my programs/bin/img2img"));
		Path second = Files.createSymbolicLink(work.resolve("second"), first);
		assertEquals(run(script, "21").output, run(second, "21").output);
	}

	/** NB: where it is set, cd goes to places that are named in it first. */
	@Test
	void otherPlacesForFoldersDoNotMatter() throws IOException, InterruptedException {
		run(script, "21");
		Files.createDirectories(work.resolve("other/my programs/bin"));
		ChildJvm.Ended ended = start(ChildJvm.of(Img2ImgApp.class).under("sh", "-c", "cd \"$0\" && exec sh 'my programs/bin/img2img'",
			work.toString()).variable("CDPATH", work.resolve("other").toString()));
		assertTrue(ended.output.contains("<" + work.toRealPath().resolve("my programs/lib/Img2Img_-1.2.3.jar") + ">"), ended.output +
			ended.text);
	}

	@ParameterizedTest
	@CsvSource({ "'','','',C.UTF-8", "C,'',de_DE.UTF-8,C.UTF-8", "'',POSIX,'',C.UTF-8", "'','',C,C.UTF-8",
		"de_DE.ISO-8859-1,C,C,de_DE.ISO-8859-1", "'',de_DE.UTF-8,C,''", "'','',de_DE.UTF-8,''" })
	void aLanguageSettingThatKnowsAsciiOnlyIsMended(String all, String characters, String language, String result)
		throws IOException, InterruptedException
	{
		run(script, "21");
		Files.writeString(java(), "#!/bin/sh\nif [ \"$1\" = -jar ]; then echo \"<$LC_ALL>\"; else echo 'java.specification.version = 21'; fi\n");
		ChildJvm.Ended ended = start(ChildJvm.of(Img2ImgApp.class).under("sh", script.toString()).variable("LC_ALL", all).variable(
			"LC_CTYPE", characters).variable("LANG", language).variable("JAVA_OPTS", ""));
		assertEquals("<" + result + ">\n", ended.output, ended.text);
	}

	@Test
	void anOldJavaIsNamed() throws IOException, InterruptedException {
		for (String old : new String[] { "1.8", "9", "10" }) {
			ChildJvm.Ended ended = run(script, old);
			assertEquals(1, ended.code);
			assertEquals("img2img needs Java 11 or newer, but \"" + java() + "\" is Java " + old +
				"; install a newer one, or set JAVA_HOME to where it is.\n", ended.text);
		}
	}

	/** NB: asking it takes as long as starting it does. */
	@Test
	void aJavaThatSaysItsVersionInAFileIsNotAsked() throws IOException, InterruptedException {
		release("21.0.3");
		ChildJvm.Ended ended = run(script, "1.8");
		assertEquals(0, ended.code, ended.text);
		assertTrue(ended.output.endsWith("<my cells.tif>\n<*>\n"), ended.output);
	}

	@Test
	void anOldJavaIsNamedByItsFile() throws IOException, InterruptedException {
		for (String[] old : new String[][] { { "1.8.0_392", "1.8" }, { "9.0.4", "9" }, { "10", "10" } }) {
			release(old[0]);
			ChildJvm.Ended ended = run(script, "21");
			assertEquals(1, ended.code);
			assertTrue(ended.text.contains("\" is Java " + old[1] + ";"), ended.text);
		}
	}

	@Test
	void aFileThatTellsNothingIsNotTrusted() throws IOException, InterruptedException {
		release("Unknown");
		assertEquals(1, run(script, "1.8").code);
		assertEquals(0, run(script, "21").code);
	}

	@Test
	void aJavaThatIsLinkedToIsTheOneThatIsThere() throws IOException, InterruptedException {
		run(script, "1.8");
		release("17.0.15");
		Files.createDirectory(work.resolve("jdk2"));
		Files.move(java(), Files.createDirectory(work.resolve("jdk2/bin")).resolve("java"));
		Files.createSymbolicLink(java(), Path.of("../../jdk2/bin/java"));
		assertEquals(1, start(script).code);
		Files.move(work.resolve("jdk/release"), work.resolve("jdk2/release"));
		assertEquals(0, start(script).code);
	}

	@Test
	void aMissingJavaIsNamed() throws IOException, InterruptedException {
		ChildJvm.Ended ended = start(script);
		assertEquals(1, ended.code);
		assertEquals("img2img needs Java 11 or newer, but \"" + java() +
			"\" does not run here; install it, or set JAVA_HOME to where it is.\n", ended.text);
	}

	// -- Helper methods --

	private void release(String version) throws IOException {
		Files.createDirectories(work.resolve("jdk"));
		Files.writeString(work.resolve("jdk/release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
	}

	private ChildJvm.Ended run(Path command, String version) throws IOException, InterruptedException {
		Files.createDirectories(java().getParent());
		Files.writeString(java(), "#!/bin/sh\nif [ \"$1\" = -XshowSettings:properties ]; then\n" +
			"echo '    java.specification.version = " + version + "' >&2\nelse printf '<%s>\\n' \"$@\"; fi\n");
		assertTrue(java().toFile().setExecutable(true));
		return start(command);
	}

	private ChildJvm.Ended start(Path command) throws IOException, InterruptedException {
		return start(ChildJvm.of(Img2ImgApp.class, "my cells.tif", "*").under("sh", command.toString()).variable("JAVA_OPTS", "-Xmx3g"));
	}

	private ChildJvm.Ended start(ChildJvm child) throws IOException, InterruptedException {
		return child.variable("JAVA_HOME", work.resolve("jdk").toString()).run();
	}

	private Path java() {
		return work.resolve("jdk/bin/java");
	}
}
