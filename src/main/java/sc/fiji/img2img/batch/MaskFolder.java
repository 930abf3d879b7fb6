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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder of masks that are called as the images which they belong to, whatever their formats. Looks once; not thread-safe. */
final class MaskFolder {

	private final Path folder;

	/** The images of each folder by their names without endings. */
	private final Map<Path, Map<String, List<Path>>> images = new HashMap<>();

	private MaskFolder(Path folder) {
		this.folder = folder;
	}

	/**
	 * A folder.
	 *
	 * @throws IllegalArgumentException if it is none
	 */
	static MaskFolder of(Path folder) {
		if (!Files.isDirectory(folder)) throw new IllegalArgumentException("masks should be a folder, but there is none at " +
			folder + ".");
		return new MaskFolder(folder);
	}

	/**
	 * The mask of an image.
	 *
	 * @param name the image's, with slashes
	 * @throws IOException if it has none, or more than one
	 */
	Path find(String name) throws IOException {
		Path place = folder.resolve(InputFile.stem(name));
		Map<String, List<Path>> there = images.get(place.getParent());
		if (there == null) {
			there = list(place.getParent());
			images.put(place.getParent(), there);
		}
		List<Path> masks = there.getOrDefault(place.getFileName().toString(), List.of());
		if (masks.isEmpty()) throw new IOException("There is no mask for it: no image called " + place.getFileName() + " in " +
			place.getParent() + ".");
		if (masks.size() > 1) throw new IOException("There are several masks for it: " + masks.stream().map(Path::toString)
			.collect(Collectors.joining(", ")) + ".");
		return masks.get(0);
	}

	private static Map<String, List<Path>> list(Path folder) throws IOException {
		Map<String, List<Path>> found = new HashMap<>();
		if (!Files.isDirectory(folder)) return found;
		try (Stream<Path> files = Files.list(folder)) {
			files.sorted().forEach(file -> {
				String name = file.getFileName().toString();
				if (InputFiles.isImage(name)) found.computeIfAbsent(InputFile.stem(name), key -> new ArrayList<>()).add(file);
			});
		}
		return found;
	}
}
