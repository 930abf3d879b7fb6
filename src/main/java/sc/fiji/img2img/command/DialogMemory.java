package sc.fiji.img2img.command;

import ij.Prefs;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;

/**
 * What a dialog was told last, kept in ImageJ's preferences; nothing but the dialog asks for it.
 * <p>
 * The output file is forgotten, lest the next result overwrite it.
 * </p>
 */
final class DialogMemory {

	private final String key;

	private final List<Setting<?>> known;

	DialogMemory(String title, List<Setting<?>> known) {
		key = title.toLowerCase(Locale.ROOT).replace(' ', '.') + ".dialog";
		this.known = known;
	}

	/** What was kept, as far as it can still be read; the defaults otherwise. */
	Img2ImgSettings recall() {
		Img2ImgSettings settings = Img2ImgSettings.defaults();
		try {
			for (Map.Entry<String, String> text : MacroOptions.read(Prefs.get(key, ""), known).entrySet())
				settings = settings.parse(CommandSettings.find(text.getKey(), known), text.getValue());
		}
		catch (IllegalArgumentException e) {
			// NB: another version of the program wrote it.
		}
		return settings;
	}

	/** Keeps what was told. */
	void keep(Img2ImgSettings settings) {
		Prefs.set(key, MacroOptions.write(settings.without(CommandSettings.OUTPUT), known));
	}
}
