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

import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.tensor.Tensor;

/** The preview is the best linear guess at the image. */
class LatentPreviewTest {

	private static final int EDGE = 12;

	private static final int FACTOR = 8;

	private static final double[][] MIXTURE = { { 0.3, -0.1, 0.2, 0, 0.1 }, { -0.2, 0.2, 0.1, 0.1, -0.1 }, { 0.1, 0.1,
		-0.2, 0.2, 0 } };

	@Test
	void anImageThatIsLinearInItsLatentIsReproduced() {
		Tensor latent = latent();
		Tensor small = mix(latent);
		Tensor rendered = LatentPreview.fit(latent, enlarged(small)).render(latent);
		assertArrayEquals(small.shape(), rendered.shape());
		// NB: what keeps flat images solvable pulls the mixture towards zero by about a thousandth.
		assertArrayEquals(small.data(), rendered.data(), 5e-3f);
	}

	@Test
	void theMixtureHoldsForOtherLatents() {
		Tensor latent = latent();
		float[] scaled = latent.data().clone();
		for (int i = 0; i < scaled.length; i++)
			scaled[i] *= -0.5f;
		Tensor other = Tensor.of(scaled, latent.shape());
		Tensor rendered = LatentPreview.fit(latent, enlarged(mix(latent))).render(other);
		assertArrayEquals(mix(other).data(), rendered.data(), 5e-3f);
	}

	@Test
	void aFlatImageIsNoProblem() {
		Tensor latent = Tensor.of(new float[4 * EDGE * EDGE], 1, 4, EDGE, EDGE);
		float[] grey = new float[3 * EDGE * EDGE];
		Arrays.fill(grey, 0.25f);
		Tensor rendered = LatentPreview.fit(latent, enlarged(Tensor.of(grey, 1, 3, EDGE, EDGE))).render(latent);
		assertArrayEquals(grey, rendered.data(), 1e-3f);
	}

	@Test
	void valuesStayOnTheModelsScale() {
		Tensor latent = latent();
		LatentPreview preview = LatentPreview.fit(latent, enlarged(mix(latent)));
		float[] loud = latent.data().clone();
		for (int i = 0; i < loud.length; i++)
			loud[i] *= 1000;
		float[] rendered = preview.render(Tensor.of(loud, latent.shape())).data();
		for (float value : rendered)
			assertTrue(value >= -1 && value <= 1, value + "");
		assertEquals(3 * EDGE * EDGE, rendered.length);
	}

	@Test
	void aMixtureIsFittedOnceAndOnlyIfAPictureIsAskedFor() {
		Tensor latent = latent();
		int[] fits = new int[1];
		UnaryOperator<Tensor> preview = LatentPreview.whenAsked(() -> {
			fits[0]++;
			return LatentPreview.fit(latent, enlarged(mix(latent)));
		});
		assertEquals(0, fits[0]);
		float[] rendered = preview.apply(latent).data();
		preview.apply(latent);
		assertEquals(1, fits[0]);
		assertArrayEquals(LatentPreview.fit(latent, enlarged(mix(latent))).render(latent).data(), rendered);
	}

	private static Tensor latent() {
		Random random = new Random(3);
		float[] data = new float[4 * EDGE * EDGE];
		for (int i = 0; i < data.length; i++)
			data[i] = 2 * random.nextFloat() - 1;
		return Tensor.of(data, 1, 4, EDGE, EDGE);
	}

	private static Tensor mix(Tensor latent) {
		int size = EDGE * EDGE;
		float[] image = new float[3 * size];
		for (int i = 0; i < image.length; i++) {
			double value = MIXTURE[i / size][4];
			for (int c = 0; c < 4; c++)
				value += MIXTURE[i / size][c] * latent.data()[c * size + i % size];
			image[i] = (float) value;
		}
		return Tensor.of(image, 1, 3, EDGE, EDGE);
	}

	private static Tensor enlarged(Tensor image) {
		int edge = EDGE * FACTOR;
		float[] data = new float[3 * edge * edge];
		for (int i = 0; i < data.length; i++)
			data[i] = image.data()[(i / (edge * edge) * EDGE + i / edge % edge / FACTOR) * EDGE + i % edge / FACTOR];
		return Tensor.of(data, 1, 3, edge, edge);
	}
}
