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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Preset;
import sc.fiji.img2img.Presets;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.model.Model;

/** Presets in macros, scripts and dialogs. */
class PresetMacroTest {

	@TempDir
	private Path folder;

	@BeforeEach
	void savePreset() {
		System.setProperty("img2img.presets", folder.toString());
		Presets.save(Preset.of(Img2ImgSettings.defaults().with(Img2ImgSettings.STRENGTH, 0.6).with(Img2ImgSettings.GUIDANCE, 3.0),
			"sd15"), "Sharp nuclei");
	}

	@AfterEach
	void forgetFolder() {
		System.clearProperty("img2img.presets");
	}

	@Test
	void theMacrosOwnWordsComeFirstAndTheModelsLast() throws IOException {
		Path model = TestModels.copy("sd15", folder.resolve("model"));
		Files.writeString(model.resolve("img2img.json"), "{\"guidance\":2,\"steps\":30,\"prompt\":\"cells\"}");
		Img2ImgSettings settings = CommandSettings.parse(MacroOptions.read(
			"strength=0.5 preset=[sharp nuclei] prompt=nuclei")).forModel(Model.open(model));
		assertEquals(0.5, settings.get(Img2ImgSettings.STRENGTH));
		assertEquals("nuclei", settings.get(Img2ImgSettings.PROMPT));
		assertEquals(3, settings.get(Img2ImgSettings.GUIDANCE));
		assertEquals(30, settings.get(Img2ImgSettings.STEPS));
		assertEquals("sd15", settings.get(CommandSettings.MODEL));
		assertEquals(1, settings.get(Img2ImgSettings.LORAWEIGHT));
	}

	@Test
	void aMacroOfTheRecorderNeedsNoPreset() {
		Img2ImgSettings settings = CommandSettings.parse(Map.of("preset", "sharp nuclei"));
		assertEquals("strength=0.6 guidance=3.0 model=sd15", MacroOptions.write(settings));
	}

	@Test
	void aPromptMayEndBeforeAPreset() {
		assertEquals(Map.of("prompt", "[a] b", "preset", "x"), MacroOptions.read("prompt=[[a] b] preset=x"));
	}

	@Test
	void scriptsNameItToo() {
		Img2ImgCommand command = new Img2ImgCommand();
		command.hold(Map.of());
		set(command, "preset", "Sharp nuclei");
		assertEquals(0.6, command.fields().get(Img2ImgSettings.STRENGTH));
		set(command, "strength", 0.9);
		assertEquals(0.9, command.fields().get(Img2ImgSettings.STRENGTH));
		assertEquals(3, command.fields().get(Img2ImgSettings.GUIDANCE));
		set(command, "preset", "absent");
		assertThrows(IllegalArgumentException.class, command::fields);
	}

	@Test
	void fieldsShowIt() {
		SettingFields fields = new SettingFields(CommandSettings.all(), Img2ImgSettings.defaults().with(Img2ImgSettings.STEPS, 50)
			.with(CommandSettings.OUTPUT, "out.tif"), Img2ImgSettings.defaults());
		fields.take(Presets.find("Sharp nuclei"));
		Img2ImgSettings given = fields.given();
		assertEquals(List.of(0.6, 3.0, "sd15", "out.tif"), List.of(given.get(Img2ImgSettings.STRENGTH), given.get(
			Img2ImgSettings.GUIDANCE), given.get(CommandSettings.MODEL), given.get(CommandSettings.OUTPUT)));
		assertFalse(given.isSet(Img2ImgSettings.STEPS));
		assertTrue(fields.isStandard(Img2ImgSettings.PROMPT));
	}

	private static void set(SettingInputs command, String name, Object value) {
		try {
			Field field = (name.equals("preset") ? PresetInput.class : SettingInputs.class).getDeclaredField(
				name);
			field.setAccessible(true);
			field.set(command, value);
		}
		catch (ReflectiveOperationException e) {
			throw new IllegalStateException(e);
		}
	}
}
