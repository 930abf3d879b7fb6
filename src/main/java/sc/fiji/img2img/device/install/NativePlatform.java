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

import java.util.Locale;
import java.util.Optional;

/** An operating system and a kind of processor, which native libraries are made for. */
public enum NativePlatform {

	LINUX_X64("linux-x64", "Linux, x86-64"), //
	LINUX_AARCH64("linux-aarch64", "Linux, ARM 64"), //
	WIN_X64("win-x64", "Windows, x86-64"), //
	WIN_ARM64("win-arm64", "Windows, ARM 64"), //
	OSX_X64("osx-x64", "macOS, Intel"), //
	OSX_AARCH64("osx-aarch64", "macOS, Apple silicon");

	private final String key;

	private final String title;

	NativePlatform(String key, String title) {
		this.key = key;
		this.title = title;
	}

	/** The name in provider descriptions. */
	public String key() {
		return key;
	}

	/** The platform of that name in provider descriptions. */
	static Optional<NativePlatform> find(String key) {
		for (NativePlatform platform : values())
			if (platform.key.equals(key)) return Optional.of(platform);
		return Optional.empty();
	}

	/** The platform of this JVM; empty where none of these is meant, for instance on 32-bit systems. */
	public static Optional<NativePlatform> current() {
		return of(System.getProperty("os.name"), System.getProperty("os.arch"));
	}

	/** The platform that a JVM's os.name and os.arch stand for. */
	static Optional<NativePlatform> of(String system, String architecture) {
		String os = system.toLowerCase(Locale.ROOT);
		String prefix = os.startsWith("windows") ? "win" : os.startsWith("mac") ? "osx" : os.startsWith("linux") ? "linux" : "";
		switch (architecture.toLowerCase(Locale.ROOT)) {
			case "amd64":
			case "x86_64":
				return find(prefix + "-x64");
			case "aarch64":
			case "arm64":
				return find(prefix + (prefix.equals("win") ? "-arm64" : "-aarch64"));
			default:
				return Optional.empty();
		}
	}

	/** The name to show. */
	@Override
	public String toString() {
		return title;
	}
}
