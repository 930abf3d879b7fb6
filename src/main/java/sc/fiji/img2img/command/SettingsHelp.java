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
import java.util.stream.Collectors;

import sc.fiji.img2img.Setting;

/** What a dialog's Help button shows: each setting with its macro key and what it does. */
final class SettingsHelp {

	private SettingsHelp() {
		// NB: makes a text.
	}

	/** The help as ImageJ shows it. */
	static String html(List<Setting<?>> known) {
		return "<html><body><p>The word behind each name is its key in macros and on the command line.</p><dl>" + known.stream()
			.map(SettingsHelp::entry).collect(Collectors.joining()) + "</dl></body></html>";
	}

	private static String entry(Setting<?> setting) {
		String initial = setting.defaultValue().toString();
		boolean worthSaying = !initial.isEmpty() && setting.type() != Boolean.class;
		return "<dt><b>" + Html.escape(setting.label()) + "</b> &nbsp; <tt>" + setting.key() + "</tt></dt><dd>" + Html.escape(setting
			.help()) + (worthSaying ? " Default: " + Html.escape(initial) + "." : "") + "<br>&nbsp;</dd>";
	}
}
