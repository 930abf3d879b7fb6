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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;

/** Each setting is in dialogs, in macros and in commands. */
class EverySettingTest {

	@Test
	void dialogsHaveAFieldForIt() {
		SettingFields fields = new SettingFields(CommandSettings.grid(), Img2ImgSettings.defaults(), Img2ImgSettings
			.defaults());
		for (Setting<?> setting : CommandSettings.grid()) {
			assertNotNull(fields.of(setting), setting.key());
			fields.of(setting).set(other(setting));
			assertEquals(other(setting), fields.given().get(setting).toString(), setting.key());
			fields.reset();
		}
	}

	@Test
	void macrosReadAndWriteIt() {
		for (Setting<?> setting : CommandSettings.grid()) {
			Img2ImgSettings settings = CommandSettings.parse(Map.of(setting.key(), other(setting)), CommandSettings.grid());
			String written = MacroOptions.write(settings, CommandSettings.grid());
			assertEquals(settings, CommandSettings.parse(MacroOptions.read(written, CommandSettings.grid()), CommandSettings
				.grid()), written);
		}
	}

	@Test
	void commandsHandItOn() {
		Img2ImgGridCommand command = new Img2ImgGridCommand();
		for (Setting<?> setting : CommandSettings.grid()) {
			command.hold(Map.of(setting.key(), other(setting)));
			Img2ImgSettings settings = command.fields();
			assertEquals(other(setting), settings.get(setting).toString().replaceAll("^\\[|\\]$", ""), setting.key());
		}
	}

	/** A value that is not the default, as text. */
	private static String other(Setting<?> setting) {
		if (setting.type() == Boolean.class) return "true";
		if (setting.type() == Double.class) return Double.toString(setting.defaultValue().equals(setting.max()) ? setting.min()
			: setting.max());
		if (Number.class.isAssignableFrom(setting.type())) return setting.max() >= Long.MAX_VALUE ? "7" : Integer.toString(
			(int) setting.max());
		List<String> choices = setting.choices();
		return choices.isEmpty() ? "other" : choices.get(choices.size() - 1);
	}
}
