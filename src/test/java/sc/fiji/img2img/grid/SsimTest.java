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
package sc.fiji.img2img.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleBinaryOperator;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.DoubleType;

import org.junit.jupiter.api.Test;

/**
 * Similarities are those of scikit-image 0.26.0: {@code structural_similarity(a, b, win_size=11, gaussian_weights=True,
 * sigma=1.5, use_sample_covariance=False, data_range=range, K1=0.01, K2=0.03)} in float64, with the images made below.
 */
class SsimTest {

	private static final int WIDTH = 24;
	private static final int HEIGHT = 20;

	private static final Img<DoubleType> WAVES = image(WIDTH, HEIGHT, (x, y) -> 0.5 + 0.5 * Math.sin(0.7 * x + 0.3 * y));

	private static final Img<DoubleType> SHIFTED = image(WIDTH, HEIGHT, (x, y) -> 0.5 + 0.4 * Math.sin(0.7 * x + 0.3 * y + 0.5) +
		0.05 * Math.cos(2 * x * y));

	@Test
	void figuresAreThoseOfScikitImage() {
		assertEquals(0.8348676396530273, Ssim.of(WAVES, SHIFTED, 1), 1e-12);
		assertEquals(0.8477281435100542, Ssim.of(WAVES, SHIFTED, 4), 1e-12);
		assertEquals(-0.766486261557579, Ssim.of(WAVES, image(WIDTH, HEIGHT, (x, y) -> 0.5 - 0.5 * Math.sin(0.7 * x + 0.3 *
			y)), 1), 1e-12);
		assertEquals(0.644987986221211, Ssim.of(image(11, 11, (x, y) -> x * y / 100), image(11, 11, (x, y) -> x * x / 100), 1), 1e-12);
	}

	@Test
	void sameImagesAreFullySimilarWhateverTheirSize() {
		for (int size : new int[] { 1, 2, 10, 11, 12 }) {
			Img<DoubleType> image = image(size, 3, (x, y) -> x / (y + 1));
			assertEquals(1, Ssim.of(image, image, 1), 1e-12);
		}
	}

	private static Img<DoubleType> image(int width, int height, DoubleBinaryOperator value) {
		double[] image = new double[width * height];
		for (int i = 0; i < image.length; i++)
			image[i] = value.applyAsDouble(i % width, i / width);
		return ArrayImgs.doubles(image, width, height);
	}
}
