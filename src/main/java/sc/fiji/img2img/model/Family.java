package sc.fiji.img2img.model;

/** The families of models that can be run: which text encoders there are and how their answers reach the UNet. */
public enum Family {

	/** Stable Diffusion 1.x and 2.x, and models built like them: one text encoder, its last hidden state. */
	SD("Stable Diffusion", 0.18215),

	/** Stable Diffusion XL: two text encoders, their second to last hidden states side by side. */
	SDXL("Stable Diffusion XL", 0.13025),

	/** The refiner of Stable Diffusion XL: only its second text encoder. */
	SDXL_REFINER("Stable Diffusion XL refiner", 0.13025);

	private final String title;

	private final double scalingFactor;

	Family(String title, double scalingFactor) {
		this.title = title;
		this.scalingFactor = scalingFactor;
	}

	/** Whether the UNet takes pooled text embeddings and image sizes besides the hidden states. */
	public boolean isXl() {
		return this != SD;
	}

	/** The VAE's scaling factor where a model does not state it. */
	double scalingFactor() {
		return scalingFactor;
	}

	@Override
	public String toString() {
		return title;
	}
}
