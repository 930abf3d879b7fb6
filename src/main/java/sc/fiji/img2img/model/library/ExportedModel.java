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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.io.ByteCount;
import sc.fiji.img2img.io.JsonFile;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.model.ModelFiles;

/** A folder of networks in ONNX files, by the names of its folders and its configuration. Immutable. */
final class ExportedModel {

	private static final List<String> NETWORKS = List.of(Model.TEXT_ENCODER, Model.TEXT_ENCODER_2, Model.UNET,
		Model.VAE_ENCODER, Model.VAE_DECODER);

	/** The width of the text that each of the two is trained with. */
	private static final int SD1_TEXT = 768;
	private static final int SD2_TEXT = 1024;

	private final Path folder;

	private final List<String> present = new ArrayList<>();

	private ExportedModel(Path folder) throws IOException {
		this.folder = folder;
		for (String network : NETWORKS)
			if (isExported(folder.resolve(network))) present.add(network);
	}

	/** Looks at a folder, be it one of a model or not. */
	static ExportedModel of(Path folder) throws IOException {
		return new ExportedModel(folder);
	}

	/** The networks that there are, with the sizes of their files; a network a line. */
	List<String> parts() throws IOException {
		List<String> lines = new ArrayList<>();
		for (String network : present)
			lines.add(network + ": " + ByteCount.text(ModelFiles.bytes(folder.resolve(network))) + " as ONNX");
		return lines;
	}

	/** The family, as a noun phrase. */
	String kind() throws IOException {
		boolean second = present.contains(Model.TEXT_ENCODER_2);
		String inpainting = config("in_channels", 4) == 9 ? " for inpainting" : "";
		if (second) return "Stable Diffusion XL" + (present.contains(Model.TEXT_ENCODER) ? "" : " refiner") + inpainting;
		int text = config("cross_attention_dim", 0);
		return "Stable Diffusion" + (text == SD1_TEXT ? " 1" : text == SD2_TEXT ? " 2" : "") + inpainting;
	}

	/** Whether it can be run. */
	boolean isWhole() {
		return missing().isEmpty();
	}

	/** Whether it can be run, in a sentence. */
	String verdict() {
		return isWhole() ? "It can be run." : "It cannot be run without " + String.join(", ", missing()) +
			", exported to ONNX as the rest.";
	}

	private List<String> missing() {
		List<String> missing = NETWORKS.stream().filter(network -> !present.contains(network) && !network.startsWith(
			Model.TEXT_ENCODER)).collect(Collectors.toList());
		if (present.stream().noneMatch(network -> network.startsWith(Model.TEXT_ENCODER))) missing.add(0, Model.TEXT_ENCODER);
		return missing;
	}

	private int config(String key, int defaultValue) throws IOException {
		JsonFile config = JsonFile.of(folder.resolve(Model.UNET).resolve("config.json"));
		return config.has(key) && config.json().get(key).isJsonPrimitive() ? (int) config.number(key, defaultValue)
			: defaultValue;
	}

	private static boolean isExported(Path network) throws IOException {
		if (!Files.isDirectory(network)) return false;
		try (Stream<Path> files = Files.list(network)) {
			return files.anyMatch(file -> file.toString().endsWith(".onnx"));
		}
	}
}
