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
package sc.fiji.img2img.lora;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.image.ij.GenerationInfo;
import sc.fiji.img2img.image.ij.ImageFiles;

/** Settings and prompts bring LoRAs into a run. */
@Tag("slow")
class LoraSettingsTest {

	private static Img2Img img2img;

	private static ImagePlus input;

	@BeforeAll
	static void open() throws IOException {
		img2img = Img2Img.open(TestModels.get("sd15"));
		input = ImageFiles.read(TestModels.get("sd15").resolve("input.png"));
	}

	@AfterAll
	static void close() {
		img2img.close();
	}

	@Test
	void pathNameAndPromptGiveTheSamePicture() throws IOException {
		int[] named = run(settings().with(Img2ImgSettings.LORA, "concept.kohya:0.8"));
		String path = TestModels.get("sd15").resolve("lora").resolve("concept.kohya.safetensors").toString();
		assertArrayEquals(named, run(settings().with(Img2ImgSettings.LORA, path).with(Img2ImgSettings.LORAWEIGHT, 0.8)));
		assertArrayEquals(named, run(settings().with(Img2ImgSettings.PROMPT, "nuclei<lora:concept.kohya:0.8>")));
		String folder = TestModels.get("sd15").resolve("lora").toString();
		assertArrayEquals(named, run(settings().with(Img2ImgSettings.LORAFOLDER, folder).with(Img2ImgSettings.LORA,
			"concept.kohya.safetensors:0.8")));
		assertFalse(Arrays.equals(named, run(settings())));
	}

	@Test
	void weightZeroGivesThePictureWithoutLora() throws IOException {
		assertArrayEquals(run(settings()), run(settings().with(Img2ImgSettings.LORA, "concept.kohya;style.kohya").with(
			Img2ImgSettings.LORAWEIGHT, 0.0)));
	}

	@Test
	void infoHasTheHashesOfModelAndLoras() throws IOException, NoSuchAlgorithmException {
		Path file = TestModels.get("sd15").resolve("lora").resolve("concept.kohya.safetensors");
		byte[] bytes = Files.readAllBytes(file);
		Map<String, String> info = GenerationInfo.of(img2img.run(input, settings().with(Img2ImgSettings.LORA,
			"concept.kohya:0.8").with(Img2ImgSettings.PROMPT, "a<lora:style.peft>")).image()).orElseThrow().values();
		assertTrue(info.get("lorasha256").startsWith("concept.kohya: " + sha256(bytes, 0) + ", style.peft: "), info
			.toString());
		int header = 8 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
		assertTrue(info.get("lorahashes").startsWith("concept.kohya: " + sha256(bytes, header).substring(0, 12) +
			", style.peft: "), info.toString());
		assertEquals("<lora:concept.kohya:0.8>", info.get("loratags"));
		assertEquals("concept.kohya: 117 of 117 UNet modules, 12 of 12 text encoder modules; style.peft: 56 of 56 UNet modules",
			info.get("loracoverage"));
		assertTrue(info.get("modelhash").matches("[0-9a-f]{64}"), info.toString());
		assertNotEquals(info.get("modelfingerprint"), info.get("modelhash"));
		assertFalse(GenerationInfo.of(img2img.run(input, settings()).image()).orElseThrow().values().containsKey(
			"lorasha256"));
	}

	private static String sha256(byte[] bytes, int skip) throws NoSuchAlgorithmException {
		MessageDigest digest = MessageDigest.getInstance("SHA-256");
		digest.update(bytes, skip, bytes.length - skip);
		return String.format(Locale.ROOT, "%064x", new BigInteger(1, digest.digest()));
	}

	@Test
	void aNameThatIsNotThereIsNamed() {
		IOException e = assertThrows(IOException.class, () -> run(settings().with(Img2ImgSettings.LORA, "nothing")));
		assertTrue(e.getMessage().contains("There is no LoRA \"nothing\""), e.getMessage());
	}

	private static Img2ImgSettings settings() {
		return Img2ImgSettings.defaults().with(Img2ImgSettings.PROMPT, "nuclei").with(Img2ImgSettings.STEPS, 4).with(
			Img2ImgSettings.SEED, 5L);
	}

	private static int[] run(Img2ImgSettings settings) throws IOException {
		ImagePlus image = img2img.run(input, settings).image();
		return (int[]) image.getProcessor().convertToRGB().getPixels();
	}
}
