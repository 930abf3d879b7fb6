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
package sc.fiji.img2img.command;

import java.io.IOException;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.diffusion.DiffusionJob;
import sc.fiji.img2img.diffusion.SchedulerChoice;
import sc.fiji.img2img.diffusion.StepPlan;
import sc.fiji.img2img.diffusion.StrengthRule;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.diffusion.scheduler.SchedulerName;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.random.TorchCpuGenerator;
import sc.fiji.img2img.tensor.Tensor;

/** How the runs of a model begin: at which of the steps, and with how much noise. Immutable; loads nothing. */
final class RunStart {

	/** Of a model that is not known. */
	static final RunStart UNKNOWN = new RunStart(null);

	/** Always the same noise, so that all that changes is how much there is of it. */
	private static final long SEED = 1;

	/**
	 * How much of the noise is left where 4 x 4 pixels become one.
	 * <p>
	 * NB: without that, nothing is seen at strengths at which models still see where things are.
	 * </p>
	 */
	private static final float AVERAGED = 0.25f;

	/** Null where the model is not known. */
	private final SchedulerChoice schedulers;

	private RunStart(SchedulerChoice schedulers) {
		this.schedulers = schedulers;
	}

	/**
	 * Looks at a model's files.
	 *
	 * @throws IOException if it cannot be run; the message says why
	 */
	static RunStart of(Model model) throws IOException {
		return new RunStart(Architectures.of(model).schedulers());
	}

	/** The steps that will run: "0.75: 15 of 20 steps". */
	String plan(Img2ImgSettings settings) {
		int steps = settings.get(Img2ImgSettings.STEPS);
		double strength = settings.get(Img2ImgSettings.STRENGTH);
		boolean exact = settings.get(Img2ImgSettings.EXACT);
		StepPlan plan = schedulers == null ? StrengthRule.FEWER_STEPS.plan(steps, strength, exact) : schedulers.plan(steps,
			strength, exact);
		return strength + ": " + plan;
	}

	/**
	 * An image with the noise that a run begins with, mixed into its pixels as a run mixes it into the latent, and seen from
	 * so far away that noise averages out somewhat.
	 *
	 * @param image [1, 3, H, W] in -1 to 1, a quarter as wide and high as what is noised
	 * @return the same shape; null where the model is not known
	 * @throws IllegalArgumentException if the scheduler cannot be used so; the message says why
	 */
	Tensor noised(Tensor image, Img2ImgSettings settings) {
		if (schedulers == null) return null;
		SchedulerName scheduler = settings.get(Img2ImgSettings.SCHEDULER);
		DiffusionJob job = DiffusionJob.of(image) //
			.steps(settings.get(Img2ImgSettings.STEPS), settings.get(Img2ImgSettings.EXACT)) //
			.strength(settings.get(Img2ImgSettings.STRENGTH)) //
			.scheduler(scheduler.isOfModel() ? null : scheduler.toString());
		return schedulers.noised(job, RunStart::noise);
	}

	private static float[] noise(int count) {
		float[] noise = TorchCpuGenerator.of(SEED).next(count);
		for (int i = 0; i < count; i++)
			noise[i] *= AVERAGED;
		return noise;
	}
}
