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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Optional;

import sc.fiji.img2img.io.Sha256;

/** The unit of work: one input file, and the output file that it becomes. Immutable but for looking up the mask once. */
public final class BatchTask {

	/** The digits of a hash that make a seed; torch's generator takes as many. */
	private static final int SEED_DIGITS = 8;

	private final InputFile input;

	private final Path output;

	private final String outputName;

	private final MaskFolder masks;

	/** @param masks null for none */
	BatchTask(InputFile input, Path folder, String outputName, MaskFolder masks) {
		this.input = input;
		this.outputName = outputName;
		this.masks = masks;
		output = folder.resolve(outputName);
	}

	/** The input's name below the folder that was given, with slashes; it stands for the task in seeds and logs. */
	public String name() {
		return input.name();
	}

	/** The file to run. */
	public Path input() {
		return input.path();
	}

	/** The file to write; several with numbers where a picture format has to hold several pictures. */
	public Path output() {
		return output;
	}

	/** The output's name below the output folder, with slashes. */
	String outputName() {
		return outputName;
	}

	/**
	 * The file that says where the image may change; empty if it may do so everywhere.
	 *
	 * @throws IOException if there should be one, but is none, or more than one
	 */
	public Optional<Path> mask() throws IOException {
		return masks == null ? Optional.empty() : Optional.of(masks.find(name()));
	}

	/**
	 * The seed of this file, which depends on nothing but its name.
	 *
	 * @param global the one of the whole batch
	 * @return 0 to 2^32 - 1
	 */
	public long seed(long global) {
		// NB: one file system keeps an accent in a name as a character of its own, where another one does not.
		String text = global + "\n" + Normalizer.normalize(name(), Normalizer.Form.NFC);
		return Long.parseLong(Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, SEED_DIGITS), 16);
	}

	@Override
	public String toString() {
		return name();
	}
}
