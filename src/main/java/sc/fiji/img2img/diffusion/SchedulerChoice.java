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

import java.util.Map;

import sc.fiji.img2img.diffusion.scheduler.Scheduler;
import sc.fiji.img2img.diffusion.scheduler.SchedulerConfig;
import sc.fiji.img2img.diffusion.scheduler.SchedulerType;
import sc.fiji.img2img.diffusion.scheduler.Schedulers;
import sc.fiji.img2img.random.NoiseSource;
import sc.fiji.img2img.tensor.Tensor;

/** Makes the scheduler that a job asks for from the configuration that its model brings along. Immutable. */
public final class SchedulerChoice {

	private final SchedulerConfig config;

	private final String origin;

	private final StrengthRule rule;

	private final ConfigRepair repair;

	private SchedulerChoice(SchedulerConfig config, String origin, StrengthRule rule, ConfigRepair repair) {
		this.config = config;
		this.origin = origin;
		this.rule = rule;
		this.repair = repair;
	}

	/**
	 * A choice.
	 *
	 * @param config what the model says of its scheduler
	 * @param origin where it says it, for messages: "the model M brings along in FILE"
	 */
	public static SchedulerChoice of(SchedulerConfig config, String origin, StrengthRule rule, ConfigRepair repair) {
		return new SchedulerChoice(config, origin, rule, repair);
	}

	/** The steps that a job with these values would run. */
	public StepPlan plan(int steps, double strength, boolean exact) {
		return rule.plan(steps, strength, exact);
	}

	/**
	 * What a network would see first if the job's image were its latent; shows how much of an image a strength leaves.
	 *
	 * @param noise is drawn from once, as much as the image has values
	 * @return of the image's shape; the image where no step would run
	 * @throws IllegalArgumentException if the scheduler does not exist, or cannot be used so
	 */
	public Tensor noised(DiffusionJob job, NoiseSource noise) {
		StepPlan plan = plan(job.steps, job.strength, job.exactSteps);
		Tensor image = job.image.whole();
		if (plan.isEmpty()) return image;
		Scheduler scheduler = create(job, plan);
		int first = plan.first() * scheduler.order();
		scheduler.begin(first);
		float[] noised = scheduler.addNoise(image.data(), noise.next(image.data().length), first);
		return Tensor.of(scheduler.scaleModelInput(noised, first), image.shape());
	}

	/** A new scheduler for one image of a job. */
	Scheduler create(DiffusionJob job, StepPlan plan) {
		boolean own = job.scheduler == null;
		SchedulerConfig merged = repair.apply(config, own, job.mask != null);
		for (Map.Entry<String, Object> option : job.schedulerOptions.entrySet())
			merged = merged.with(option.getKey(), option.getValue());
		SchedulerType type = own ? own() : Schedulers.find(job.scheduler);
		return type.create(merged, plan.scheduled(), rule.range(job.strength));
	}

	private SchedulerType own() {
		try {
			return Schedulers.ownOf(config);
		}
		catch (IllegalArgumentException e) {
			throw new IllegalArgumentException("The scheduler that " + origin + " cannot be used; choose another one. " + e
				.getMessage(), e);
		}
	}
}
