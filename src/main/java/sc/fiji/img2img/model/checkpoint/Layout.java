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
package sc.fiji.img2img.model.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

import sc.fiji.img2img.io.JsonFile;

/** What lies in a place: the parts of a model, however they are spread over files. Immutable. */
final class Layout {

	private static final Map<Role, String> FOLDERS = new EnumMap<>(Map.of(Role.UNET, "unet", Role.VAE, "vae",
		Role.TEXT_ENCODER, "text_encoder", Role.TEXT_ENCODER_2, "text_encoder_2"));

	private final Path path;

	private final Map<Role, Part> parts = new EnumMap<>(Role.class);

	/** All tensors by the names that the files give them. */
	private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

	private final Map<String, String> metadata = new LinkedHashMap<>();

	private Layout(Path path) {
		this.path = path;
	}

	/**
	 * Looks at a file, at a folder in diffusers' layout, or at that of one network.
	 *
	 * @throws IOException if there is nothing of that kind, or it is incomplete; the message says what is there instead
	 */
	static Layout of(Path path) throws IOException {
		Layout layout = new Layout(path);
		if (!Files.isDirectory(path)) layout.addFile();
		else if (WeightsFolder.is(path)) layout.addFolder(path);
		else layout.addPipeline();
		return layout;
	}

	/** The parts of two files, which belong together. */
	static Layout of(Path first, Path second) throws IOException {
		Layout layout = new Layout(first);
		Map<String, StoredTensor> own = new LinkedHashMap<>();
		for (Path file : new Path[] { first, second })
			Parts.of(file, TensorFile.read(file).tensors(), JsonFile.empty(file)).values().forEach(part -> own.putAll(part
				.weights().tensors()));
		layout.tensors.putAll(own);
		layout.parts.putAll(Parts.of(first, own, JsonFile.empty(first)));
		return layout;
	}

	/** Whether a folder is one of diffusers' layout with weights as safetensors, which were not exported beside. */
	static boolean isPipeline(Path folder) throws IOException {
		Path unet = folder.resolve(FOLDERS.get(Role.UNET));
		return !Files.isRegularFile(unet.resolve("model.onnx")) && WeightsFolder.is(unet);
	}

	Path path() {
		return path;
	}

	Map<Role, Part> parts() {
		return parts;
	}

	Map<String, StoredTensor> tensors() {
		return tensors;
	}

	Map<String, String> metadata() {
		return metadata;
	}

	/** A configuration file in the folder; empty where there is none. */
	JsonFile config(String name) throws IOException {
		return JsonFile.of(path.resolve(name));
	}

	// -- Helper methods --

	private void addPipeline() throws IOException {
		OtherModel.refusePipeline(path, config("model_index.json"));
		for (Map.Entry<Role, String> folder : FOLDERS.entrySet()) {
			Path own = path.resolve(folder.getValue());
			if (Files.isDirectory(own)) addFolder(own);
		}
	}

	private void addFolder(Path folder) throws IOException {
		JsonFile config = JsonFile.of(folder.resolve("config.json"));
		Map<String, StoredTensor> all = new LinkedHashMap<>();
		for (Path file : WeightsFolder.files(folder)) {
			TensorFile read = TensorFile.read(file);
			all.putAll(read.tensors());
			metadata.putAll(read.metadata());
		}
		boolean second = folder.getFileName() != null && folder.getFileName().toString().equals(FOLDERS.get(
			Role.TEXT_ENCODER_2));
		for (Map.Entry<Role, Part> part : Parts.of(folder, all, config).entrySet())
			parts.put(second && part.getKey() == Role.TEXT_ENCODER ? Role.TEXT_ENCODER_2 : part.getKey(), part.getValue());
		tensors.putAll(all);
	}

	private void addFile() throws IOException {
		TensorFile read = TensorFile.read(path);
		tensors.putAll(read.tensors());
		metadata.putAll(read.metadata());
		parts.putAll(Parts.of(path, read.tensors(), JsonFile.empty(path)));
	}
}
