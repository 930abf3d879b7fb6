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
package sc.fiji.img2img.diffusion.scheduler;

/**
 * What a UniPC step from one noise level to another weighs its terms with (Zhao et al., "UniPC: A Unified
 * Predictor-Corrector Framework for Fast Sampling of Diffusion Models", algorithms 1 and 2).
 */
final class UniPcWeights {

	/** For the sample that the step starts from. */
	final float sample;
	/** For the newest prediction at the step's start. */
	final float prediction;
	/** For the sum of the differences. */
	final float differences;
	/** The places of the earlier predictions, in steps before the start (negative). */
	final float[] places;
	private final float[] right;

	private UniPcWeights(float sample, float prediction, float differences, float[] places,
		float[] right)
	{
		this.sample = sample;
		this.prediction = prediction;
		this.differences = differences;
		this.places = places;
		this.right = right;
	}

	/**
	 * The weights of a step.
	 *
	 * @param from the index where the step starts; it leads to the next one
	 * @param order 1 and up; one less is the number of predictions used from before {@code from}
	 * @param ofImage whether the predictions are images; else they are noise
	 * @param bh1 whether the step is measured as the solver type bh1 does, by its length; else bh2, exponentially
	 */
	static UniPcWeights of(SolverTimeline timeline, int from, int order, boolean ofImage,
		boolean bh1)
	{
		int to = from + 1;
		float h = timeline.lambda(to) - timeline.lambda(from);
		float[] places = new float[order - 1];
		for (int i = 0; i < places.length; i++) {
			places[i] = (timeline.lambda(from - 1 - i) - timeline.lambda(from)) / h;
		}
		float signed = ofImage ? -h : h;
		float grown = FloatMath.expm1(signed);
		float measure = bh1 ? signed : grown;
		float scale = ofImage ? timeline.alpha(to) : timeline.sigma(to);
		float sample = ofImage ? timeline.sigma(to) / timeline.sigma(from)
			: timeline.alpha(to) / timeline.alpha(from);
		return new UniPcWeights(sample, -(scale * grown), -(scale * measure), places,
			moments(signed, grown, measure, order));
	}

	private static float[] moments(float h, float grown, float measure, int order) {
		float[] moments = new float[order];
		float phi = grown / h - 1;
		int factorial = 1;
		for (int i = 0; i < order; i++) {
			moments[i] = phi * factorial / measure;
			factorial *= i + 2;
			phi = phi / h - 1f / factorial;
		}
		return moments;
	}

	/** The weights of the differences to the earlier predictions, without one to the step's end. */
	float[] predictor() {
		return places.length == 1 ? new float[] { 0.5f } : solve(places.clone(), places.length);
	}

	/** The weights of the differences to the earlier predictions and, last, of that to the step's end. */
	float[] corrector() {
		if (places.length == 0) {
			return new float[] { 0.5f };
		}
		float[] all = new float[places.length + 1];
		System.arraycopy(places, 0, all, 0, places.length);
		all[places.length] = 1;
		return solve(all, all.length);
	}

	/** Solves the Vandermonde system whose row i holds the nodes to the power i, by elimination with pivoting. */
	private float[] solve(float[] nodes, int size) {
		double[][] rows = new double[size][size + 1];
		for (int i = 0; i < size; i++) {
			for (int k = 0; k < size; k++) {
				rows[i][k] = (float) Math.pow(nodes[k], i);
			}
			rows[i][size] = right[i];
		}
		for (int column = 0; column < size; column++) {
			bringUpPivot(rows, column);
			for (int i = 0; i < size; i++) {
				double factor = i == column ? 0 : rows[i][column] / rows[column][column];
				for (int k = column; k <= size && factor != 0; k++) {
					rows[i][k] -= factor * rows[column][k];
				}
			}
		}
		float[] solution = new float[size];
		for (int i = 0; i < size; i++) {
			solution[i] = (float) (rows[i][size] / rows[i][i]);
		}
		return solution;
	}

	private static void bringUpPivot(double[][] rows, int column) {
		int best = column;
		for (int i = column + 1; i < rows.length; i++) {
			best = Math.abs(rows[i][column]) > Math.abs(rows[best][column]) ? i : best;
		}
		double[] row = rows[best];
		rows[best] = rows[column];
		rows[column] = row;
	}
}
