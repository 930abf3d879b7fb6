package sc.fiji.img2img.model.checkpoint;

/** What a part of a model is for. */
public enum Role {

	UNET("UNet"), VAE("VAE"), TEXT_ENCODER("text encoder"), TEXT_ENCODER_2("second text encoder");

	private final String title;

	Role(String title) {
		this.title = title;
	}

	@Override
	public String toString() {
		return title;
	}
}
