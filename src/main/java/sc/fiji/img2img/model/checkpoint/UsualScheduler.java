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
package sc.fiji.img2img.model.checkpoint;

import com.google.gson.JsonObject;

/** What published models of a kind say of their schedulers, for files that say nothing. */
final class UsualScheduler {

	private UsualScheduler() {
		// NB: one configuration.
	}

	/** The configuration in diffusers' words. */
	static JsonObject of(BaseModel base, boolean inpaints, Prediction prediction) {
		JsonObject json = new JsonObject();
		boolean first = base == BaseModel.SD1 && !inpaints;
		json.addProperty("_class_name", base.isXl() ? "EulerDiscreteScheduler" : first ? "PNDMScheduler" : "DDIMScheduler");
		json.addProperty("num_train_timesteps", 1000);
		json.addProperty("beta_start", 0.00085);
		json.addProperty("beta_end", 0.012);
		json.addProperty("beta_schedule", "scaled_linear");
		json.addProperty("timestep_spacing", "leading");
		json.addProperty("steps_offset", 1);
		json.addProperty("prediction_type", prediction.type());
		if (!base.isXl()) json.addProperty("set_alpha_to_one", false);
		if (first) json.addProperty("skip_prk_steps", true);
		else json.addProperty("rescale_betas_zero_snr", prediction.hasZeroSignal());
		if (!base.isXl() && !first) json.addProperty("clip_sample", false);
		return json;
	}
}
