package sc.fiji.img2img.command;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

import sc.fiji.img2img.Img2ImgSettings;

/** What dialogs need to know of the model and the LoRAs of some settings. Immutable. */
final class ModelFacts {

	private final Img2ImgSettings standards;

	private final List<String> loras;

	private final String words;

	private ModelFacts(Img2ImgSettings standards, List<String> loras, String words) {
		this.standards = standards;
		this.loras = loras;
		this.words = words;
	}

	/** Looks at the files. */
	static ModelFacts of(Img2ImgSettings settings) {
		return new ModelFacts(standards(settings), LoraChoice.names(settings), LoraChoice.words(settings));
	}

	/** Settings of which none is set: what the model suggests, and defaults. */
	Img2ImgSettings standards() {
		return standards;
	}

	/** The LoRAs that are found by name. */
	List<String> loras() {
		return loras;
	}

	/** What the model suggests, and what the chosen LoRAs say of themselves, in lines. */
	String words() {
		String suggested = standards.suggested().stream().map(setting -> setting.label() + " " + standards.get(setting))
			.collect(Collectors.joining(", "));
		return (suggested.isEmpty() ? words : "The model suggests: " + suggested + "\n" + words).trim();
	}

	private static Img2ImgSettings standards(Img2ImgSettings settings) {
		try {
			return Img2ImgSettings.defaults().forModel(ModelChoice.finder().open(settings.get(CommandSettings.MODEL)));
		}
		catch (IOException e) {
			// NB: what is wrong with the model is said when it is used.
			return Img2ImgSettings.defaults();
		}
	}
}
