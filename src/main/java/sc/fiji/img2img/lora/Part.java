package sc.fiji.img2img.lora;

import sc.fiji.img2img.model.ModelDirectory;

/** The networks of a model that a LoRA can change. */
public enum Part {

	UNET(ModelDirectory.UNET, "UNet"), //
	TEXT_ENCODER(ModelDirectory.TEXT_ENCODER, "text encoder"), //
	TEXT_ENCODER_2(ModelDirectory.TEXT_ENCODER_2, "second text encoder");

	private final String component;

	private final String title;

	Part(String component, String title) {
		this.component = component;
		this.title = title;
	}

	/** The name of the network's folder in a model directory. */
	public String component() {
		return component;
	}

	/** The network in that folder, or null where a LoRA cannot change it. */
	public static Part of(String component) {
		for (Part part : values())
			if (part.component.equals(component)) return part;
		return null;
	}

	@Override
	public String toString() {
		return title;
	}
}
