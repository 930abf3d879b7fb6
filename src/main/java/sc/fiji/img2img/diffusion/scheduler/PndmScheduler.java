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

import sc.fiji.img2img.random.NoiseSource;

/**
 * Liu et al., "Pseudo Numerical Methods for Diffusion Models on Manifolds": a linear multistep method that starts with
 * Runge-Kutta steps of four model calls, or, with {@code skip_prk_steps}, with one step of two calls (PLMS).
 * <p>
 * NB: which call is which is counted from where a run begins, not from the schedule's start: in image to image the
 * starting calls then fall on ordinary timesteps. So it is in diffusers.
 * </p>
 */
final class PndmScheduler extends TimestepScheduler {

	private static final int ORDER = 4;
	/** By the number of outputs known, newest first. */
	private static final float[][] ADAMS_BASHFORTH = { { 1 }, { 3, -1 }, { 23, -16, 5 }, { 55, -59, 37, -9 } };
	private static final float[] ADAMS_BASHFORTH_DIVISORS = { 1, 2, 12, 24 };

	private final int rungeKuttaCalls;
	private final int stride;
	private final float finalAlpha;
	private final OutputHistory outputs = OutputHistory.of(ORDER);
	private int calls;
	private float[] startSample;
	private float[] average;

	PndmScheduler(SchedulerConfig config, int steps) {
		super(PredictionType.of(config, PredictionType.EPSILON, PredictionType.V_PREDICTION), NoiseSchedule.of(config,
			BetaRange.PIXELS), timesteps(config, steps));
		stride = schedule.length() / steps;
		finalAlpha = config.flag("set_alpha_to_one", false) ? 1 : schedule.alpha(0);
		rungeKuttaCalls = skipsRungeKutta(config) ? 0 : 4 * (ORDER - 1);
	}

	private static boolean skipsRungeKutta(SchedulerConfig config) {
		return config.flag("skip_prk_steps", false);
	}

	private static int[] timesteps(SchedulerConfig config, int steps) {
		int[] whole = TimestepSpacing.of(config, TimestepSpacing.LEADING).wholeWithin(config, steps);
		if (skipsRungeKutta(config)) {
			return withSecondRepeated(whole);
		}
		if (whole.length < ORDER) {
			throw new IllegalArgumentException("PNDM cannot take " + steps + " steps: its Runge-Kutta start needs at least " +
				ORDER + ", or skip_prk_steps.");
		}
		return withRungeKuttaStart(whole, NoiseSchedule.trainingTimesteps(config) / steps / 2);
	}

	private static int[] withSecondRepeated(int[] whole) {
		if (whole.length == 1) {
			return whole;
		}
		int[] result = new int[whole.length + 1];
		System.arraycopy(whole, 0, result, 0, 2);
		System.arraycopy(whole, 1, result, 2, whole.length - 1);
		return result;
	}

	/** Three steps of four calls: at the step's start, twice in its middle, and at its end. */
	private static int[] withRungeKuttaStart(int[] whole, int half) {
		int[] result = new int[4 * (ORDER - 1) + whole.length - (ORDER - 1)];
		for (int i = 0; i < ORDER - 1; i++) {
			result[4 * i] = whole[i];
			result[4 * i + 1] = whole[i + 1] + half;
			result[4 * i + 2] = whole[i + 1] + half;
			result[4 * i + 3] = whole[i + 1];
		}
		System.arraycopy(whole, ORDER - 1, result, 4 * (ORDER - 1), whole.length - (ORDER - 1));
		return result;
	}

	@Override
	public void begin(int index) {
		calls = 0;
		startSample = null;
		average = null;
		outputs.clear();
	}

	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		int call = calls++;
		return call < rungeKuttaCalls ? rungeKutta(modelOutput, call, timestep(index), sample) : multistep(modelOutput,
			call, timestep(index), sample);
	}

	private float[] rungeKutta(float[] output, int call, int timestep, float[] sample) {
		int next = timestep - (call % 2 == 0 ? stride / 2 : 0);
		int start = timestep(call / 4 * 4);
		float[] slope = output;
		switch (call % 4) {
			case 0:
				average = Latents.mix(1f / 6, output, 0, output);
				outputs.push(output.clone());
				startSample = sample.clone();
				break;
			case 3:
				slope = Latents.add(average, 1f / 6, output);
				break;
			default:
				average = Latents.add(average, 1f / 3, output);
		}
		return transfer(startSample, start, next, slope);
	}

	private float[] multistep(float[] output, int call, int timestep, float[] sample) {
		if (call == 1) {
			float[] slope = new float[output.length];
			for (int i = 0; i < slope.length; i++) {
				slope[i] = (output[i] + outputs.get(0)[i]) / 2;
			}
			return transfer(startSample, timestep + stride, timestep, slope);
		}
		if (call == 0) {
			startSample = sample.clone();
		}
		outputs.push(output.clone());
		return transfer(sample, timestep, timestep - stride, adamsBashforth());
	}

	private float[] adamsBashforth() {
		float[] weights = ADAMS_BASHFORTH[outputs.size() - 1];
		LatentSum sum = LatentSum.of(weights[0], outputs.get(0));
		for (int back = 1; back < weights.length; back++) {
			sum.plus(weights[back], outputs.get(back));
		}
		return Latents.divide(sum.toArray(), ADAMS_BASHFORTH_DIVISORS[weights.length - 1]);
	}

	/** The paper's equation 9: the sample at another timestep, if the slope held all the way. */
	private float[] transfer(float[] sample, int from, int to, float[] slope) {
		float alpha = schedule.alpha(from);
		float alphaNext = schedule.alphaOr(to, finalAlpha);
		float[] noise = prediction.noise(sample, slope, FloatMath.sqrt(alpha), FloatMath.sqrt(1 - alpha));
		float sampleShare = FloatMath.sqrt(alphaNext / alpha);
		float divisor = alpha * FloatMath.sqrt(1 - alphaNext) + FloatMath.sqrt(alpha * (1 - alpha) * alphaNext);
		float[] result = new float[sample.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = sampleShare * sample[i] - (alphaNext - alpha) * noise[i] / divisor;
		}
		return result;
	}
}
