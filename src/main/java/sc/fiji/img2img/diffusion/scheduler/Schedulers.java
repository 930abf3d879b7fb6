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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All samplers, by the names of diffusers' classes and by those that users know from AUTOMATIC1111 and ComfyUI.
 * <p>
 * Case, spaces, hyphens and underscores in names do not matter. To the names of samplers whose noise levels can be spread
 * in another way, " Karras", " Exponential" or " Beta" can be appended; without that, the model's settings decide.
 * </p>
 */
public final class Schedulers {

	private static final List<SchedulerType> TYPES = Arrays.asList(
		SchedulerType.of("DDIM", "DDIMScheduler", DdimScheduler::new),
		SchedulerType.of("DDPM", "DDPMScheduler", DdpmScheduler::new),
		SchedulerType.of("PNDM", "PNDMScheduler", PndmScheduler::new),
		SchedulerType.of("LMS", "LMSDiscreteScheduler", LmsScheduler::new).spreadable(),
		SchedulerType.of("Euler", "EulerDiscreteScheduler", EulerScheduler::new).spreadable(),
		SchedulerType.of("Euler a", "EulerAncestralDiscreteScheduler", EulerAncestralScheduler::new),
		SchedulerType.of("Heun", "HeunDiscreteScheduler", HeunScheduler::new).spreadable(),
		SchedulerType.of("DPM2", "KDPM2DiscreteScheduler", Kdpm2Scheduler::new).spreadable(),
		SchedulerType.of("DPM2 a", "KDPM2AncestralDiscreteScheduler", Kdpm2AncestralScheduler::new).spreadable(),
		SchedulerType.of("DPM++ 2M", "DPMSolverMultistepScheduler", DpmMultistepScheduler::new).spreadable(),
		SchedulerType.of("DPM++ 2S", "DPMSolverSinglestepScheduler", DpmSinglestepScheduler::new).spreadable(),
		SchedulerType.of("DEIS", "DEISMultistepScheduler", DeisScheduler::new).spreadable(),
		SchedulerType.of("UniPC", "UniPCMultistepScheduler", UniPcScheduler::new).spreadable(),
		SchedulerType.of("LCM", "LCMScheduler", LcmScheduler::new),
		SchedulerType.of("TCD", "TCDScheduler", TcdScheduler::new),
		SchedulerType.of("FlowMatch Euler", "FlowMatchEulerDiscreteScheduler", FlowMatchEulerScheduler::new).spreadable());

	private static final List<SchedulerType> VARIANTS = Arrays.asList(
		type("PNDM").named("PLMS", "skip_prk_steps", true),
		type("DPM++ 2M").named("DPM++ 2M", "algorithm_type", "dpmsolver++"),
		type("DPM++ 2M").named("DPM++ 2M SDE", "algorithm_type", "sde-dpmsolver++"),
		type("DPM++ 2M").named("DPM++ 2M SDE Heun", "algorithm_type", "sde-dpmsolver++").named("DPM++ 2M SDE Heun",
			"solver_type", "heun"));

	private static final String[][] ALIASES = { { "Euler ancestral", "Euler a" }, { "DPM2 ancestral", "DPM2 a" },
		{ "KDPM2", "DPM2" }, { "KDPM2 a", "DPM2 a" } };

	/** Samplers that users look for and that cannot be had. */
	private static final List<String> BROWNIAN = Arrays.asList(key("DPMSolverSDEScheduler"), key("DPM++ SDE"), key(
		"DPM++ SDE Karras"));

	private static final String[] SPREADS = { "Karras", "Exponential", "Beta" };

	/** The types by the names that users know. */
	private static final Map<String, SchedulerType> BY_NAME = byName();
	private static final Map<String, SchedulerType> BY_KEY = byKey();

	private Schedulers() {}

	/** The names that users know, in the order of a menu. */
	public static List<String> names() {
		return new ArrayList<>(BY_NAME.keySet());
	}

	/**
	 * Finds a sampler.
	 *
	 * @param name the name of diffusers' class, or one of those that users know
	 * @throws IllegalArgumentException with a sentence that lists the possible names
	 */
	public static SchedulerType find(String name) {
		SchedulerType type = BY_KEY.get(key(name));
		if (type != null) {
			return type;
		}
		if (BROWNIAN.contains(key(name))) {
			throw new IllegalArgumentException("The scheduler " + name +
				" is not available, because its noise comes from a Brownian tree of its own; use DPM++ 2M SDE.");
		}
		String plain = BY_NAME.keySet().stream().filter(known -> !isSpread(known)).collect(Collectors.joining(", "));
		String spreadable = BY_NAME.values().stream().filter(known -> known.isSpreadable() && !isSpread(known.name()))
			.map(SchedulerType::name).collect(Collectors.joining(", "));
		throw new IllegalArgumentException("There is no scheduler \"" + name + "\"; possible are " + plain +
			", the names of their diffusers classes, and, followed by Karras, Exponential or Beta, " + spreadable + ".");
	}

	/**
	 * The sampler that a model comes with.
	 *
	 * @param config the model's scheduler_config.json, whose {@code _class_name} counts
	 */
	public static SchedulerType ownOf(SchedulerConfig config) {
		String name = config.text("_class_name", "");
		if (name.isEmpty()) {
			throw new IllegalArgumentException("The scheduler's _class_name is missing; it must be that of a" +
				" diffusers class, such as \"PNDMScheduler\".");
		}
		return find(name);
	}

	private static SchedulerType type(String name) {
		return TYPES.stream().filter(type -> type.name().equals(name)).findFirst().get();
	}

	private static Map<String, SchedulerType> byName() {
		Map<String, SchedulerType> types = new LinkedHashMap<>();
		TYPES.forEach(type -> types.put(type.name(), type));
		VARIANTS.forEach(type -> types.put(type.name(), type));
		Map<String, SchedulerType> all = new LinkedHashMap<>();
		types.forEach((name, type) -> {
			all.put(name, type);
			if (type.isSpreadable()) {
				Arrays.stream(SPREADS).forEach(spread -> all.put(name + ' ' + spread, spread(type, spread)));
			}
		});
		return all;
	}

	private static SchedulerType spread(SchedulerType type, String chosen) {
		SchedulerType result = type;
		for (String spread : SPREADS) {
			String key = "use_" + spread.toLowerCase(Locale.ROOT) + "_sigmas";
			result = result.named(type.name() + ' ' + chosen, key, spread.equals(chosen));
		}
		return result;
	}

	private static boolean isSpread(String name) {
		return Arrays.stream(SPREADS).anyMatch(spread -> name.endsWith(' ' + spread));
	}

	private static Map<String, SchedulerType> byKey() {
		Map<String, SchedulerType> types = new LinkedHashMap<>();
		TYPES.forEach(type -> types.put(key(type.className()), type));
		BY_NAME.forEach((name, type) -> types.put(key(name), type));
		for (String[] alias : ALIASES) {
			BY_NAME.forEach((name, type) -> {
				if (name.equals(alias[1]) || name.startsWith(alias[1] + ' ') && isSpread(name)) {
					types.put(key(alias[0] + name.substring(alias[1].length())), type);
				}
			});
		}
		return types;
	}

	/** NB: ComfyUI writes "dpmpp" for "DPM++". */
	private static String key(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "").replace("dpmpp", "dpm++");
	}
}
