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
package sc.fiji.img2img.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import sc.fiji.img2img.io.JsonFile;
import sc.fiji.img2img.model.checkpoint.TinyCheckpoint;

/** Small autoencoders (TAESD) that lie beside a model or in a folder of models, under the names that they are published by. */
public final class SmallVae {

	private static final List<String> ENDINGS = List.of("_decoder.safetensors", ".safetensors", "");

	private SmallVae() {
		// NB: a place.
	}

	/**
	 * Where there is one.
	 *
	 * @param name taesd or taesdxl
	 */
	public static Optional<Path> find(Model model, String name) {
		for (Path folder : folders(model))
			for (String ending : ENDINGS) {
				Path place = folder.resolve(name + ending);
				if (ending.isEmpty() ? Files.isDirectory(place) : Files.isRegularFile(place)) return Optional.of(place);
			}
		return Optional.empty();
	}

	/** Says that there is none, and where one would be found. */
	public static IOException missing(Model model, String name, String family) {
		List<Path> folders = folders(model);
		return new IOException("decoder is tiny, but there is no small decoder for " + family + " here; put " + name +
			".safetensors or " + name + "_decoder.safetensors into " + folders.get(folders.size() - 1) +
			", or get it by img2img models add " + name + ".");
	}

	/**
	 * The decoder of one.
	 *
	 * @param place as {@link #find} gives it
	 * @throws IOException if it is no small autoencoder, or lacks its decoder
	 */
	public static Component decoder(Path place) throws IOException {
		TinyCheckpoint tiny = TinyCheckpoint.open(place);
		return new CheckpointComponent("tiny_decoder", tiny::buildDecoder, JsonFile.empty(place), tiny.bytes(), place);
	}

	private static List<Path> folders(Model model) {
		Path path = model.path().toAbsolutePath();
		List<Path> folders = new ArrayList<>();
		if (Files.isDirectory(path)) folders.add(path);
		if (path.getParent() != null) folders.add(path.getParent());
		for (Path folder : model.folders().all())
			folders.addAll(List.of(folder.resolve(ModelFolders.VAES), folder));
		return folders;
	}
}
