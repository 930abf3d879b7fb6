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

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import sc.fiji.img2img.tensor.Tensor;

/**
 * A cheap picture of a latent: each colour a linear mixture of the latent's channels.
 * <p>
 * The mixture is fitted, by least squares, to an image and its latent, so that it suits whatever VAE the model has.
 * Immutable.
 * </p>
 */
final class LatentPreview {

	/** Keeps the normal equations solvable for flat images. */
	private static final double RIDGE = 1e-3;

	/** [colour][channel], the constant last. */
	private final double[][] mixture;

	private LatentPreview(double[][] mixture) {
		this.mixture = mixture;
	}

	/**
	 * Fits the mixture.
	 *
	 * @param latent [1, C, h, w]
	 * @param image [1, 3, H, W], H and W multiples of h and w
	 */
	static LatentPreview fit(Tensor latent, Tensor image) {
		int terms = latent.dim(1) + 1;
		int size = latent.dim(2) * latent.dim(3);
		double[][] normal = new double[terms][terms];
		double[][] right = new double[3][terms];
		float[] small = shrink(image, latent.dim(2), latent.dim(3));
		double[] row = new double[terms];
		for (int p = 0; p < size; p++) {
			for (int c = 0; c < terms; c++)
				row[c] = c == terms - 1 ? 1 : latent.data()[c * size + p];
			for (int i = 0; i < terms; i++) {
				for (int j = 0; j < terms; j++)
					normal[i][j] += row[i] * row[j];
				for (int colour = 0; colour < 3; colour++)
					right[colour][i] += row[i] * small[colour * size + p];
			}
		}
		for (int i = 0; i < terms; i++)
			normal[i][i] += RIDGE * size;
		double[][] mixture = new double[3][];
		for (int colour = 0; colour < 3; colour++)
			mixture[colour] = solve(normal, right[colour]);
		return new LatentPreview(mixture);
	}

	/** Renders by a mixture that is fitted when the first picture is asked for, since mostly none is. Not thread-safe. */
	static UnaryOperator<Tensor> whenAsked(Supplier<LatentPreview> fit) {
		return new UnaryOperator<>() {

			private LatentPreview preview;

			@Override
			public Tensor apply(Tensor latent) {
				if (preview == null) preview = fit.get();
				return preview.render(latent);
			}
		};
	}

	/** The picture of a latent [1, C, h, w], as [1, 3, h, w] in -1 to 1. */
	Tensor render(Tensor latent) {
		int channels = latent.dim(1);
		int size = latent.dim(2) * latent.dim(3);
		float[] picture = new float[3 * size];
		for (int colour = 0; colour < 3; colour++) {
			for (int p = 0; p < size; p++) {
				double value = mixture[colour][channels];
				for (int c = 0; c < channels; c++)
					value += mixture[colour][c] * latent.data()[c * size + p];
				picture[colour * size + p] = (float) Math.max(-1, Math.min(1, value));
			}
		}
		return Tensor.of(picture, 1, 3, latent.dim(2), latent.dim(3));
	}

	/** The mean of each block of pixels that one latent element stands for. */
	private static float[] shrink(Tensor image, int height, int width) {
		int fy = image.dim(2) / height;
		int fx = image.dim(3) / width;
		float[] small = new float[3 * height * width];
		for (int c = 0; c < 3; c++)
			for (int y = 0; y < height * fy; y++)
				for (int x = 0; x < width * fx; x++)
					small[(c * height + y / fy) * width + x / fx] +=
						image.data()[(c * image.dim(2) + y) * image.dim(3) + x] / (fx * fy);
		return small;
	}

	/** Solves a symmetric positive definite system by Cholesky decomposition. */
	private static double[] solve(double[][] matrix, double[] right) {
		int n = right.length;
		double[][] lower = new double[n][n];
		for (int i = 0; i < n; i++) {
			for (int j = 0; j <= i; j++) {
				double sum = matrix[i][j];
				for (int k = 0; k < j; k++)
					sum -= lower[i][k] * lower[j][k];
				lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
			}
		}
		double[] solution = right.clone();
		for (int i = 0; i < n; i++) {
			for (int k = 0; k < i; k++)
				solution[i] -= lower[i][k] * solution[k];
			solution[i] /= lower[i][i];
		}
		for (int i = n - 1; i >= 0; i--) {
			for (int k = i + 1; k < n; k++)
				solution[i] -= lower[k][i] * solution[k];
			solution[i] /= lower[i][i];
		}
		return solution;
	}
}
