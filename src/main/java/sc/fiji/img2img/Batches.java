package sc.fiji.img2img;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.Part;

/** Which settings can be run at once, and how their LoRAs go together. */
final class Batches {

	private Batches() {
		// NB: answers only.
	}

	/**
	 * Whether two runs can be one batch.
	 *
	 * @param loras those of either run, which differ in their weights at most
	 */
	static boolean fit(Img2ImgSettings first, Img2ImgSettings second, List<Lora> loras) {
		return first.get(Img2ImgSettings.VARIATIONS) == 1 && second.toString().equals(first.with(Img2ImgSettings.SEED, second
			.get(Img2ImgSettings.SEED)).with(Img2ImgSettings.LORAWEIGHT, second.get(Img2ImgSettings.LORAWEIGHT)).toString()) &&
			loras.stream().allMatch(lora -> Arrays.stream(Part.values()).allMatch(lora.file()::isLowRank));
	}

	/** The LoRAs of several runs, run by run, as LoRAs of a batch. */
	static List<Lora> join(List<List<Lora>> runs) {
		List<Lora> joined = new ArrayList<>();
		for (int i = 0; i < runs.get(0).size(); i++) {
			int index = i;
			joined.add(Lora.ofBatch(runs.stream().map(loras -> loras.get(index)).collect(Collectors.toList())));
		}
		return joined;
	}
}
