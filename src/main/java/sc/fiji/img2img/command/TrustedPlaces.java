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
package sc.fiji.img2img.command;

import ij.IJ;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.lora.LoraFolders;
import sc.fiji.img2img.lora.LoraPrompt;
import sc.fiji.img2img.lora.LoraRequest;
import sc.fiji.img2img.model.ModelFinder;

/**
 * The models, VAEs, LoRAs and folders that the Info of an image names: it may come from anybody, and to look at a place on another
 * machine can tell that one who does so.
 * <p>
 * Trusted is what is found by itself, and what has been used since ImageJ started. Thread-safe.
 * </p>
 */
final class TrustedPlaces {

	private static final Set<String> USED = ConcurrentHashMap.newKeySet();

	private TrustedPlaces() {
		// NB: what is known is the same for all.
	}

	/** Takes note of what has been used, as the Info of a result names it. */
	static void used(Map<String, String> info) {
		named(info).keySet().forEach(USED::add);
	}

	/**
	 * Returns if nothing is opened that neither is found by itself nor was used before, or if the user agrees to it.
	 *
	 * @param info what an image names
	 * @param given the keys that the user gave other values for
	 * @param asks whether there is somebody to be asked
	 * @throws IllegalArgumentException if there is nobody; the message says how to agree
	 * @throws CancellationException if the user does not agree
	 */
	static void require(Map<String, String> info, Set<String> given, boolean asks) {
		Map<String, String> taken = new LinkedHashMap<>(info);
		taken.keySet().removeAll(given);
		Map<String, String> foreign = named(taken);
		foreign.keySet().removeIf(place -> USED.contains(place) || isKnown(place, foreign.get(place), info));
		if (foreign.isEmpty()) return;
		String places = foreign.entrySet().stream().map(entry -> "the " + word(entry.getValue()) + " \"" + Excerpt.of(entry
			.getKey()) + "\"").collect(Collectors.joining(" and "));
		if (!asks) throw new IllegalArgumentException("The image says that it was made with " + places +
			", which Img2Img opens only with your consent; to give it, name it: run(\"Img2Img Again\", \"" + foreign
				.values().stream().distinct().map(key -> key + "=[...]").collect(Collectors.joining(" ")) + "\").");
		if (!IJ.showMessageWithCancel("Img2Img Again", Failure.wrap("The image says that it was made with\n" + places +
			".\nOpen it?")))
			throw new CancellationException();
	}

	/** The places that values name, each with the key of the setting that names it. */
	private static Map<String, String> named(Map<String, String> values) {
		Map<String, String> places = new LinkedHashMap<>();
		for (LoraRequest request : LoraRequest.list(text(values, Img2ImgSettings.LORA.key()), 1))
			places.put(request.name(), Img2ImgSettings.LORA.key());
		if (!Boolean.parseBoolean(text(values, Img2ImgSettings.LITERAL.key()))) for (LoraRequest request : LoraPrompt.of(text(
			values, Img2ImgSettings.PROMPT.key())).requests())
			places.put(request.name(), Img2ImgSettings.PROMPT.key());
		for (String key : new String[] { Img2ImgSettings.LORAFOLDER.key(), Img2ImgSettings.VAE.key(), CommandSettings.MODEL.key() })
			if (!text(values, key).isBlank()) places.put(text(values, key).trim(), key);
		return places;
	}

	/** NB: a place that is not known must not even be looked at. */
	private static boolean isKnown(String place, String key, Map<String, String> info) {
		ModelFinder finder = ModelChoice.finder();
		if (key.equals(CommandSettings.MODEL.key())) return finder.isFound(place);
		boolean within = !place.contains(":") && !place.startsWith("/") && !place.startsWith("\\") && !place.contains("..");
		if (within) return true;
		String model = text(info, CommandSettings.MODEL.key());
		if (!USED.contains(model) && !isKnown(model, CommandSettings.MODEL.key(), info)) return false;
		try {
			return LoraFolders.of(finder.find(model), "").list().stream().anyMatch(file -> isSame(file, place));
		}
		catch (IOException e) {
			return false;
		}
	}

	private static boolean isSame(Path known, String place) {
		return known.toString().equals(place) || known.toAbsolutePath().toString().equals(place);
	}

	private static String text(Map<String, String> values, String key) {
		return values.getOrDefault(key, "");
	}

	private static String word(String key) {
		if (key.equals(CommandSettings.MODEL.key())) return "model";
		if (key.equals(Img2ImgSettings.VAE.key())) return "VAE";
		return key.equals(Img2ImgSettings.LORAFOLDER.key()) ? "folder of LoRAs" : "LoRA";
	}
}
