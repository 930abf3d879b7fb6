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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import sc.fiji.img2img.image.ij.ImageFiles;

/**
 * What outputs are called: as their inputs, in the same format if it is one that is written, else as TIFF. Immutable.
 */
final class OutputNames {

	/** The names that outputs have if theirs is kept, or if only the ending is another one. */
	private final Set<String> taken = new HashSet<>();

	private final Set<String> twice = new HashSet<>();

	/** @param all inputs of all shares */
	OutputNames(List<InputFile> all) {
		for (InputFile file : all)
			if (isWritten(file.name())) taken.add(file.name());
		for (String name : all.stream().map(InputFile::name).filter(name -> !isWritten(name)).distinct().collect(Collectors
			.toList()))
			if (!taken.add(tiff(name))) twice.add(tiff(name));
	}

	/** The output's name below the output folder: of a.bmp a.tif, or a.bmp.tif where another input's is called so. */
	String of(InputFile input) {
		String name = input.name();
		if (isWritten(name)) return name;
		return twice.contains(tiff(name)) ? name + ".tif" : tiff(name);
	}

	private static boolean isWritten(String name) {
		return ImageFiles.isWritten(Path.of(name));
	}

	private static String tiff(String name) {
		return InputFile.stem(name) + ".tif";
	}
}
