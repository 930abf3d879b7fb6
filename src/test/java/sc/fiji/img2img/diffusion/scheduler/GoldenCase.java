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

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.io.IOException;
import java.util.Arrays;

import sc.fiji.img2img.random.NoiseSource;
import sc.fiji.img2img.random.TorchCpuGenerator;
import sc.fiji.img2img.tensor.file.SafeTensors;

/** One run of a sampler in diffusers, with a formula in place of a model, and the same run here. */
final class GoldenCase {

	private static final int LATENT_SIZE = 240;

	private final JsonObject json;

	GoldenCase(JsonObject json) {
		this.json = json;
	}

	String name() {
		return json.get("name").getAsString();
	}

	int order() {
		return json.get("order").getAsInt();
	}

	int begin() {
		return json.get("t_start").getAsInt() * order();
	}

	/** The timesteps from where the run begins. */
	double[] timesteps() {
		return doubles("timesteps");
	}

	/** The noise levels of the whole schedule, or none. */
	double[] sigmas() {
		return doubles("sigmas");
	}

	double initNoiseSigma() {
		JsonElement sigma = json.get("init_noise_sigma");
		return sigma.isJsonNull() ? 1 : sigma.getAsDouble();
	}

	private double[] doubles(String key) {
		JsonElement element = json.get(key);
		if (element.isJsonNull()) {
			return new double[0];
		}
		JsonArray array = element.getAsJsonArray();
		double[] values = new double[array.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = array.get(i).getAsDouble();
		}
		return values;
	}

	float[] noised(SafeTensors tensors) throws IOException {
		return tensors.floats(name() + ".noised");
	}

	/** The latents after every model call, one after the other. */
	float[] trajectory(SafeTensors tensors) throws IOException {
		return tensors.floats(name() + ".trajectory");
	}

	Scheduler scheduler() {
		JsonObject arguments = arguments();
		double strength = arguments.has("strength") ? arguments.get("strength").getAsDouble() : 1;
		return Schedulers.find(json.get("scheduler").getAsString()).create(config(), json.get("steps").getAsInt(), strength);
	}

	/** The configuration, with what diffusers takes as arguments; NB: the runs pass eta 0, as pipelines do, or their own. */
	private SchedulerConfig config() {
		SchedulerConfig config = SchedulerConfig.of(json.getAsJsonObject("config")).with("eta", json.has("eta") ? json.get(
			"eta").getAsDouble() : 0);
		for (String key : Arrays.asList("mu", "original_inference_steps")) {
			if (arguments().has(key)) {
				config = config.with(key, arguments().get(key).getAsDouble());
			}
		}
		return config;
	}

	/** What was handed to set_timesteps besides the number of steps. */
	private JsonObject arguments() {
		return json.has("set_timesteps") ? json.getAsJsonObject("set_timesteps") : new JsonObject();
	}

	/** The first noisy latent. */
	float[] noise(Scheduler scheduler, NoiseSource noise) {
		float[] clean = FloatMath.linspace(-1.5, 1.5, LATENT_SIZE);
		return scheduler.addNoise(clean, noise.next(LATENT_SIZE), begin());
	}

	NoiseSource noiseSource() {
		return TorchCpuGenerator.of(json.get("seed").getAsLong());
	}

	/** What stands in for the model. */
	static float[] model(float[] input, double timestep) {
		float ofTime = 0.1f * (float) Math.sin((float) timestep / 100);
		float[] output = new float[input.length];
		for (int i = 0; i < output.length; i++) {
			output[i] = 0.25f * input[i] + ofTime + 0.05f * (float) Math.cos(7f * i / output.length);
		}
		return output;
	}

	@Override
	public String toString() {
		return name();
	}
}
