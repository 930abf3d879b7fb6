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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import sc.fiji.img2img.image.ij.GenerationXmp;
import sc.fiji.img2img.image.ij.ImageFiles;

/**
 * What an output says of the work that it is: it lies within the output itself, so that there is never one without the other.
 * Immutable.
 */
final class BatchRecord {

	/** The key of the {@link WorkHash}. */
	static final String WORK = "work";

	/** The key of the number of files that the result is written to. */
	static final String FILES = "files";

	/** The key of the similarity to the input, from 1 for the same image down. */
	static final String SSIM = "ssim";

	/** The key of the mean absolute difference from the input, as a share of the range from black to white. */
	static final String MAD = "mad";

	/** As many digits may the number of pictures of a file have. */
	private static final int DIGITS = 6;

	private final List<Path> files;

	private final Map<String, String> values;

	private BatchRecord(List<Path> files, Map<String, String> values) {
		this.files = files;
		this.values = Collections.unmodifiableMap(values);
	}

	/**
	 * Looks for an output that is whole, and the work of a hash.
	 *
	 * @param output the file, or the one whose name those of several pictures have been made of
	 * @throws IOException if a file cannot be read
	 */
	static Optional<BatchRecord> find(Path output, String work) throws IOException {
		for (Path first : firsts(output)) {
			Optional<Map<String, String>> values = values(first, work);
			if (values.isEmpty()) continue;
			List<Path> files = ImageFiles.files(output, count(values.get()));
			if (files.get(0).equals(first) && areAll(files, work)) return Optional.of(new BatchRecord(files, values.get()));
		}
		return Optional.empty();
	}

	/** The files that the result lies in. */
	List<Path> files() {
		return files;
	}

	/** What it was made with, and how similar it is to its input; masks and what is very long may be missing. */
	Map<String, String> values() {
		return values;
	}

	// -- Helper methods --

	/** The names that the only file, or the first of several, may have. */
	private static List<Path> firsts(Path output) {
		List<Path> names = new ArrayList<>(List.of(output));
		for (int digits = 1, count = 2; digits <= DIGITS; digits++, count = digits == 2 ? 10 : 10 * count)
			names.add(ImageFiles.file(output, 1, count));
		return names.stream().filter(Files::isRegularFile).collect(Collectors.toList());
	}

	private static Optional<Map<String, String>> values(Path file, String work) throws IOException {
		return GenerationXmp.read(file).map(info -> info.values()).filter(values -> work.equals(values.get(WORK)));
	}

	private static boolean areAll(List<Path> files, String work) throws IOException {
		for (Path file : files)
			if (!Files.isRegularFile(file) || values(file, work).isEmpty()) return false;
		return true;
	}

	private static int count(Map<String, String> values) {
		try {
			return Math.max(1, Integer.parseInt(values.getOrDefault(FILES, "1")));
		}
		catch (NumberFormatException e) {
			return 1;
		}
	}
}
