package sc.fiji.img2img.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;

/** The settings of the menu command: those of every run, and where the model and the result are. */
final class CommandSettings {

	static final Setting<String> MODEL = Setting.text("model", "Model", "",
		"The model: its directory, or the name of one in a models folder; empty for the one that comes with the program.");

	static final Setting<String> OUTPUT = Setting.text("output", "Output file", "",
		"Where to write the result, too: .tif, .png or .jpg; empty for nowhere.");

	static final Setting<Boolean> PREVIEW = Setting.flag("preview", "Preview",
		"Show after each step, in a small window, roughly what the result would be; costs little time.");

	private static final Map<String, Setting<?>> ALL = declare();

	private CommandSettings() {
		// NB: declarations only.
	}

	/** All settings, the usual ones first. */
	static List<Setting<?>> all() {
		return new ArrayList<>(ALL.values());
	}

	/**
	 * The setting of that key.
	 *
	 * @throws IllegalArgumentException if there is none; the message says which there are
	 */
	static Setting<?> find(String key) {
		Setting<?> setting = ALL.get(key);
		if (setting == null) throw new IllegalArgumentException("There is no setting \"" + key + "\"; there are " + String
			.join(", ", ALL.keySet()) + ".");
		return setting;
	}

	/** The settings that texts stand for; what is not given has its default. */
	static Img2ImgSettings parse(Map<String, String> texts) {
		Img2ImgSettings settings = Img2ImgSettings.defaults();
		for (Map.Entry<String, String> text : texts.entrySet())
			settings = settings.parse(find(text.getKey()), text.getValue());
		return settings;
	}

	private static Map<String, Setting<?>> declare() {
		Map<String, Setting<?>> all = new LinkedHashMap<>();
		Img2ImgSettings.all().forEach(setting -> all.put(setting.key(), setting));
		all.put(MODEL.key(), MODEL);
		all.put(OUTPUT.key(), OUTPUT);
		all.put(PREVIEW.key(), PREVIEW);
		return all;
	}
}
