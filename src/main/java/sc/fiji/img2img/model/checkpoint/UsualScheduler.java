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
