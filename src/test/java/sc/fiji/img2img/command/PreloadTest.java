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
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.InstallableWheel;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.device.install.PluginInstaller;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;

/** A model that was chosen in a dialog is open when it is run, where that costs next to nothing. */
class PreloadTest {

	/** Larger than what is kept in memory, and the least of which a hash is kept. */
	private static final int LARGE = 33 << 20;

	@TempDir
	private Path folder;

	private Path model;

	private Img2ImgSettings settings;

	@BeforeEach
	void useFolders() throws IOException {
		System.setProperty("img2img.devices", folder.resolve("devices").toString());
		System.setProperty("img2img.cache", folder.resolve("cache").toString());
		LoadedModel.close();
		model = TestModels.copy("sd15", folder.resolve("model"));
		settings = Img2ImgSettings.defaults().with(CommandSettings.MODEL, model.toString());
	}

	@AfterEach
	void forgetFolders() {
		Preload.end();
		LoadedModel.close();
		System.clearProperty("img2img.devices");
		System.clearProperty("img2img.cache");
	}

	@Test
	void aRunTakesWhatWasOpened() throws IOException {
		Preload.begin(settings);
		Preload.begin(settings.with(Img2ImgSettings.STRENGTH, 0.3));
		assertEquals(List.of(), stages(settings));
		LoadedModel.close();
		assertTrue(stages(settings).contains("Loading the VAE"));
	}

	@Test
	void whatWasOpenedForOtherSettingsIsNotTaken() throws IOException {
		Preload.begin(settings.with(Img2ImgSettings.DEVICE, "cpu"));
		assertTrue(stages(settings).contains("Loading the VAE"));
		LoadedModel.close();
		Preload.begin(settings);
		assertNull(Preload.take(TestModels.get("sd15"), settings, RunControl.silent()));
		assertNull(Preload.take(model, settings, RunControl.silent()));
	}

	@Test
	void whatNobodyWantsIsGone() {
		Preload.begin(settings);
		Preload.end();
		assertNull(Preload.take(model, settings, RunControl.silent()));
	}

	@Test
	void nothingIsOpenedBesideAModelThatIsLoaded() throws IOException {
		stages(settings);
		Preload.begin(settings.with(CommandSettings.MODEL, TestModels.get("sd15").toString()));
		assertNull(Preload.take(TestModels.get("sd15"), settings.with(CommandSettings.MODEL, TestModels.get("sd15").toString()),
			RunControl.silent()));
	}

	@Test
	void whatIsWrongIsSaidByTheRun() throws IOException {
		Files.write(model.resolve("vae_decoder").resolve("model.onnx"), new byte[10]);
		Preload.begin(settings);
		assertNull(Preload.take(model, settings, RunControl.silent()));
	}

	@Test
	void aDeviceIsNotTestedForIt() throws IOException {
		PluginInstaller.here().offer(InstallableWheel.write(folder)).accept(line -> {});
		Preload.begin(settings);
		assertNull(Preload.take(model, settings, RunControl.silent()));
		Img2ImgSettings cpu = settings.with(Img2ImgSettings.DEVICE, "cpu");
		Preload.begin(cpu);
		try (Img2Img opened = Preload.take(model, cpu, RunControl.silent())) {
			assertNotNull(opened);
		}
	}

	@Test
	void largeModelsAreAtHandOnceTheyWereCopied() throws IOException {
		Files.write(model.resolve("unet").resolve("more.bin"), new byte[LARGE]);
		Model large = ModelDirectory.open(model);
		assertFalse(large.isAtHand());
		large.component(Model.UNET).read(Provider.CPU, false, RunControl.silent().cancellation());
		assertTrue(large.isAtHand());
		Files.write(model.resolve("unet").resolve("more.bin"), new byte[LARGE + 1]);
		assertFalse(large.isAtHand());
		assertTrue(ModelDirectory.open(TestModels.get("sd15")).isAtHand());
	}

	/** What is heard of loading the model and doing nothing with it. */
	private List<String> stages(Img2ImgSettings asked) throws IOException {
		List<String> stages = new ArrayList<>();
		LoadedModel.use(model, asked, RunControl.of(new RunListener() {

			@Override
			public void stage(String message) {
				stages.add(message);
			}
		}), img2img -> img2img);
		return stages;
	}
}
