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
package sc.fiji.img2img.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.imglib2.Interval;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;

/** Of a large image only tiles are in memory at a time, and the numbers are those of the whole. */
@Tag("slow")
class LargeImageTest {

	private static final int WIDTH = 1088;
	private static final int HEIGHT = 976;

	private static LatentSpace latents;

	@BeforeAll
	static void open() throws IOException {
		latents = Architectures.of(Model.open(TestModels.get("sd15"))).openLatents(Provider.CPU, new DeviceMemory(), RunControl
			.silent()).tiled();
	}

	@AfterAll
	static void close() {
		latents.close();
	}

	@Test
	void itIsEncodedFromTiles() {
		Tensor image = wave(3, HEIGHT, WIDTH);
		List<Interval> read = new ArrayList<>();
		LatentDistribution whole = latents.encode(image, RunControl.silent());
		LatentDistribution parts = latents.encode(recording(image, read), RunControl.silent());
		assertArrayEquals(whole.mean().data(), parts.mean().data());
		assertTrue(read.size() > 4 && read.stream().allMatch(part -> part.dimension(0) * part.dimension(1) < WIDTH * HEIGHT / 2),
			read.toString());
	}

	@Test
	void itIsDecodedIntoTiles() {
		int factor = latents.factor();
		Tensor latent = wave(latents.channels(), HEIGHT / factor, WIDTH / factor);
		float[] collected = new float[3 * HEIGHT * WIDTH];
		int[] parts = { 0 };
		latents.decode(latent, (part, place) -> {
			parts[0]++;
			for (int c = 0; c < 3; c++)
				for (int y = 0; y < part.dim(2); y++)
					System.arraycopy(part.data(), (c * part.dim(2) + y) * part.dim(3), collected, (c * HEIGHT + (int) place.min(1) +
						y) * WIDTH + (int) place.min(0), part.dim(3));
		}, RunControl.silent());
		assertTrue(parts[0] > 4, parts[0] + " parts");
		assertArrayEquals(latents.decode(latent, RunControl.silent()).data(), collected);
	}

	@Test
	void aMaskIsAppliedPartByPart() {
		Tensor image = wave(3, 64, 96);
		float[] inside = new float[64 * 96];
		Arrays.fill(inside, 20 * 96, 40 * 96, 1);
		MaskedImage masked = MaskedImage.of(ImageSource.of(image), ImageSource.of(Tensor.of(inside, 1, 1, 64, 96)), 8);
		float[] hole = masked.hole().whole().data();
		for (int i = 0; i < hole.length; i++)
			assertEquals(inside[i % inside.length] == 1 ? 0 : image.data()[i], hole[i]);
		float[] small = masked.latentMask().data();
		for (int i = 0; i < small.length; i++)
			assertEquals(inside[i / 12 * 8 * 96], small[i]);
	}

	private static ImageSource recording(Tensor image, List<Interval> read) {
		ImageSource source = ImageSource.of(image);
		return ImageSource.of(source.width(), source.height(), part -> {
			read.add(part);
			return source.part(part);
		});
	}

	private static Tensor wave(int channels, int height, int width) {
		float[] data = new float[channels * height * width];
		for (int i = 0; i < data.length; i++)
			data[i] = (float) Math.sin(i * 0.01);
		return Tensor.of(data, 1, channels, height, width);
	}
}
