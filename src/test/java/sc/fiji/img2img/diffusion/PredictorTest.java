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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/** Predictors are put around each other, and none needs to know which others there are. */
class PredictorTest {

	private static final int HEIGHT = 6;

	private static final int WIDTH = 20;

	/** The edge of a window, how far it overlaps the next, and how far a place sees. */
	private static final int WINDOW = 8;
	private static final int OVERLAP = 4;
	private static final int SIGHT = 1;

	private final List<Integer> rows = new ArrayList<>();

	@Test
	void guidanceAsksAboutBothPromptsAtOnce() {
		Predictor guided = new GuidedPredictor(this::network, Guidance.of(3, 0), words(-1, 2));
		Tensor latents = wave(2, 3);
		Tensor answers = guided.predict(latents, 7, words(5, 4), RunControl.silent());
		assertEquals(List.of(4), rows);
		for (int row = 0; row < 2; row++) {
			float[] against = network(latents.row(row), 7, words(-1, 2).rows(row, row + 1), null).data();
			float[] towards = network(latents.row(row), 7, words(5, 4).rows(row, row + 1), null).data();
			assertArrayEquals(Guidance.of(3, 0).apply(against, towards), answers.row(row).data());
		}
	}

	@Test
	void inpaintingModelsSeeTheMaskAndTheHole() {
		Tensor mask = wave(1, 1);
		Tensor holes = wave(2, 3);
		List<Tensor> seen = new ArrayList<>();
		Predictor inpainting = new InpaintingPredictor((latents, timestep, conditions, control) -> {
			seen.add(latents);
			return latents;
		}, mask, holes);
		Tensor latents = wave(2, 3);
		inpainting.predict(latents, 7, Conditions.NONE, RunControl.silent());
		assertArrayEquals(new long[] { 2, 7, HEIGHT, WIDTH }, seen.get(0).shape());
		for (int row = 0; row < 2; row++) {
			assertArrayEquals(latents.row(row).data(), channels(seen.get(0).row(row), 0, 3));
			assertArrayEquals(mask.data(), channels(seen.get(0).row(row), 3, 4));
			assertArrayEquals(holes.row(row).data(), channels(seen.get(0).row(row), 4, 7));
		}
	}

	@Test
	void windowsGoUnderGuidanceAndInpainting() {
		Tensor latents = wave(2, 3);
		float[] whole = around(this::network).predict(latents, 7, words(5, 4), RunControl.silent()).data();
		rows.clear();
		float[] windowed = around(windows(this::network)).predict(latents, 7, words(5, 4), RunControl.silent()).data();
		assertEquals(List.of(4, 4, 4, 4), rows);
		assertArrayEquals(whole, windowed, 1e-6f);
	}

	// -- Helper methods --

	private static Predictor around(Predictor network) {
		return new InpaintingPredictor(new GuidedPredictor(network, Guidance.of(3, 0), words(-1, 2)), wave(1, 1), wave(2, 3));
	}

	/** A network that sees the places beside a place, in all channels, and answers in 3. */
	private Tensor network(Tensor latents, double timestep, Conditions conditions, RunControl control) {
		int height = latents.dim(2);
		int width = latents.dim(3);
		rows.add(latents.dim(0));
		Tensor[] answers = new Tensor[latents.dim(0)];
		for (int row = 0; row < answers.length; row++) {
			float[] data = latents.row(row).data();
			float[] answer = new float[3 * height * width];
			for (int i = 0; i < answer.length; i++)
				for (int c = 0; c < latents.dim(1); c++)
					for (int dx = -SIGHT; dx <= SIGHT; dx++) {
						int x = i % width + dx;
						if (x >= 0 && x < width) answer[i] += data[c * height * width + i % (height * width) + dx] * (float) Math.sin(c + i /
							(height * width) + dx + timestep);
					}
			for (int i = 0; i < answer.length; i++)
				answer[i] *= conditions.get("words").data()[row];
			answers[row] = Tensor.of(answer, 1, 3, height, width);
		}
		return Tensor.concatenate(answers);
	}

	/** Asks about windows beside each other, whose answers count less towards their edges and not where they do not see. */
	private static Predictor windows(Predictor predictor) {
		return (latents, timestep, conditions, control) -> {
			double[] answers = null;
			double[] shares = new double[WIDTH];
			for (int left = 0; left + WINDOW <= WIDTH; left += WINDOW - OVERLAP) {
				Tensor part = crop(latents, left);
				Tensor answer = predictor.predict(part, timestep, conditions, control);
				if (answers == null) answers = new double[answer.data().length / WINDOW * WIDTH];
				for (int i = 0; i < answer.data().length; i++)
					answers[i / WINDOW * WIDTH + left + i % WINDOW] += share(left, i % WINDOW) * answer.data()[i];
				for (int x = 0; x < WINDOW; x++)
					shares[left + x] += share(left, x);
			}
			float[] mean = new float[answers.length];
			for (int i = 0; i < mean.length; i++)
				mean[i] = (float) (answers[i] / shares[i % WIDTH]);
			return Tensor.of(mean, latents.dim(0), 3, HEIGHT, WIDTH);
		};
	}

	private static double share(int left, int x) {
		int before = left == 0 ? WINDOW : x;
		int after = left + WINDOW == WIDTH ? WINDOW : WINDOW - 1 - x;
		return Math.max(0, Math.min(before, after) - SIGHT + 1);
	}

	private static Tensor crop(Tensor latents, int left) {
		float[] data = new float[latents.data().length / WIDTH * WINDOW];
		for (int i = 0; i < data.length; i++)
			data[i] = latents.data()[i / WINDOW * WIDTH + left + i % WINDOW];
		return Tensor.of(data, latents.dim(0), latents.dim(1), HEIGHT, WINDOW);
	}

	private static Conditions words(float... rows) {
		return Conditions.of(Map.of("words", Tensor.of(rows, rows.length, 1)));
	}

	private static Tensor wave(int batch, int channels) {
		float[] data = new float[batch * channels * HEIGHT * WIDTH];
		for (int i = 0; i < data.length; i++)
			data[i] = (float) Math.sin(i * 0.7);
		return Tensor.of(data, batch, channels, HEIGHT, WIDTH);
	}

	private static float[] channels(Tensor latent, int first, int end) {
		int size = HEIGHT * WIDTH;
		return Arrays.copyOfRange(latent.data(), first * size, end * size);
	}
}
