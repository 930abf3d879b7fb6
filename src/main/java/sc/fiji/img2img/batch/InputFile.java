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
package sc.fiji.img2img.batch;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** A file that is to be run, and its name below the folder that was given, with slashes. Immutable. */
final class InputFile implements Comparable<InputFile> {

	private final Path path;

	private final String name;

	private InputFile(Path path, String name) {
		this.path = path;
		this.name = name;
	}

	/** A file that was found in a folder, or in one below it. */
	static InputFile in(Path folder, Path path) {
		return new InputFile(path, folder.relativize(path).toString().replace('\\', '/'));
	}

	/** A file that was given itself. */
	static InputFile of(Path path) {
		return new InputFile(path, path.getFileName().toString());
	}

	Path path() {
		return path;
	}

	String name() {
		return name;
	}

	/** The name without its ending. */
	static String stem(String name) {
		return name.substring(0, name.length() - ending(name).length());
	}

	/** From the last dot on; empty where there is none. */
	static String ending(String name) {
		int dot = name.lastIndexOf('.');
		return dot <= name.lastIndexOf('/') + 1 ? "" : name.substring(dot);
	}

	/** The ending without its dot, in lower case. */
	static String kind(String name) {
		return ending(name).replaceFirst("^\\.", "").toLowerCase(Locale.ROOT);
	}

	@Override
	public int compareTo(InputFile other) {
		int order = name.compareTo(other.name);
		return order != 0 ? order : normal(path).compareTo(normal(other.path));
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof InputFile && compareTo((InputFile) other) == 0;
	}

	@Override
	public int hashCode() {
		return Objects.hash(normal(path), name);
	}

	private static Path normal(Path path) {
		return path.toAbsolutePath().normalize();
	}
}
