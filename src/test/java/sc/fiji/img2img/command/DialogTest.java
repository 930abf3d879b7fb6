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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;
import org.scijava.object.ObjectService;
import org.scijava.task.TaskService;

import sc.fiji.img2img.ChildJvm;
import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.lora.LoraBytes;

/** Dialogs that are left as they are give what everything else gives, and offer what is there. */
@Tag("slow")
class DialogTest {

	private static final String NO_SCREEN = "there is no screen: -Dimg2img.display=:1 would name one";

	private static final String DISPLAY = System.getProperty("img2img.display", "");

	private static Context context;

	@TempDir
	private Path folder;

	@BeforeAll
	static void start() {
		context = new Context(CommandService.class, ObjectService.class, StatusService.class, TaskService.class);
		Macros.installMenu();
	}

	@AfterAll
	static void stop() {
		context.dispose();
		LoadedModel.close();
		Macros.closeAll();
	}

	@BeforeEach
	void findModels() {
		System.setProperty("img2img.models", TestModels.get("sd15").getParent().toString());
		System.setProperty("img2img.model", TestModels.get("sd15").toString());
	}

	@AfterEach
	void forgetModels() {
		System.clearProperty("img2img.models");
		System.clearProperty("img2img.model");
	}

	@Test
	void untouchedCommandMacroAndApiGiveTheSamePixels() throws Exception {
		ImagePlus input = new ImagePlus("a", TestImages.bytes(64, 64));
		Img2ImgSettings seeded = Img2ImgSettings.defaults().with(Img2ImgSettings.SEED, 7L);
		byte[] expected;
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			expected = pixels(img2img.run(input, seeded).image());
		}
		assertArrayEquals(expected, pixels((ImagePlus) context.service(CommandService.class).run(Img2ImgCommand.class, true,
			"input", input, "seed", 7L).get().getOutput("result")));
		Macros.run(input, "run(\"Img2Img\", \"seed=7\");");
		assertArrayEquals(expected, pixels(Macros.active()));
	}

	@Test
	void theSliderHasTheUsualWeightsAndMacrosHaveAll() throws IOException {
		ModuleItem<?> slider = context.service(CommandService.class).getCommand(Img2ImgCommand.class).getInput("loraweight");
		assertEquals(List.of(0.0, 1.5), List.of(slider.getMinimumValue(), slider.getMaximumValue()));
		assertTrue(slider.getWidgetStyle().startsWith("slider"), slider.getWidgetStyle());
		ImagePlus input = new ImagePlus("a", TestImages.bytes(64, 64));
		Img2ImgSettings settings = Img2ImgSettings.defaults().with(Img2ImgSettings.STEPS, 2).with(Img2ImgSettings.STRENGTH,
			0.5).with(Img2ImgSettings.GUIDANCE, 1.0).with(Img2ImgSettings.SEED, 7L).with(Img2ImgSettings.LORA, "concept.kohya");
		try (Img2Img img2img = Img2Img.open(TestModels.get("sd15"))) {
			for (double weight : new double[] { 2.5, -1 }) {
				Macros.run(input, Macros.call("lora=concept.kohya loraweight=" + weight));
				assertArrayEquals(pixels(img2img.run(input, settings.with(Img2ImgSettings.LORAWEIGHT, weight)).image()), pixels(
					Macros.active()));
			}
		}
	}

	@Test
	void imagejsDialogLeavesWhatItIsGiven() throws IOException, InterruptedException {
		assumeTrue(!DISPLAY.isEmpty(), NO_SCREEN);
		assertEquals(Img2ImgSettings.defaults() + "\nmodel=\n", ask());
		Img2ImgSettings settings = Img2ImgSettings.defaults().with(Img2ImgSettings.LORA, "a;b:0.5").with(
			Img2ImgSettings.STRENGTH, 0.12).with(Img2ImgSettings.LORAWEIGHT, 0.8).parse(Img2ImgSettings.SCHEDULER,
				"EulerDiscreteScheduler").with(Img2ImgSettings.LORAFOLDER, "/some/folder/").with(Img2ImgSettings.STACK, true);
		assertEquals(settings + "\nmodel=/some/model/\n", ask("lora=a;b:0.5", "strength=0.12", "loraweight=0.8",
			"scheduler=EulerDiscreteScheduler", "lorafolder=/some/folder/", "stack=true", "model=/some/model"));
	}

	@Test
	void afterAFailureTheDialogOpensAgainWithWhatWasTyped() throws IOException, InterruptedException {
		assumeTrue(!DISPLAY.isEmpty(), NO_SCREEN);
		ChildJvm.Ended ended = ChildJvm.of(ConversationProbe.class).with("-Djava.awt.headless=false", "-Djava.util.prefs.userRoot=" +
			folder).variable("DISPLAY", DISPLAY).run();
		assertEquals("shown: \nThe first run fails.\nshown: a [typed] prompt\nshown: a [typed] prompt\n" +
			"[a [typed] prompt, a [typed] prompt, cancelled]\n[Img2Img...=Img2Img, Img2Img Again=Img2Img Again, Another=Another]\n",
			ended.output, ended.text);
	}

	@Test
	void aForeignModelIsOpenedOnceTheUserAgrees() throws IOException, InterruptedException {
		assumeTrue(!DISPLAY.isEmpty(), NO_SCREEN);
		Path model = TestModels.copy("sd15", Files.createDirectory(folder.resolve("foreign")));
		ChildJvm.Ended ended = ChildJvm.of(AgainProbe.class, model).with("-Djava.awt.headless=false").variable("DISPLAY",
			DISPLAY).run();
		assertEquals("asked by Img2Img Again\n2 images\nasked by Img2Img Again\n3 images\n4 images\n", ended.output, ended.text);
	}

	@Test
	void whoHasNoImageIsOfferedASample() throws IOException, InterruptedException {
		assumeTrue(!DISPLAY.isEmpty(), NO_SCREEN);
		ChildJvm.Ended ended = ChildJvm.of(SampleProbe.class).with("-Djava.awt.headless=false", "-Djava.util.prefs.userRoot=" +
			folder).variable("DISPLAY", DISPLAY).run();
		assertEquals("asked by Img2Img\nno image\nasked by Img2Img\nasked by Img2Img\nnuclei\n", ended.output, ended.text);
	}

	@Test
	void escapeClosesTheListOfModelsWhileTheListIsLookedAt() throws IOException, InterruptedException {
		assumeTrue(!DISPLAY.isEmpty(), NO_SCREEN);
		ChildJvm.Ended ended = ChildJvm.of(ModelsProbe.class).with("-Djava.awt.headless=false").variable("DISPLAY", DISPLAY)
			.run();
		assertEquals("cancelled\n", ended.output, ended.text);
	}

	@Test
	void slidersSayWhichSliceIsShown() throws IOException, InterruptedException {
		assumeTrue(!DISPLAY.isEmpty(), NO_SCREEN);
		ChildJvm.Ended ended = ChildJvm.of(SlidersProbe.class).with("-Djava.awt.headless=false").variable("DISPLAY", DISPLAY)
			.run();
		assertEquals("slice 3: 3\nslice 2: 2\nslice 2: 2\nslice 12: 2 3 2\nslice 1:\n", ended.output, ended.text);
	}

	@Test
	void thePictureOfTheStrengthFollowsTheSlider() throws IOException, InterruptedException {
		assumeTrue(!DISPLAY.isEmpty(), NO_SCREEN);
		ChildJvm.Ended ended = ChildJvm.of(StrengthProbe.class).with("-Djava.awt.headless=false", "-Dimg2img.model=" + TestModels
			.get("sd15")).variable("DISPLAY", DISPLAY).run();
		String shown = "The image with the noise that a run begins with, at a strength of ";
		assertEquals("none: " + shown + "0.0: 0 of 20 steps\nmore: " + shown + "0.25: 5 of 20 steps\nmore: " + shown +
			"0.5: 10 of 20 steps\nmore: " + shown + "0.75: 15 of 20 steps\nmore: " + shown + "1.0: 20 of 20 steps\n", ended.output,
			ended.text);
	}

	@Test
	void foundLorasAreListedWithTheirTriggerWords() throws IOException {
		lora("style", "modelspec.trigger_phrase", "nuclei, sharp <b>");
		Img2ImgSettings settings = Img2ImgSettings.defaults().with(Img2ImgSettings.LORAFOLDER, folder.toString());
		assertTrue(LoraChoice.names(settings).containsAll(List.of("style", "concept.kohya")), LoraChoice.names(settings)
			.toString());
		assertEquals("", LoraChoice.words(settings));
		assertEquals("Trigger words of style: nuclei, sharp <b>; concept.kohya names no trigger words.", LoraChoice.words(
			settings.with(Img2ImgSettings.LORA, "style:0.5;concept.kohya")));
		assertTrue(LoraChoice.words(settings.with(Img2ImgSettings.LORA, "none")).startsWith("There is no LoRA \"none\""));
	}

	@Test
	void aModelThatIsNotThereMakesNoList() {
		Img2ImgSettings settings = Img2ImgSettings.defaults().with(CommandSettings.MODEL, "/no/such").with(
			Img2ImgSettings.LORA, "a");
		assertEquals(List.of(), LoraChoice.names(settings));
		assertTrue(LoraChoice.words(settings).startsWith("model should be"), LoraChoice.words(settings));
	}

	/** What ImageJ's dialog answers if it is left as it is: settings as lines key=value. */
	private static String ask(String... settings) throws IOException, InterruptedException {
		ChildJvm.Ended ended = ChildJvm.of(DialogProbe.class, (Object[]) settings).with("-Djava.awt.headless=false",
			"-Dimg2img.models=" + System.getProperty("img2img.models")).variable("DISPLAY", DISPLAY).run();
		assertEquals(0, ended.code, ended.text);
		return ended.output;
	}

	private void lora(String name, String key, String value) throws IOException {
		new LoraBytes().add("lora_unet_a.lora_down.weight", 1, 4, 8).add("lora_unet_a.lora_up.weight", 1, 8, 4).say(key,
			value).write(folder.resolve(name + ".safetensors"));
	}

	private static byte[] pixels(ImagePlus image) {
		return (byte[]) image.getProcessor().getPixels();
	}
}
