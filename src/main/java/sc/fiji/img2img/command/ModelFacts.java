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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.model.Model;

/** What dialogs need to know of the model and the LoRAs of some settings. Immutable. */
final class ModelFacts {

	private final Img2ImgSettings standards;

	/** Who suggests some of them. */
	private final String adviser;

	private final List<String> prompts;

	private final List<String> loras;

	private final List<String> words;

	private final RunStart start;

	private ModelFacts(Img2ImgSettings standards, String adviser, RunStart start, List<String> prompts,
		List<String> loras, String... words)
	{
		this.standards = standards;
		this.adviser = adviser;
		this.start = start;
		this.prompts = prompts;
		this.loras = loras;
		this.words = List.of(words);
	}

	/** Looks at the files. */
	static ModelFacts of(Img2ImgSettings settings) {
		RunStart start = start(settings);
		List<String> loras = LoraChoice.names(settings);
		String[] words = { ModelChoice.words(settings.get(CommandSettings.MODEL)), LoraChoice.words(settings) };
		try {
			Model model = ModelChoice.finder().open(settings.get(CommandSettings.MODEL));
			return new ModelFacts(settings.forModel(model).unset(), settings.adviser(model), start, model.suggestions()
				.prompts(), loras, words);
		}
		catch (IOException e) {
			// NB: what is wrong with the model is said when it is used.
			return new ModelFacts(Img2ImgSettings.defaults(), "", start, List.of(), loras, words);
		}
	}

	/** Settings of which none is set: what the model suggests, and defaults. */
	Img2ImgSettings standards() {
		return standards;
	}

	/** How runs begin. */
	RunStart start() {
		return start;
	}

	/** Prompts that the model knows. */
	List<String> prompts() {
		return prompts;
	}

	/** The LoRAs that are found by name. */
	List<String> loras() {
		return loras;
	}

	/** What the model is and suggests, and what the chosen LoRAs say of themselves, in lines. */
	String words() {
		String suggested = standards.suggested().stream().map(setting -> setting.label() + " " + standards.get(setting))
			.collect(Collectors.joining(", "));
		return Stream.of(words.get(0), suggested.isEmpty() ? "" : "T" + adviser.substring(1) + " suggests: " + suggested, words.get(1)).filter(
			line -> !line.isEmpty()).collect(Collectors.joining("\n"));
	}

	private static RunStart start(Img2ImgSettings settings) {
		try {
			return RunStart.of(ModelChoice.finder().open(settings.get(CommandSettings.MODEL), settings.get(Img2ImgSettings.VAE)));
		}
		catch (IOException | IllegalArgumentException e) {
			// NB: as above.
			return RunStart.UNKNOWN;
		}
	}
}
