package sc.fiji.img2img.command;

import java.util.List;
import java.util.stream.Collectors;

import sc.fiji.img2img.Setting;

/** What a dialog's Help button shows: each setting with its macro key and what it does. */
final class SettingsHelp {

	private SettingsHelp() {
		// NB: makes a text.
	}

	/** The help as ImageJ shows it. */
	static String html(List<Setting<?>> known) {
		return "<html><body><p>The word behind each name is its key in macros and on the command line.</p><dl>" + known.stream()
			.map(SettingsHelp::entry).collect(Collectors.joining()) + "</dl></body></html>";
	}

	private static String entry(Setting<?> setting) {
		String initial = setting.fallback().toString();
		boolean worthSaying = !initial.isEmpty() && setting.type() != Boolean.class;
		return "<dt><b>" + escape(setting.label()) + "</b> &nbsp; <tt>" + setting.key() + "</tt></dt><dd>" + escape(setting
			.help()) + (worthSaying ? " Default: " + escape(initial) + "." : "") + "<br>&nbsp;</dd>";
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;");
	}
}
