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

import ij.Prefs;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;

/**
 * What a dialog was told last, kept in ImageJ's preferences; nothing but the dialog asks for it.
 * <p>
 * The output file is forgotten, lest the next result overwrite it.
 * </p>
 */
final class DialogMemory {

	private final String key;

	private final List<Setting<?>> known;

	DialogMemory(String title, List<Setting<?>> known) {
		key = title.toLowerCase(Locale.ROOT).replace(' ', '.') + ".dialog";
		this.known = known;
	}

	/** What was kept, as far as it can still be read; the defaults otherwise. */
	Img2ImgSettings recall() {
		Img2ImgSettings settings = Img2ImgSettings.defaults();
		try {
			for (Map.Entry<String, String> text : MacroOptions.read(Prefs.get(key, ""), known).entrySet())
				settings = settings.parse(CommandSettings.find(text.getKey(), known), text.getValue());
		}
		catch (IllegalArgumentException e) {
			// NB: another version of the program wrote it.
		}
		return settings;
	}

	/** Keeps what was told. */
	void keep(Img2ImgSettings settings) {
		Prefs.set(key, MacroOptions.write(settings.without(CommandSettings.OUTPUT), known));
	}
}
