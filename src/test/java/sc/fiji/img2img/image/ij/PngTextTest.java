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
package sc.fiji.img2img.image.ij;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.TestImages;

/** PNG files say what they were generated with, as viewers of such images expect it. */
class PngTextTest {

	@TempDir
	private Path folder;

	@Test
	void parametersAreWrittenAsText() throws IOException {
		String png = write("two words", StandardCharsets.ISO_8859_1);
		assertTrue(png.contains("tEXtparameters\0two words\nNegative prompt: blur\nSteps: 20, Sampler: DPM++ 2M, " +
			"Schedule type: Karras, CFG scale: 7.5, Seed: 42, Size: 32x16, Model hash: 0123456789, Model: tiny (SD), " +
			"Denoising strength: 0.6, Version: Img2Img 1"), png);
	}

	@Test
	void lorasAreNamedWithTheirHashes() throws IOException {
		String png = write("two words", StandardCharsets.ISO_8859_1, Map.of("loratags", "<lora:a:0.8><lora:b:1.0>",
			"lorahashes", "a: 0123456789ab, b: ba9876543210"));
		assertTrue(png.contains("tEXtparameters\0two words<lora:a:0.8><lora:b:1.0>\nNegative prompt: blur\nSteps: 20"), png);
		assertTrue(png.contains(", Lora hashes: \"a: 0123456789ab, b: ba9876543210\", Version: Img2Img 1"), png);
	}

	@Test
	void otherScriptsAreWrittenToo() throws IOException {
		String png = write("\u7d30\u80de", StandardCharsets.UTF_8);
		assertTrue(png.contains("iTXtparameters\0\0\0\0\0\u7d30\u80de\nNegative prompt: blur\nSteps: 20"), png);
	}

	@Test
	void imageThatWasNotGeneratedSaysNothing() throws IOException {
		Path file = folder.resolve("a.png");
		ImageFiles.write(new ImagePlus("a", TestImages.bytes(32, 16)), file);
		assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains("parameters"));
	}

	@Test
	void pixelsAreThoseOfTheImage() throws IOException {
		write("a", StandardCharsets.ISO_8859_1);
		ImagePlus read = ImageFiles.read(folder.resolve("a.png"));
		for (int i = 0; i < 32 * 16; i++)
			assertEquals(TestImages.rgb(32, 16).get(i) & 0xffffff, read.getProcessor().get(i) & 0xffffff);
	}

	private String write(String prompt, Charset charset) throws IOException {
		return write(prompt, charset, Map.of());
	}

	private String write(String prompt, Charset charset, Map<String, String> more) throws IOException {
		Map<String, String> values = new LinkedHashMap<>(more);
		values.put("prompt", prompt);
		values.put("negative", "blur");
		values.put("steps", "20");
		values.put("sampler", "DPM++ 2M Karras");
		values.put("guidance", "7.5");
		values.put("seed", "42");
		values.put("modelhash", "0123456789abcdef");
		values.put("modelname", "tiny (SD)");
		values.put("strength", "0.6");
		values.put("version", "1");
		ImagePlus image = new ImagePlus("a", TestImages.rgb(32, 16));
		GenerationInfo.of(values).attach(image, image);
		Path file = folder.resolve("a.png");
		ImageFiles.write(image, file);
		return new String(Files.readAllBytes(file), charset);
	}
}
