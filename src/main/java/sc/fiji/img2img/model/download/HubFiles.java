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
package sc.fiji.img2img.model.download;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which files of a repository a model consists of. */
final class HubFiles {

	private static final String INDEX = "model_index.json";

	private static final List<String> NETWORKS = List.of("unet", "vae", "vae_encoder", "vae_decoder", "text_encoder",
		"text_encoder_2");

	private static final Set<String> USUAL = Set.of("diffusion_pytorch_model.safetensors",
		"pytorch_lora_weights.safetensors", "model.safetensors");

	private HubFiles() {
		// NB: one choice.
	}

	/**
	 * The files to get; a single one, or those of a folder, with the index of the model among them.
	 *
	 * @param all the paths of all files
	 * @throws IOException if there are none that can be used, or several that may be meant
	 */
	static List<String> choose(HubName name, List<String> all) throws IOException {
		if (!name.file().isEmpty()) {
			if (all.contains(name.file())) return List.of(name.file());
			throw new RefusedException("There is no file " + name.file() + " in " + name.repository() + "; there are " + list(
				single(all)) + ".");
		}
		List<String> pipeline = pipeline(all);
		if (!pipeline.isEmpty()) return pipeline;
		List<String> single = single(all);
		if (single.size() == 1) return single;
		List<String> usual = single.stream().filter(USUAL::contains).collect(Collectors.toList());
		if (usual.size() == 1) return usual;
		if (single.isEmpty()) throw new RefusedException(name.repository() + " has neither .safetensors files nor ONNX files of a " +
			"Stable Diffusion model.");
		throw new RefusedException(name.repository() + " has several models; name the file that you mean, as in " + name
			.repository() + ":" + single.get(0) + ". There are " + list(single) + ".");
	}

	/** Whether chosen files are those of a folder. */
	static boolean isFolder(List<String> chosen) {
		return chosen.contains(INDEX);
	}

	// -- Helper methods --

	private static List<String> pipeline(List<String> all) {
		List<String> chosen = new ArrayList<>();
		if (!all.contains(INDEX)) return chosen;
		boolean exported = all.contains("unet/model.onnx");
		if (!exported && weights("unet", all).isEmpty()) return chosen;
		for (String file : all) {
			String folder = file.contains("/") ? file.substring(0, file.indexOf('/')) : "";
			boolean small = file.matches("(scheduler|tokenizer(_2)?)/[^/]+\\.(json|txt)") || NETWORKS.contains(folder) && file
				.endsWith("/config.json");
			if (file.equals(INDEX) || file.equals("README.md") || small || exported && NETWORKS.contains(folder) && !file.matches(
				".*\\.(bin|safetensors|msgpack)")) chosen.add(file);
		}
		if (!exported) NETWORKS.forEach(network -> chosen.addAll(weights(network, all)));
		return chosen.stream().distinct().collect(Collectors.toList());
	}

	/** A network's weights: those in 16 bits if they are offered, since they take half the room and are what most use. */
	private static List<String> weights(String network, List<String> all) {
		String weights = network + "/(model|diffusion_pytorch_model)[^/]*\\.safetensors(\\.index\\.[^/]*json)?";
		List<String> own = all.stream().filter(file -> file.matches(weights) && !file.contains("non_ema")).collect(Collectors
			.toList());
		List<String> half = own.stream().filter(file -> file.contains("fp16")).collect(Collectors.toList());
		return half.isEmpty() ? own : half;
	}

	private static List<String> single(List<String> all) {
		return all.stream().filter(file -> !file.contains("/") && file.endsWith(".safetensors")).sorted().collect(Collectors
			.toList());
	}

	private static String list(List<String> files) {
		return files.isEmpty() ? "none that can be used" : files.size() <= 8 ? String.join(", ", files) : String.join(", ",
			files.subList(0, 8)) + ", ...";
	}

	/** A path as a part of an address. */
	static String encoded(String path) {
		return Arrays.stream(path.split("/")).map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8)
			.replace("+", "%20")).collect(Collectors.joining("/"));
	}
}
