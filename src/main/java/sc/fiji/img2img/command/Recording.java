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

import ij.plugin.frame.Recorder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;

/**
 * What the macro recorder is to write down of a run: what differs from what holds anyway, so that the line gives the same image
 * again, with names instead of paths where other machines would find the same by them.
 */
final class Recording {

	private Recording() {
		// NB: goes to ImageJ's one recorder.
	}

	/**
	 * The texts to write down, by key; those of switches are "true".
	 *
	 * @param settings as they were run
	 */
	static Map<String, String> texts(Img2ImgSettings settings, List<Setting<?>> known) {
		Img2ImgSettings named = settings.with(CommandSettings.MODEL, ModelChoice.name(settings.get(CommandSettings.MODEL)))
			.with(Img2ImgSettings.LORA, LoraChoice.named(settings));
		Map<String, String> texts = new LinkedHashMap<>();
		for (Setting<?> setting : known)
			if (setting != CommandSettings.PREVIEW && !named.isStandard(setting)) texts.put(setting.key(), named.get(setting).toString());
		return texts;
	}

	/**
	 * A text as it stands in a macro's options, but for escapes.
	 * <p>
	 * The recorder itself adds brackets where there is a blank, and nothing elsewhere.
	 * </p>
	 */
	static String quote(String text) {
		return text.indexOf(' ') >= 0 ? text : MacroOptions.quote(text);
	}

	/** Begins a command's record anew: whatever the user did meanwhile has made the recorder forget what is running. */
	static void begin(String label) {
		Recorder.setCommand(label);
		Recorder.resetCommandOptions();
	}

	/** Writes down a command of ImageJ that has run, except in macros. */
	static void record(String label, Img2ImgSettings settings, List<Setting<?>> known) {
		if (!Recorder.record) return;
		begin(label);
		texts(settings, known).forEach((key, text) -> {
			if (CommandSettings.find(key, known).type() == Boolean.class) Recorder.recordOption(key);
			else Recorder.recordOption(key, Recorder.fixString(quote(text)));
		});
	}

	/** Takes back what was begun for a command that gave no result. */
	static void forget() {
		if (Recorder.record) begin(null);
	}
}
