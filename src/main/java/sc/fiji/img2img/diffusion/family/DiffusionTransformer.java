package sc.fiji.img2img.diffusion.family;

import java.io.IOException;

import sc.fiji.img2img.diffusion.Architecture;
import sc.fiji.img2img.model.ModelDirectory;

/** Stable Diffusion 3, Flux and their relatives, which cannot be run yet. */
final class DiffusionTransformer {

	private DiffusionTransformer() {
		// NB: there is none.
	}

	/**
	 * Refuses models of this family.
	 *
	 * @return null for all others
	 */
	static Architecture of(ModelDirectory model) throws IOException {
		String pipeline = model.pipeline();
		if (model.has("transformer") || pipeline.startsWith("StableDiffusion3") || pipeline.startsWith("Flux"))
			throw new IOException("The model in " + model.path() + (pipeline.isEmpty() ? "" : " (" + pipeline + ")") +
				" is a diffusion transformer, as Stable Diffusion 3 and Flux are; only models with a UNet can be run: " +
				"Stable Diffusion 1.x, 2.x, XL and their relatives.");
		return null;
	}
}
