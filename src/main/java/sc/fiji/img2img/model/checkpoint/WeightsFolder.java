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

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.io.JsonFile;

/** A network's folder in diffusers' layout: its weights lie in one safetensors file, or in several with an index. */
final class WeightsFolder {

	private static final String INDEX = ".safetensors.index";

	private static final String ENDING = ".safetensors";

	private WeightsFolder() {
		// NB: one look.
	}

	/** Whether a folder has weights of that kind, or an index of them. */
	static boolean is(Path folder) throws IOException {
		return Files.isDirectory(folder) && !names(folder).isEmpty();
	}

	/**
	 * The files of the weights, whole ones before those of half precision.
	 *
	 * @throws IOException if there are none, or one is missing; the message says what is there instead
	 */
	static List<Path> files(Path folder) throws IOException {
		List<String> names = names(folder);
		List<Path> files = new ArrayList<>();
		if (names.isEmpty()) throw new IOException("There are no weights as .safetensors in " + folder + other(folder) + ".");
		String first = names.get(0);
		if (!first.contains(INDEX)) return List.of(folder.resolve(first));
		for (String name : indexed(folder.resolve(first))) {
			Path file = folder.resolve(name);
			if (!Files.isRegularFile(file)) throw new IOException("The weights file " + file + " is missing, which " + first +
				" names; the download is incomplete.");
			files.add(file);
		}
		return files;
	}

	// -- Helper methods --

	/** What weights may be read from, the best first: as published, then variants; indices before parts. */
	private static List<String> names(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(ENDING) && !name.matches(
				".*-\\d{5}-of-\\d{5}.*") || name.contains(INDEX) && name.endsWith(".json")).filter(name -> name.startsWith(
					"diffusion_pytorch_model.") || name.startsWith("model.")).sorted((a, b) -> rank(a) != rank(b) ? rank(a) - rank(b)
						: a.compareTo(b)).collect(Collectors.toList());
		}
	}

	private static int rank(String name) {
		boolean plain = name.equals("model" + ENDING) || name.equals("diffusion_pytorch_model" + ENDING) || name.equals(
			"model" + INDEX + ".json") || name.equals("diffusion_pytorch_model" + INDEX + ".json");
		// NB: weights without an average over the training are for training on.
		return plain ? 0 : name.contains("non_ema") ? 2 : 1;
	}

	private static Set<String> indexed(Path index) throws IOException {
		JsonObject json = JsonFile.of(index).json();
		JsonElement map = json.get("weight_map");
		if (map == null || !map.isJsonObject() || map.getAsJsonObject().size() == 0) throw new IOException("The index " +
			index + " should have a weight_map with a file for each tensor.");
		Set<String> names = new TreeSet<>();
		for (JsonElement file : map.getAsJsonObject().asMap().values()) {
			String name = file.isJsonPrimitive() ? file.getAsString() : "";
			if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.equals("..")) throw new IOException(
				"The index " + index + " names the file \"" + Excerpt.of(name) +
					"\", which is not in its own directory; such a model is not opened.");
			names.add(name);
		}
		return names;
	}

	private static String other(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).filter(name -> name.matches(
				"(?i).*\\.(bin|ckpt|pt|pth|msgpack)")).sorted().findFirst().map(name -> ", only " + name +
					", a pickle for PyTorch, which can run code when it is read").orElse("");
		}
	}
}
