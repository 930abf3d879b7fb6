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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.TestPixels;
import sc.fiji.img2img.image.ij.GenerationInfo;

/** An image's Info may come from anybody: it is answered in a sentence, and leads to no place that nobody named. */
@Tag("slow")
@ExtendWith(MacroSession.class)
class HostileInfoTest {

	private static final Pattern JAVA = Pattern.compile("For input|Index|out of bounds|base64|begin \\d|java\\.|Exception");

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "position: x|position, such as 1,1,1, but has \"x\"", "position: 1,1|such as 1,1,1",
		"position: 0,1,1|such as 1,1,1", "position: -1,1,1|such as 1,1,1", "position: 99999999999,1,1|such as 1,1,1",
		"position: 9,1,1|has no channel 9", "mask: !!|The mask in the image's Info is damaged", "mask: AAAA|is damaged",
		"steps: NaN|steps should be a whole number", "seed: 1e3|seed should be", "strength: 0,5|strength should be",
		"device: ../../x:999|device", "prompt: <lora:x|is no complete tag", "prompt: <hypernet:x:1>|hypernetworks",
		"negative: <lora:x:1>|The negative prompt", "lora: a:1:lbw=MIDD|block weights", "literal: maybe|literal should be",
		"lorafolder: /nowhere/x|the folder of LoRAs \"/nowhere/x\"" })
	void whatIsWrongIsSaid(String line, String sentence) {
		assertRefused(sentence, "model: " + TestModels.get("sd15") + "\ninput: src\nselection: none\n" + line);
	}

	@Test
	void anInfoThatSaysNothingIsNotRepeated() {
		assertRefused("does not say with which model", "");
		assertRefused("does not say with which input", "model: x");
		assertRefused("does not say with which model", "nonsense");
	}

	@Test
	void longTextsAreNotRepeated() {
		String start = "model: " + TestModels.get("sd15") + "\ninput: src\nselection: none\n";
		for (String line : new String[] { "mask: " + "A".repeat(1_000_000), "prompt: " + "ab".repeat(400_000), "prompt: " + "("
			.repeat(300_000), "steps: " + "9".repeat(1_000_000), "lora: " + "x".repeat(1_000_000), "position: " + "1,".repeat(
				100_000) })
			assertTrue(failure(start + line).length() < 2000, line.substring(0, 40));
	}

	@Test
	void placesThatNobodyNamedAreNotOpened() throws IOException {
		Path model = TestModels.copy("sd15", Files.createDirectory(directory.resolve("mine")));
		String info = "model: " + model + "\ninput: src\nselection: none\nsteps: 2\nstrength: 0.5\nguidance: 1\nseed: 7\n";
		assertRefused("with the model \"" + model + "\", which Img2Img opens only with your consent", info);
		assertRefused("run(\"Img2Img Again\", \"model=[...]\")", info);
		assertRefused("the LoRA \"\\\\server\\share\\x\"", info + "lora: \\\\\\\\server\\\\share\\\\x:0.5");
		assertRefused("the LoRA \"//server/x\"", info + "prompt: nuclei <lora://server/x:0.5>");
		assertRefused("the folder of LoRAs \"//server/loras\"", info + "lorafolder: //server/loras");
		Path lora = Files.copy(model.resolve("lora").resolve("concept.kohya.safetensors"), directory.resolve("l.safetensors"));
		ImagePlus src = source();
		String again = "run(\"Img2Img Again\", \"model=[" + model + "] lora=[" + lora + ":0.8]\");";
		assertEquals("", Macros.failure(generated(info), again));
		ImagePlus made = Macros.active();
		assertNotEquals(src, made);
		// NB: what was named once is known, its result as well.
		assertEquals("", Macros.failure(made, "run(\"Img2Img Again\");"));
		assertEquals(TestPixels.checksum(made), TestPixels.checksum(Macros.active()));
		assertEquals("", Macros.failure(generated(info), "run(\"Img2Img Again\");"));
	}

	@Test
	void whatTheUserNamesTakesThePlaceOfWhatIsWrong() {
		String info = "model: " + TestModels.get("sd15") + "\ninput: src\nselection: none\nsteps: 2\nstrength: 0.5\nguidance: 1\n" +
			"prompt: <lora:x\nlora: //server/x";
		TrustedPlaces.used(Map.of("model", TestModels.get("sd15").toString()));
		ImagePlus src = source();
		assertEquals("", Macros.failure(generated(info), "run(\"Img2Img Again\", \"prompt=nuclei lora=[]\");"));
		assertNotEquals(src, Macros.active());
	}

	private void assertRefused(String sentence, String info) {
		String printed = failure(info);
		assertTrue(printed.contains(sentence), printed);
		assertFalse(JAVA.matcher(printed.replaceAll("sc\\.fiji\\S+|\\(\\S*\\.java:\\d+\\)|java\\.base\\S*", "")).find(), printed);
	}

	private String failure(String info) {
		// NB: known as used, so that only the line in question is at fault.
		TrustedPlaces.used(Map.of("model", TestModels.get("sd15").toString()));
		source();
		String printed = Macros.failure(generated(info), "run(\"Img2Img Again\");");
		Macros.closeAll();
		return printed;
	}

	private static ImagePlus source() {
		ImagePlus src = new ImagePlus("src", TestImages.rgb(32, 32));
		Interpreter.addBatchModeImage(src);
		return src;
	}

	private static ImagePlus generated(String info) {
		ImagePlus image = new ImagePlus("gen", TestImages.rgb(32, 32));
		image.setProperty("Info", GenerationInfo.MARK + (info.isEmpty() ? "" : "\n" + info + "\n"));
		WindowManager.setTempCurrentImage(image);
		return image;
	}
}
