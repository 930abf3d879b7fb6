package sc.fiji.img2img.lora;

import java.util.Locale;
import java.util.Map;

/** The families of models that LoRA files are made for, as far as the files themselves or the widths of their tensors tell. */
enum LoraFamily {

	SD1("Stable Diffusion 1.x", 768), SD2("Stable Diffusion 2.x", 1024), SDXL("Stable Diffusion XL", 2048), //
	OTHER("another kind of model", -1);

	private final String title;

	/** How many numbers per token of the prompt the UNet of this family reads. */
	private final int width;

	LoraFamily(String title, int width) {
		this.title = title;
		this.width = width;
	}

	/** What a file's header states: sd-scripts' or the model specification's keys; null if it states nothing. */
	static LoraFamily stated(Map<String, String> metadata) {
		String version = metadata.getOrDefault("ss_base_model_version", metadata.getOrDefault("modelspec.architecture", ""))
			.toLowerCase(Locale.ROOT);
		if (version.contains("xl")) return SDXL;
		if (version.startsWith("sd_v2") || version.startsWith("stable-diffusion-v2")) return SD2;
		if ("true".equalsIgnoreCase(metadata.get("ss_v2"))) return SD2;
		if (version.startsWith("sd_v1") || version.startsWith("sd_1") || version.startsWith("stable-diffusion-v1")) return SD1;
		return version.isEmpty() ? null : OTHER;
	}

	/** The family whose UNet reads so many numbers per token; null if there is none. */
	static LoraFamily ofWidth(long width) {
		for (LoraFamily family : values())
			if (family.width == width) return family;
		return null;
	}

	@Override
	public String toString() {
		return title;
	}
}
