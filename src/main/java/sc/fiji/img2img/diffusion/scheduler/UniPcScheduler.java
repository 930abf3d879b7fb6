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

import java.util.Arrays;

import sc.fiji.img2img.random.NoiseSource;

/**
 * UniPC (Zhao et al.): a multistep predictor whose every result is corrected once the model has been asked there, at no
 * further call.
 */
final class UniPcScheduler extends SolverScheduler {

	private static final int MAX_ORDER = 8;

	private final SolverPrediction prediction;
	private final boolean ofImage;
	private final boolean bh1;
	private final boolean lowerOrderFinal;
	private final int order;
	private final double[] uncorrected;
	private float[] lastSample;
	private int lastOrder;

	UniPcScheduler(SchedulerConfig config, int steps) {
		this(config, order(config), steps);
	}

	private UniPcScheduler(SchedulerConfig config, int order, int steps) {
		super(UniPcTimeline.of(config, steps), order);
		this.order = order;
		bh1 = "bh1".equals(config.choice("solver_type", "bh2", "bh1", "bh2", "midpoint", "heun", "logrho"));
		ofImage = config.flag("predict_x0", true);
		prediction = ofImage ? SolverPrediction.ofImage(config) : SolverPrediction.ofNoise(config, SampleLimit.NONE);
		lowerOrderFinal = config.flag("lower_order_final", true);
		uncorrected = config.numbers("disable_corrector");
		if (!DpmAlgorithm.endsAtSmallest(config) && (!ofImage || !lowerOrderFinal && order > 1)) {
			// the weights of the last step would be infinite, and its result NaN
			throw new IllegalArgumentException("The scheduler's " + (ofImage ? "lower_order_final" : "predict_x0") +
				" is false, so that UniPC cannot end without noise; final_sigmas_type must be \"sigma_min\".");
		}
	}

	private static int order(SchedulerConfig config) {
		if (config.has("solver_p")) {
			throw config.refusal("solver_p", "missing: no other sampler can take the predictor's place");
		}
		return config.integer("solver_order", 2, 1, MAX_ORDER);
	}

	@Override
	public void begin(int index) {
		super.begin(index);
		lastSample = null;
	}

	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		float[] converted = ofImage ? prediction.image(sample, modelOutput, timeline, index) : prediction.noise(sample,
			modelOutput, timeline, index);
		boolean correct = lastSample != null && Arrays.stream(uncorrected).noneMatch(i -> i == index - 1);
		lastSample = correct ? corrected(converted, index) : sample.clone();
		history.push(converted);
		lastOrder = Math.min(order, history.size());
		if (lowerOrderFinal) {
			lastOrder = Math.min(lastOrder, timeline.length() - index);
		}
		return predicted(index);
	}

	/** NB: diffusers' bh1 multiplies the absent differences of the last step by infinity, and so ends in NaN at level 0. */
	private float[] predicted(int index) {
		UniPcWeights weights = UniPcWeights.of(timeline, index, lastOrder, ofImage, bh1);
		LatentSum next = start(weights);
		if (lastOrder > 1) {
			next.plus(weights.differences, differences(weights, weights.predictor()).toArray());
		}
		return next.toArray();
	}

	private float[] corrected(float[] converted, int index) {
		UniPcWeights weights = UniPcWeights.of(timeline, index - 1, lastOrder, ofImage, bh1);
		float[] shares = weights.corrector();
		float[] toEnd = Latents.difference(1, converted, history.get(0));
		float[] all = lastOrder == 1 ? LatentSum.of(shares[0], toEnd).toArray() : differences(weights, shares).plus(
			shares[lastOrder - 1], toEnd).toArray();
		return start(weights).plus(weights.differences, all).toArray();
	}

	private LatentSum start(UniPcWeights weights) {
		return LatentSum.of(weights.sample, lastSample).plus(weights.prediction, history.get(0));
	}

	private LatentSum differences(UniPcWeights weights, float[] shares) {
		LatentSum sum = null;
		for (int i = 0; i < weights.places.length; i++) {
			float[] difference = new float[lastSample.length];
			for (int k = 0; k < difference.length; k++) {
				difference[k] = (history.get(i + 1)[k] - history.get(0)[k]) / weights.places[i];
			}
			sum = sum == null ? LatentSum.of(shares[i], difference) : sum.plus(shares[i], difference);
		}
		return sum;
	}
}
