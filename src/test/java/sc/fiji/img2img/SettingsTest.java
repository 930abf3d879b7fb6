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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import ij.ImagePlus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.image.ij.GenerationInfo;

/** Each setting that is declared is listed, has an effect, and is written down; settings with the same values are equal. */
class SettingsTest {

	/** What declares settings, and what only shows them. */
	private static final Set<String> NO_CONSUMERS = Set.of("Img2ImgSettings", "CommandSettings", "SettingInputs",
		"Img2ImgGridCommand", "SettingFields", "SettingsForm", "SettingsDialog");

	private static final JavaClasses CLASSES = new ClassFileImporter().importUrl(Img2Img.class.getProtectionDomain()
		.getCodeSource().getLocation());

	@Test
	void eachIsListed() throws ReflectiveOperationException {
		List<Object> declared = new ArrayList<>();
		for (JavaField field : declared("sc.fiji.img2img.Img2ImgSettings"))
			declared.add(Img2ImgSettings.class.getField(field.getName()).get(null));
		assertEquals(new HashSet<>(declared), new HashSet<>(Img2ImgSettings.all()));
		assertEquals(declared.size(), Img2ImgSettings.all().stream().map(Setting::key).distinct().count());
	}

	@Test
	void eachIsReadBySomethingThatDoesNotOnlyShowIt() {
		List<JavaField> all = new ArrayList<>(declared("sc.fiji.img2img.Img2ImgSettings"));
		all.addAll(declared("sc.fiji.img2img.command.CommandSettings"));
		assertTrue(all.size() > Img2ImgSettings.all().size());
		for (JavaField field : all)
			assertTrue(field.getAccessesToSelf().stream().anyMatch(access -> !NO_CONSUMERS.contains(access.getOriginOwner()
				.getSimpleName())), "Nothing reads the setting " + field.getName() + ", so that it has no effect.");
	}

	@Test
	void eachStandsInTheInfoOfResults() throws IOException {
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			Img2ImgResult<ImagePlus> result = img2img.run(TestImages.plus(TestImages.rgb(64, 64)), Runs.SHORT);
			Map<String, String> info = GenerationInfo.of(result.image()).orElseThrow().values();
			for (Setting<?> setting : Img2ImgSettings.all())
				assertEquals(result.settings().get(setting).toString(), info.get(setting.key()), setting.key());
		}
	}

	@Test
	void settingsAreEqualWhereTheSameIsGiven() {
		Img2ImgSettings settings = Img2ImgSettings.defaults().with(Img2ImgSettings.STEPS, 30).with(Img2ImgSettings.STRENGTH,
			0.5);
		Img2ImgSettings same = Img2ImgSettings.defaults().with(Img2ImgSettings.STRENGTH, 0.5).parse(Img2ImgSettings.STEPS,
			"30");
		assertEquals(settings, same);
		assertEquals(settings.hashCode(), same.hashCode());
		assertNotEquals(settings, same.with(Img2ImgSettings.SEED, 1L));
		// NB: a default that is given holds against what a model suggests.
		assertNotEquals(Img2ImgSettings.defaults(), Img2ImgSettings.defaults().with(Img2ImgSettings.STEPS, 20));
	}

	private static List<JavaField> declared(String type) {
		List<JavaField> declared = new ArrayList<>(CLASSES.get(type).getFields());
		declared.removeIf(field -> !field.getRawType().isEquivalentTo(Setting.class));
		return declared;
	}
}
