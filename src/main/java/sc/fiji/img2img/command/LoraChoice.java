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

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.lora.LoraFolders;
import sc.fiji.img2img.lora.LoraRequest;

/** What dialogs say of LoRAs: which there are, and the words that call for what the chosen ones were trained on. */
final class LoraChoice {

	private LoraChoice() {
		// NB: a few questions.
	}

	/** The LoRAs that are found by name, for the model and the folder of the settings. */
	static List<String> names(Img2ImgSettings settings) {
		try {
			LoraFolders folders = folders(settings);
			return folders.list().stream().map(folders::name).collect(Collectors.toList());
		}
		catch (IOException | IllegalArgumentException e) {
			// NB: a list is an offer; what is wrong with the model or the folder is said when they are used.
			return List.of();
		}
	}

	/** The settings' LoRAs, by name where they are found by it. */
	static String named(Img2ImgSettings settings) {
		String text = settings.get(Img2ImgSettings.LORA);
		try {
			LoraFolders folders = folders(settings);
			List<LoraRequest> requests = LoraRequest.list(text, 1);
			List<LoraRequest> others = LoraRequest.list(text, 2);
			List<String> named = new ArrayList<>();
			for (int i = 0; i < requests.size(); i++) {
				LoraRequest request = requests.get(i);
				boolean ownWeight = request.unet() == others.get(i).unet();
				named.add(folders.name(folders.find(request.name())) + (ownWeight ? weight(request) : ""));
			}
			return String.join(";", named);
		}
		catch (IOException | IllegalArgumentException e) {
			// NB: what is wrong with it is said where it is used.
			return text;
		}
	}

	/** The trigger words of the LoRAs that are chosen, or what is wrong with them; empty if there is nothing to say. */
	static String words(Img2ImgSettings settings) {
		List<String> lines = new ArrayList<>();
		try {
			for (LoraRequest request : LoraRequest.list(settings.get(Img2ImgSettings.LORA), 1)) {
				LoraFile file = request.open(folders(settings)).file();
				if (file.triggerWords().isEmpty()) lines.add(file.name() + " names no trigger words.");
				else lines.add("Trigger words of " + file.name() + ": " + String.join(", ", file.triggerWords()));
			}
		}
		catch (IOException | RuntimeException e) {
			lines.add(Failure.sentence(e));
		}
		return String.join("; ", lines);
	}

	private static String weight(LoraRequest request) {
		return ":" + (request.text() == request.unet() ? "" : request.text() + ":") + request.unet();
	}

	private static LoraFolders folders(Img2ImgSettings settings) throws IOException {
		return LoraFolders.of(ModelChoice.finder().find(settings.get(CommandSettings.MODEL)), settings.get(
			Img2ImgSettings.LORAFOLDER));
	}
}
