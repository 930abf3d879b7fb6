package sc.fiji.img2img.model.checkpoint;

import sc.fiji.img2img.network.UnetConfig;

/** The published models that all others derive from, as far as they differ in how they are run. */
public enum BaseModel {

	SD1("Stable Diffusion 1", 0.18215), SD2("Stable Diffusion 2", 0.18215), SDXL("Stable Diffusion XL", 0.13025),
	SDXL_REFINER("Stable Diffusion XL refiner", 0.13025);

	/** The numbers on the image's size that refiners take. */
	private static final int REFINER_IDS = 5;

	private final String title;

	private final double scalingFactor;

	BaseModel(String title, double scalingFactor) {
		this.title = title;
		this.scalingFactor = scalingFactor;
	}

	static BaseModel of(UnetConfig unet) {
		if (unet.added != null) return unet.added.timeIds == REFINER_IDS ? SDXL_REFINER : SDXL;
		return unet.linear ? SD2 : SD1;
	}

	/** Whether the UNet takes pooled text embeddings and image sizes besides the hidden states. */
	public boolean isXl() {
		return this == SDXL || this == SDXL_REFINER;
	}

	/** What the VAE's latents are multiplied with, where the model does not state it. */
	public double scalingFactor() {
		return scalingFactor;
	}

	@Override
	public String toString() {
		return title;
	}
}
