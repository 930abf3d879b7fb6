package sc.fiji.img2img.command;

import java.util.List;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.grid.Grid;

/** What the dialog of grids begins with: something that runs, whether LoRAs are found or not. */
final class GridStart {

	/** The columns where no LoRA has a weight to be varied. */
	private static final String SEEDS = "seed=1,2,3,4";

	private GridStart() {
		// NB: one answer.
	}

	/** The settings, if they make a grid; else with the first LoRA that is found, or with seeds for weights. */
	static Img2ImgSettings of(Img2ImgSettings settings) {
		if (runs(settings)) return settings;
		List<String> loras = LoraChoice.names(settings);
		if (!loras.isEmpty() && settings.get(Img2ImgSettings.LORA).isBlank()) {
			Img2ImgSettings weighted = settings.with(Img2ImgSettings.LORA, loras.get(0));
			if (runs(weighted)) return weighted;
		}
		Img2ImgSettings seeded = settings.with(CommandSettings.COLUMNS, SEEDS);
		return runs(seeded) ? seeded : settings;
	}

	private static boolean runs(Img2ImgSettings settings) {
		try {
			Grid.parse(settings.get(CommandSettings.ROWS), settings.get(CommandSettings.COLUMNS)).check(settings);
			return true;
		}
		catch (IllegalArgumentException e) {
			return false;
		}
	}
}
