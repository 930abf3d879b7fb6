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

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.random.NoiseDevice;
import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tile.Windows;

/**
 * One image to be diffused, and how.
 * <p>
 * A fluent builder whose defaults are those of diffusers' img2img pipeline; not thread-safe while it is being built.
 * </p>
 */
public final class DiffusionJob {

	final ImageSource image;

	ImageSource mask;

	String prompt = "";

	String negative;

	boolean literalPrompts;

	int steps = 50;

	double strength = 0.8;

	boolean exactSteps;

	Guidance guidance = Guidance.of(7.5, 0);

	GuidanceInterval guidanceInterval = GuidanceInterval.whole();

	boolean forecast;

	boolean deepCache;

	String scheduler;

	final Map<String, Object> schedulerOptions = new LinkedHashMap<>(Map.of("eta", 0.0));

	long[] seeds = { 0 };

	NoiseDevice noise = NoiseDevice.CPU;

	/** Where the image lies in a larger one, in pixels; null if it is one by itself. */
	long[] place;

	boolean tiled = true;

	DecoderChoice decoder = DecoderChoice.AUTO;

	MemoryUse memory = MemoryUse.AUTO;

	Windows windows;

	final List<Lora> loras = new ArrayList<>();

	private DiffusionJob(ImageSource image) {
		this.image = image;
		windows = Windows.whole(image.width(), image.height());
	}

	/**
	 * A job.
	 *
	 * @param image [1, 3, H, W] in -1 to 1; H and W divisible by the pipeline's granularity
	 */
	public static DiffusionJob of(Tensor image) {
		if (image.rank() != 4 || image.dim(0) != 1 || image.dim(1) != 3) throw new IllegalArgumentException(
			"An image should have the shape [1, 3, height, width], but is a " + image + ".");
		return of(ImageSource.of(image));
	}

	/** As {@link #of(Tensor)}, of an image that is read part by part while the job runs. */
	public static DiffusionJob of(ImageSource image) {
		return new DiffusionJob(image);
	}

	/**
	 * Limits the change to a part of the image, as diffusers' inpainting pipeline does.
	 *
	 * @param newMask [1, 1, H, W], at least 0.5 where the image may change; null for everywhere
	 */
	public DiffusionJob mask(Tensor newMask) {
		return mask(newMask == null ? null : ImageSource.of(newMask));
	}

	/** As {@link #mask(Tensor)}, with a mask that is read part by part. */
	public DiffusionJob mask(ImageSource newMask) {
		mask = newMask;
		return this;
	}

	/** The text to steer towards. */
	public DiffusionJob prompt(String newPrompt) {
		prompt = newPrompt;
		return this;
	}

	/** The text to steer away from; null for none, which SDXL tells from an empty one. */
	public DiffusionJob negative(String newNegative) {
		negative = newNegative;
		return this;
	}

	/** Whether brackets and colons in the prompts are text instead of weights. */
	public DiffusionJob literalPrompts(boolean literal) {
		literalPrompts = literal;
		return this;
	}

	/** The steps of the whole schedule, at least 1; with {@code exact} the steps that run. */
	public DiffusionJob steps(int newSteps, boolean exact) {
		steps = newSteps;
		exactSteps = exact;
		return this;
	}

	/** The share of the schedule that runs, 0 to 1. */
	public DiffusionJob strength(double newStrength) {
		strength = newStrength;
		return this;
	}

	/** How strongly the prompts act. */
	public DiffusionJob guidance(Guidance newGuidance) {
		guidance = newGuidance;
		return this;
	}

	/** The steps in which the prompts guide. */
	public DiffusionJob guidanceInterval(GuidanceInterval newInterval) {
		guidanceInterval = newInterval;
		return this;
	}

	/** Whether the network is asked in about every other step only, and its answers are continued in between. */
	public DiffusionJob forecast(boolean newForecast) {
		forecast = newForecast;
		return this;
	}

	/** Whether the network's deep layers are asked in every other step only, and what they said is used again in between. */
	public DiffusionJob deepCache(boolean newDeepCache) {
		deepCache = newDeepCache;
		return this;
	}

	/** The scheduler's class in diffusers or the name that users know it by; null for the model's own. */
	public DiffusionJob scheduler(String newScheduler) {
		scheduler = newScheduler;
		return this;
	}

	/**
	 * Sets one of the scheduler's keys, over what the model's configuration says.
	 *
	 * @param key as in diffusers' scheduler_config.json; or eta, 0 to 1, the share of fresh noise in the steps of DDIM and
	 *          TCD, which is 0 unless set, as in diffusers' pipelines
	 */
	public DiffusionJob schedulerOption(String key, Object value) {
		schedulerOptions.put(key, value);
		return this;
	}

	/** One result is made for each seed; they run as one batch. */
	public DiffusionJob seeds(long... newSeeds) {
		seeds = newSeeds.clone();
		return this;
	}

	/** Whose random numbers are drawn. */
	public DiffusionJob noise(NoiseDevice newNoise) {
		noise = newNoise;
		return this;
	}

	/** The noise is that of a place in a larger image, in pixels that the latents' factor divides; otherwise diffusers'. */
	public DiffusionJob noiseAt(long left, long top) {
		place = new long[] { left, top };
		return this;
	}

	/** Adds a LoRA; the changes of several add up. */
	public DiffusionJob lora(Lora lora) {
		loras.add(lora);
		return this;
	}

	/** Whether large images go through the VAE in tiles. */
	public DiffusionJob tiled(boolean newTiled) {
		tiled = newTiled;
		return this;
	}

	/** What makes the previews, and is to make the image. */
	public DiffusionJob decoder(DecoderChoice newDecoder) {
		decoder = newDecoder;
		return this;
	}

	/** Which networks stay loaded. */
	public DiffusionJob memory(MemoryUse newMemory) {
		memory = newMemory;
		return this;
	}

	/** What the network sees of the image at once: windows in pixels, as {@link Img2ImgPipeline#windows} gives them. */
	public DiffusionJob windows(Windows newWindows) {
		windows = newWindows;
		return this;
	}

	/** What the network sees of the image at once; one window if that is all. */
	public Windows windows() {
		return windows;
	}

	/** The image. */
	public ImageSource image() {
		return image;
	}

	/** The text to steer towards. */
	public String prompt() {
		return prompt;
	}

	/** The text to steer away from; null for none. */
	public String negative() {
		return negative;
	}

	/** Whether brackets and colons in the prompts are text instead of weights. */
	public boolean literalPrompts() {
		return literalPrompts;
	}

	/** The LoRAs; cannot be changed. */
	public List<Lora> loras() {
		return Collections.unmodifiableList(loras);
	}
}
