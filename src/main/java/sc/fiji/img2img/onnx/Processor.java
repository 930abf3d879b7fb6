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
package sc.fiji.img2img.onnx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.io.Programs;

/** The processor of this machine, as far as graphs that are prepared for it depend on it. */
final class Processor {

	private static final Path LINUX = Path.of("/proc/cpuinfo");

	private static final String MAC = "/usr/sbin/sysctl";

	private static final long SECONDS = 10;

	private Processor() {
		// NB: one text.
	}

	/** A text that differs where kernels may; empty where that is not known. */
	static Optional<String> identity() {
		String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
		String architecture = System.getProperty("os.arch");
		Optional<String> model = system.startsWith("windows") ? Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER"))
			: system.startsWith("mac") ? mac() : linux(LINUX);
		return model.filter(text -> !text.isBlank()).map(text -> system.split(" ")[0] + "\n" + architecture + "\n" + text);
	}

	/** Who made it, which it is, and what it can, of all kinds of cores that it has. */
	static Optional<String> linux(Path file) {
		try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
			return Optional.of(lines.filter(line -> line.matches(
				"(?i)(vendor_id|cpu family|model|model name|flags|features|cpu (implementer|architecture|variant|part))\\s*:.*"))
				.distinct().sorted().collect(Collectors.joining("\n")));
		}
		catch (IOException | RuntimeException e) {
			return Optional.empty();
		}
	}

	private static Optional<String> mac() {
		try {
			Path answer = Files.createTempFile("img2img", ".txt");
			try {
				boolean told = Programs.run(new ProcessBuilder(MAC, "-n", "machdep.cpu.brand_string").redirectError(
					ProcessBuilder.Redirect.DISCARD).redirectOutput(answer.toFile()), SECONDS).orElse(1) == 0;
				return told ? Optional.of(Files.readString(answer)) : Optional.empty();
			}
			finally {
				Files.delete(answer);
			}
		}
		catch (IOException e) {
			return Optional.empty();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}
}
