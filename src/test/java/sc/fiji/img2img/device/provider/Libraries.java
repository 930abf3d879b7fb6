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
package sc.fiji.img2img.device.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Libraries of providers that misbehave, made with the machine's C compiler. */
public final class Libraries {

	private Libraries() {}

	/** A library that runs the C code when it is loaded. */
	public static EpLibrary onLoad(Path folder, String code) throws IOException, InterruptedException {
		return library(file(folder, code));
	}

	/** The file of such a library. */
	public static Path file(Path folder, String code) throws IOException, InterruptedException {
		return compile(folder, "#include <stdlib.h>\n#include <unistd.h>\n__attribute__((constructor)) " +
			"static void begin(void) { " + code + " }\n");
	}

	/** A description of a library that is said to be there. */
	public static EpLibrary library(Path file) {
		EpLibrary library = new EpLibrary();
		library.key = "bad";
		library.registration = "bad";
		library.title = "Bad";
		library.version = "1.0";
		library.path = file.toString();
		library.provider = "BadExecutionProvider";
		library.rank = 1;
		return library;
	}

	private static Path compile(Path folder, String code) throws IOException, InterruptedException {
		return compile(Files.writeString(folder.resolve("bad.c"), code), folder.resolve("libbad.so"));
	}

	/** Makes a library of C code; the test is skipped where there is no compiler. */
	public static Path compile(Path source, Path library) throws IOException, InterruptedException {
		return compile(library, "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl");
	}

	/** Makes a program of C code, runs it, and returns what it writes. */
	public static String run(Path source, Path program, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(compile(program, "-pthread", "-o", program.toString(), source.toString(),
			"-ldl").toString()));
		command.addAll(List.of(arguments));
		File output = program.resolveSibling("output.txt").toFile();
		int code = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start().waitFor();
		assertEquals(0, code, command.toString());
		return Files.readString(output.toPath());
	}

	private static Path compile(Path library, String... options) throws IOException, InterruptedException {
		assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "needs a C compiler called cc");
		File messages = library.resolveSibling("cc.txt").toFile();
		Process compiler;
		try {
			List<String> command = new ArrayList<>(List.of("cc"));
			command.addAll(List.of(options));
			compiler = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(messages).start();
		}
		catch (IOException e) {
			assumeTrue(false, "there is no C compiler here: " + e.getMessage());
			throw e;
		}
		assumeTrue(compiler.waitFor() == 0, "the C compiler failed: " + Files.readString(messages.toPath()));
		return library;
	}
}
