package sc.fiji.img2img.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;

/** Each setting is in dialogs, in macros and in commands. */
class EverySettingTest {

	@Test
	void dialogsHaveAFieldForIt() {
		SettingFields fields = new SettingFields(CommandSettings.grid(), Img2ImgSettings.defaults(), Img2ImgSettings
			.defaults());
		for (Setting<?> setting : CommandSettings.grid()) {
			assertNotNull(fields.of(setting), setting.key());
			fields.of(setting).set(other(setting));
			assertEquals(other(setting), fields.given().get(setting).toString(), setting.key());
			fields.reset();
		}
	}

	@Test
	void macrosReadAndWriteIt() {
		for (Setting<?> setting : CommandSettings.grid()) {
			Img2ImgSettings settings = CommandSettings.parse(Map.of(setting.key(), other(setting)), CommandSettings.grid());
			String written = MacroOptions.write(settings, CommandSettings.grid());
			assertEquals(settings, CommandSettings.parse(MacroOptions.read(written, CommandSettings.grid()), CommandSettings
				.grid()), written);
		}
	}

	@Test
	void commandsHandItOn() {
		Img2ImgGridCommand command = new Img2ImgGridCommand();
		for (Setting<?> setting : CommandSettings.grid()) {
			command.hold(Map.of(setting.key(), other(setting)));
			Img2ImgSettings settings = command.fields();
			assertEquals(other(setting), settings.get(setting).toString().replaceAll("^\\[|\\]$", ""), setting.key());
		}
	}

	/** A value that is not the default, as text. */
	private static String other(Setting<?> setting) {
		if (setting.type() == Boolean.class) return "true";
		if (setting.type() == Double.class) return Double.toString(setting.fallback().equals(setting.max()) ? setting.min()
			: setting.max());
		if (Number.class.isAssignableFrom(setting.type())) return setting.max() >= Long.MAX_VALUE ? "7" : Integer.toString(
			(int) setting.max());
		List<String> choices = setting.choices();
		return choices.isEmpty() ? "other" : choices.get(choices.size() - 1);
	}
}
