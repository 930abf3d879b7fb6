package sc.fiji.img2img.model.checkpoint;

import sc.fiji.img2img.io.JsonFile;

/** A network that a checkpoint has: its tensors, and its configuration where there is one. Immutable. */
final class Part {

	private final PartWeights weights;

	private final JsonFile config;

	private final boolean openClip;

	Part(PartWeights weights, JsonFile config, boolean openClip) {
		this.weights = weights;
		this.config = config;
		this.openClip = openClip;
	}

	/** The tensors by diffusers' names. */
	PartWeights weights() {
		return weights;
	}

	/** What its config.json says; empty where there is none. */
	JsonFile config() {
		return config;
	}

	/** Whether it is an autoencoder of the small kind. */
	boolean isTiny() {
		return weights.hasModule("decoder.layers") || weights.hasModule("encoder.layers");
	}

	/** Whether it is a text encoder in OpenCLIP's own names, of which more layers are there than are read. */
	boolean isOpenClip() {
		return openClip;
	}
}
