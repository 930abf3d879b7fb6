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
package sc.fiji.img2img;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings in files, to be used again and shared. */
class PresetTest extends PresetFolder {

	@Test
	void whatIsSavedIsFoundAndTheSame() throws IOException {
		assertEquals(List.of(), Presets.names());
		Img2ImgSettings settings = Img2ImgSettings.defaults().with(Img2ImgSettings.STRENGTH, 0.6).with(Img2ImgSettings.SEED,
			Long.MAX_VALUE).with(Img2ImgSettings.PROMPT, "nuclei \"sharp\"\u00b5").with(Img2ImgSettings.STACK, true).parse(
				Img2ImgSettings.SCHEDULER, "DPM++ 2M Karras");
		Path file = Presets.save(Preset.of(settings.with(Img2ImgSettings.DEVICE, "cpu"), "sd15"), "Sharp nuclei");
		assertEquals(folder.resolve("presets").resolve("Sharp nuclei.json"), file);
		assertTrue(Files.readString(file).contains("\"strength\": 0.6"), Files.readString(file));
		assertFalse(Files.readString(file).contains("device"));
		assertEquals(List.of("Sharp nuclei"), Presets.names());
		for (String name : new String[] { "sharp NUCLEI", file.toString() }) {
			assertEquals(settings, Presets.find(name).apply(Img2ImgSettings.all(), Set.of()));
			assertEquals("sd15", Presets.find(name).model());
		}
		assertEquals(1, file.getParent().toFile().list().length);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void othersMayReadWhatIsSavedAsAnyFile() throws IOException {
		Path file = Presets.save(Preset.of(Img2ImgSettings.defaults(), ""), "shared");
		assertEquals(Files.getPosixFilePermissions(Files.createFile(folder.resolve("any"))), Files.getPosixFilePermissions(file));
	}

	@Test
	void whatIsSaidOtherwiseCounts() {
		Preset preset = Preset.of(Img2ImgSettings.defaults().with(Img2ImgSettings.STRENGTH, 0.6).with(Img2ImgSettings.STEPS, 7), "");
		Img2ImgSettings applied = preset.apply(Img2ImgSettings.all(), Set.of("steps"));
		assertEquals(0.6, applied.get(Img2ImgSettings.STRENGTH));
		assertFalse(applied.isSet(Img2ImgSettings.STEPS));
	}

	@Test
	void theSettingsOfABatchArePreset() throws IOException {
		Path file = Files.writeString(folder.resolve("result.json"),
			"{\"input\":\"a.tif\",\"settings\":{\"strength\":0.5,\"device\":\"webgpu\"},\"run\":{\"x\":[1]}}");
		assertEquals(Img2ImgSettings.defaults().with(Img2ImgSettings.STRENGTH, 0.5), Preset.read(file).apply(Img2ImgSettings
			.all(), Set.of()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{\"strenth\":0.5}|has the key \"strenth\", but it may have strength,",
		"{\"strength\":5}|strength should be a number from 0 to 1", "{\"strength\":[1]}|The key strength", "[1]|JSON object",
		"{\"model\":\"\\\\\\\\server\\\\share\"}|on another machine", "{\"lora\":\"a;//server/x\"}|on another machine",
		"{\"vae\":\"//server/x\"}|on another machine", "{\"prompt\":\"x <lora://server/x:1>\"}|on another machine" })
	void whatIsNoPresetIsRefused(String json, String words) throws IOException {
		Path file = Files.writeString(folder.resolve("bad.json"), json);
		String message = assertThrows(IllegalArgumentException.class, () -> Presets.find(file.toString()).apply(Img2ImgSettings
			.all(), Set.of())).getMessage();
		assertTrue(message.contains(words) && message.contains("bad.json"), message);
	}

	@Test
	void missingPresetsAndBadNamesAreNamed() {
		Presets.save(Preset.of(Img2ImgSettings.defaults(), ""), "empty");
		String message = assertThrows(IllegalArgumentException.class, () -> Presets.find("absent")).getMessage();
		assertTrue(message.contains("(empty)") && message.contains("\"absent\""), message);
		assertThrows(IllegalArgumentException.class, () -> Presets.save(Preset.of(Img2ImgSettings.defaults(), ""), "../up"));
	}
}
