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
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.diffusion.scheduler.Scheduler;
import sc.fiji.img2img.diffusion.scheduler.SchedulerConfig;
import sc.fiji.img2img.random.NoiseSource;
import sc.fiji.img2img.tensor.Tensor;

/** An image is noised to the level at which a run begins. */
class NoisedImageTest {

	private static final int STEPS = 20;

	private static final double FIRST_BETA = 0.00085;

	private static final double LAST_BETA = 0.012;

	private static final SchedulerConfig CONFIG = SchedulerConfig.of(Map.of("_class_name", "DDIMScheduler", "beta_schedule",
		"scaled_linear", "beta_start", FIRST_BETA, "beta_end", LAST_BETA, "timestep_spacing", "leading", "steps_offset", 1));

	private static final NoiseSource ONES = count -> {
		float[] ones = new float[count];
		Arrays.fill(ones, 1);
		return ones;
	};

	@ParameterizedTest
	@ValueSource(strings = { "DDIM", "PNDM", "DPM++ 2M", "Euler", "Heun", "UniPC" })
	void imageAndNoiseAreMixedAsAtTheFirstTimestep(String name) {
		SchedulerChoice choice = choice(StrengthRule.FEWER_STEPS);
		DiffusionJob job = job(name, 0.75, 0.5f);
		Scheduler scheduler = choice.create(job, StepPlan.of(STEPS, 0.75));
		double kept = kept((int) Math.round(scheduler.timesteps()[5 * scheduler.order()]));
		assertEquals(0.5 * Math.sqrt(kept) + Math.sqrt(1 - kept), choice.noised(job, ONES).data()[0], 1e-5);
	}

	@Test
	void withoutAStepTheImageIsLeft() {
		DiffusionJob job = job("DDIM", 0.04, 0.25f);
		assertArrayEquals(job.image.whole().data(), choice(StrengthRule.FEWER_STEPS).noised(job, ONES).data());
	}

	@ParameterizedTest
	@ValueSource(strings = { "DDIM", "Euler", "LCM" })
	void moreStrengthIsMoreNoise(String scheduler) {
		float last = 0;
		for (double strength : new double[] { 0.4, 0.5, 0.6, 0.75, 1 }) {
			float noise = choice("LCM".equals(scheduler) ? StrengthRule.SHORTER_RANGE : StrengthRule.FEWER_STEPS).noised(job(
				scheduler, strength, 0), ONES).data()[0];
			assertTrue(noise > last && noise < 1, noise + " at " + strength + " after " + last);
			last = noise;
		}
	}

	private static SchedulerChoice choice(StrengthRule rule) {
		return SchedulerChoice.of(CONFIG, "the model brings along", rule, ConfigRepair.NONE);
	}

	private static DiffusionJob job(String scheduler, double strength, float value) {
		float[] data = new float[3 * 4 * 4];
		Arrays.fill(data, value);
		return DiffusionJob.of(Tensor.of(data, 1, 3, 4, 4)).steps(STEPS, false).strength(strength).scheduler(scheduler);
	}

	/** The share of the image's variance that is left at a timestep. */
	private static double kept(int timestep) {
		double kept = 1;
		for (int i = 0; i <= timestep; i++) {
			double root = Math.sqrt(FIRST_BETA) + (Math.sqrt(LAST_BETA) - Math.sqrt(FIRST_BETA)) * i / 999;
			kept *= 1 - root * root;
		}
		return kept;
	}
}
