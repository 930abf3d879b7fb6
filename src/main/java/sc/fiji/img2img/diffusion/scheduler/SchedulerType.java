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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A sampler as users choose it: a way of sampling, with those settings that its name stands for ("DPM++ 2M Karras").
 * Immutable.
 */
public final class SchedulerType {

	/** Makes samplers that know nothing of the strength. */
	@FunctionalInterface
	interface ByStepsFactory {

		Scheduler create(SchedulerConfig config, int steps);
	}

	/** Makes samplers whose timesteps depend on the strength. */
	@FunctionalInterface
	interface ByStrengthFactory {

		Scheduler create(SchedulerConfig config, int steps, double strength);
	}

	private final String name;
	private final String className;
	private final ByStrengthFactory factory;
	private final boolean spreadable;
	private final Map<String, Object> settings;

	private SchedulerType(String name, String className, ByStrengthFactory factory,
		boolean spreadable, Map<String, Object> settings)
	{
		this.name = name;
		this.className = className;
		this.factory = factory;
		this.spreadable = spreadable;
		this.settings = settings;
	}

	static SchedulerType of(String name, String className, ByStepsFactory factory) {
		return of(name, className, (config, steps, strength) -> factory.create(config, steps));
	}

	static SchedulerType of(String name, String className, ByStrengthFactory factory) {
		return new SchedulerType(name, className, factory, false, Collections.emptyMap());
	}

	/** The same sampler, as one whose noise levels can be spread otherwise (see {@link SigmaSpacing}). */
	SchedulerType spreadable() {
		return new SchedulerType(name, className, factory, true, settings);
	}

	/** The same sampler under another name, with a setting that the name stands for. */
	SchedulerType named(String otherName, String key, Object value) {
		Map<String, Object> more = new LinkedHashMap<>(settings);
		more.put(key, value);
		return new SchedulerType(otherName, className, factory, spreadable, more);
	}

	boolean isSpreadable() {
		return spreadable;
	}

	/** The name that users know. */
	public String name() {
		return name;
	}

	/** The name of diffusers' class, which stands in model_index.json and scheduler_config.json. */
	public String className() {
		return className;
	}

	/**
	 * Makes a sampler for one image of one run.
	 *
	 * @param config the model's settings, maybe written for another sampler; what this type's name stands for wins over them
	 * @param steps the number of steps of the whole schedule, at least 1
	 * @param strength above 0 and at most 1; only LCM and TCD heed it, which then crowd all steps into the schedule's clean
	 *          part. Pipelines that only leave out the first steps pass 1.
	 * @throws IllegalArgumentException with one sentence, if the settings or the number of steps are not possible
	 */
	public Scheduler create(SchedulerConfig config, int steps, double strength) {
		if (steps < 1) {
			throw new IllegalArgumentException(name + " cannot take " + steps + " steps: at least 1 is needed.");
		}
		if (!(strength > 0 && strength <= 1)) {
			throw new IllegalArgumentException("The strength is " + strength + ", but it must be above 0 and at most 1.");
		}
		SchedulerConfig merged = config;
		for (Map.Entry<String, Object> setting : settings.entrySet()) {
			merged = merged.with(setting.getKey(), setting.getValue());
		}
		return factory.create(merged, steps, strength);
	}

	@Override
	public String toString() {
		return name;
	}
}
