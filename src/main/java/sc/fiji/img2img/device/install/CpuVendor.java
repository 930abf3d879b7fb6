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
package sc.fiji.img2img.device.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells who made this machine's processor, as x86-64 processors name their makers: {@code GenuineIntel}, for instance. */
public final class CpuVendor {

	private static final Path LINUX = Path.of("/proc/cpuinfo");

	private static final String WINDOWS = "PROCESSOR_IDENTIFIER";

	// NB: such a name has twelve characters, which tells it from what stands there on other processors.
	private static final Pattern LINUX_LINE = Pattern.compile("vendor_id\\s*: (.{12})");
	private static final Pattern WINDOWS_LINE = Pattern.compile(".*, (.{12})");

	private CpuVendor() {
		// NB: one name.
	}

	/** The name; empty where the system does not tell it. */
	public static Optional<String> here() {
		return of(System.getProperty("os.name"), LINUX, System.getenv(WINDOWS));
	}

	/**
	 * The name, from what systems tell.
	 *
	 * @param cpuinfo what Linux tells, a file
	 * @param identifier what Windows tells; null elsewhere
	 */
	static Optional<String> of(String system, Path cpuinfo, String identifier) {
		if (system.toLowerCase(Locale.ROOT).startsWith("windows")) return Optional.ofNullable(identifier).flatMap(
			line -> name(WINDOWS_LINE, line));
		try (Stream<String> lines = Files.lines(cpuinfo, StandardCharsets.ISO_8859_1)) {
			return lines.map(line -> name(LINUX_LINE, line)).flatMap(Optional::stream).findFirst();
		}
		catch (IOException | RuntimeException e) {
			return Optional.empty();
		}
	}

	private static Optional<String> name(Pattern pattern, String line) {
		Matcher matcher = pattern.matcher(line);
		return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
	}
}
