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
package sc.fiji.img2img.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;

/** Wrong use is refused before anything is read: exit code 2, the key, the value and what is allowed. */
class BadUseTest {

	@TestFactory
	Stream<DynamicTest> valuesThatAreNotAllowedAreRefused() {
		return Img2ImgSettings.all().stream().flatMap(setting -> wrongValues(setting).stream().map(value -> dynamicTest(
			"--" + setting.key() + "=" + value, () -> CommandRun.of("in.png", "out.png", "--model", "none", "--" + setting
				.key() + "=" + value).assertRefused(setting.key(), value))));
	}

	@TestFactory
	Stream<DynamicTest> everySettingIsAnOption() {
		return Img2ImgSettings.all().stream().map(setting -> dynamicTest(setting.key(), () -> {
			// NB: picocli breaks long lines of the help text.
			String help = CommandRun.of("--help").assertDone().out().replaceAll("\\s+", " ");
			String start = setting.help().substring(0, Math.min(25, setting.help().length()));
			assertTrue(help.contains("--" + setting.key()), help);
			assertTrue(help.contains(start), start);
		}));
	}

	@Test
	void everyTextSettingTakesAnything() {
		assertEquals(List.of("prompt", "negative", "lora", "lorafolder", "vae"), withoutWrongValues());
	}

	@Test
	void missingArgumentsAreNamed() {
		CommandRun.of().assertRefused("INPUT", "OUTPUT");
		CommandRun.of("in.png").assertRefused("OUTPUT");
		CommandRun.of("in.png", "out.png", "more.png", "--model", "none").assertRefused("more.png");
	}

	@Test
	void unknownOptionsAreNamed() {
		CommandRun.of("in.png", "out.png", "--model", "none", "--strenght", "0.5").assertRefused("--strenght");
	}

	@Test
	void optionsGivenTwiceAreNamed() {
		CommandRun.of("in.png", "out.png", "--model", "none", "--steps", "5", "--steps", "6").assertRefused("--steps");
	}

	private static List<String> withoutWrongValues() {
		List<String> keys = new ArrayList<>();
		for (Setting<?> setting : Img2ImgSettings.all())
			if (wrongValues(setting).isEmpty()) keys.add(setting.key());
		return keys;
	}

	private static List<String> wrongValues(Setting<?> setting) {
		if (setting.isText()) return setting.choices().isEmpty() ? List.of() : List.of("nonsense");
		if (setting.type() == Boolean.class) return List.of("perhaps");
		List<String> values = new ArrayList<>(List.of("many", "1,5", "0x10", "NaN", "--", "1e400", "9".repeat(40)));
		values.add(Double.toString(setting.min() - 1));
		values.add(Double.toString(Math.nextDown(setting.min())));
		if (setting.max() < Long.MAX_VALUE) values.add(Double.toString(setting.max() + 1));
		if (setting.type() != Double.class) values.add("1.5");
		return values;
	}
}
