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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.io.ByteCount;
import sc.fiji.img2img.io.SafeZip;
import sc.fiji.img2img.run.Cancellation;

/** A model in a zip file: one file, or a folder, which may lie in another one. */
final class ZippedModel {

	/** Weights are hardly packed at all; what is packed to less than a twentieth is not meant well. */
	private static final int MOST_RATIO = 20;

	private static final long ALWAYS_ALLOWED = 16 << 20;

	private ZippedModel() {
		// NB: one way out of a zip file.
	}

	/**
	 * Unpacks a zip file.
	 *
	 * @param file what is said names
	 * @param folder to unpack into; empty
	 * @return the model within that folder
	 * @throws IOException if there is none in it, or several
	 */
	static Path unpack(Path zip, Path file, Path folder, Cancellation cancellation) throws IOException {
		try (SafeZip contents = SafeZip.open(zip, file, "a model")) {
			long left = contents.size() * MOST_RATIO + ALWAYS_ALLOWED;
			long stated = contents.names().stream().mapToLong(contents::length).sum();
			if (stated > 0 && stated <= left) ByteCount.requireRoom(folder, stated, "what is in " + file);
			for (String name : contents.names()) {
				cancellation.check();
				Path target = folder.resolve(name);
				Files.createDirectories(target.getParent());
				left -= contents.copy(name, target, left);
			}
		}
		return model(file, folder);
	}

	private static Path model(Path file, Path folder) throws IOException {
		if (Files.exists(folder.resolve("model_index.json")) || Files.isDirectory(folder.resolve("unet"))) return folder;
		List<Path> inside;
		try (Stream<Path> files = Files.list(folder)) {
			inside = files.filter(path -> !path.getFileName().toString().matches("__MACOSX|\\..*")).collect(Collectors.toList());
		}
		List<Path> weights = inside.stream().filter(path -> path.toString().endsWith(Arrival.ENDING)).collect(Collectors
			.toList());
		if (weights.size() == 1) return weights.get(0);
		if (inside.size() == 1 && Files.isDirectory(inside.get(0))) return model(file, inside.get(0));
		throw new IOException(file + " should hold one model, a .safetensors file or a folder, but holds " + (weights.isEmpty()
			? "none" : "several") + "; unpack it, and add what you mean.");
	}
}
