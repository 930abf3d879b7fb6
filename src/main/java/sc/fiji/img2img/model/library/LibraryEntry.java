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
package sc.fiji.img2img.model.library;

import java.io.IOException;
import java.nio.file.Path;

import sc.fiji.img2img.io.PathText;
import sc.fiji.img2img.model.EmbeddedModel;

/** A model, or what belongs to one, in a folder of models. Immutable. */
public final class LibraryEntry {

	private static final String ENDING = "\\.(safetensors|ckpt|pt|pth|bin|gguf)$";

	private final String name;

	private final Path path;

	private final boolean embedded;

	private LibraryEntry(String name, Path path, boolean embedded) {
		this.name = name;
		this.path = path;
		this.embedded = embedded;
	}

	static LibraryEntry of(Path path) {
		return new LibraryEntry(path.getFileName().toString().replaceFirst(ENDING, ""), path, false);
	}

	/** The model that comes with the program. */
	static LibraryEntry embedded() throws IOException {
		return new LibraryEntry(EmbeddedModel.NAME, EmbeddedModel.directory(), true);
	}

	/** The name by which it is asked for. */
	public String name() {
		return name;
	}

	/** Where it is. */
	public Path path() {
		return path;
	}

	/** Whether it comes with the program, and cannot be removed. */
	public boolean isEmbedded() {
		return embedded;
	}

	/** Where it is, in words. */
	public String where() {
		return embedded ? "in the program" : path.toString();
	}

	/** The licence of the model that comes with the program; empty for others, whose cards say theirs. */
	String license() {
		return embedded ? "Simplified BSD" : "";
	}

	/** Looks at what it is. */
	public ModelCard card() throws IOException {
		return ModelCard.of(path);
	}

	boolean isCalled(String text) {
		return text.equalsIgnoreCase(name) || text.equalsIgnoreCase(path.getFileName().toString()) && !embedded || path.equals(
			path(text));
	}

	/** The path that a text is; null if it is none. */
	static Path path(String text) {
		try {
			return PathText.read(text);
		}
		catch (IllegalArgumentException e) {
			return null;
		}
	}
}
