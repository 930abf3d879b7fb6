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

import java.util.List;
import java.util.function.UnaryOperator;

import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/** The loop: asks a predictor about all rows at once, and lets each row's scheduler step by its answer. Immutable. */
final class Denoiser {

	private final Predictor predictor;

	private final Conditions conditions;

	private final UnaryOperator<Tensor> preview;

	/**
	 * A loop.
	 *
	 * @param conditions a row for each image of the batch
	 * @param preview makes a picture of a latent
	 */
	Denoiser(Predictor predictor, Conditions conditions, UnaryOperator<Tensor> preview) {
		this.predictor = predictor;
		this.conditions = conditions;
		this.preview = preview;
	}

	/**
	 * Takes all rows to the end of the schedule.
	 *
	 * @param rows the images of the batch, begun at {@code first}
	 * @param timesteps the whole schedule
	 * @param first the index of the first model call
	 * @param steps how many steps these calls are for the user
	 */
	void run(List<Trajectory> rows, double[] timesteps, int first, int steps, RunControl control) {
		control.stage("Denoising the image");
		int calls = timesteps.length - first;
		int done = 0;
		long start = System.nanoTime();
		long warm = start;
		for (int index = first; index < timesteps.length; index++) {
			int call = index;
			Tensor inputs = Tensor.concatenate(rows.stream().map(row -> row.modelInput(call)).toArray(Tensor[]::new));
			Tensor answers = predictor.predict(inputs, timesteps[index], conditions, control);
			for (int r = 0; r < rows.size(); r++)
				rows.get(r).step(answers.row(r).data(), index);
			int made = index + 1 - first;
			// NB: devices compile in the first call.
			if (made == 1) warm = System.nanoTime();
			// NB: samplers may call the model more or less often than once per step.
			int stepsMade = (int) ((long) made * steps / calls);
			if (stepsMade == done) continue;
			done = stepsMade;
			double seconds = made == 1 ? (warm - start) * 1e-9 : (System.nanoTime() - warm) * 1e-9 / (made - 1);
			double secondsLeft = seconds * (calls - made);
			control.step(done, steps, secondsLeft, () -> preview.apply(rows.get(0).latent()));
		}
	}
}
