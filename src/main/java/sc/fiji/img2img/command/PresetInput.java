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

import java.util.List;
import java.util.Set;

import org.scijava.command.ContextCommand;
import org.scijava.plugin.Parameter;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Presets;
import sc.fiji.img2img.Setting;

/** The field for a preset, which settings start from. Not thread-safe. */
abstract class PresetInput extends ContextCommand {

	@Parameter(label = "Preset", description = "A preset, by name or file: what it says holds where no other value than the " +
		"default is given.", required = false, persist = false)
	private String preset = "";

	/**
	 * What the preset says of some settings; nothing where there is none.
	 *
	 * @throws IllegalArgumentException if it is none; the message says why
	 */
	final Img2ImgSettings start(List<Setting<?>> known) {
		boolean named = preset != null && !preset.isBlank();
		return named ? Presets.find(preset).apply(known, Set.of()) : Img2ImgSettings.defaults();
	}

	/** Says nothing of it any more. */
	final void forgetPreset() {
		preset = null;
	}
}
