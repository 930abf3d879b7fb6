package sc.fiji.img2img.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of a macro's call of Img2Img Devices: {@code install=webgpu yes}. */
final class DevicesOptions {

	static final String LIST = "list";
	static final String INSTALL = "install";
	static final String ADD = "add";
	static final String REMOVE = "remove";
	static final String TEST = "test";
	static final String YES = "yes";

	private static final List<String> KEYS = List.of(LIST, INSTALL, ADD, REMOVE, TEST, YES);

	private static final Pattern OPTION = Pattern.compile("\\s*([^\\s=]+)(?:=(?:\\[([^\\]]*)\\]|'([^']*)'|(\\S*)))?");

	private DevicesOptions() {
		// NB: reads only.
	}

	/**
	 * The values by key; empty for a word that stands alone.
	 *
	 * @throws IllegalArgumentException if a key is unknown, given twice, or has no value where it needs one
	 */
	static Map<String, String> read(String options) {
		Map<String, String> values = new LinkedHashMap<>();
		String text = options.trim();
		Matcher option = OPTION.matcher(text);
		for (int end = 0; end < text.length(); end = option.end()) {
			if (!option.find(end) || option.start() != end) throw new IllegalArgumentException("\"" + text.substring(end) +
				"\" is no option of Img2Img Devices.");
			String key = option.group(1);
			if (!KEYS.contains(key)) throw new IllegalArgumentException("There is no option \"" + key +
				"\" of Img2Img Devices; there are " + String.join(", ", KEYS) + ".");
			if (values.put(key, value(option)) != null) throw new IllegalArgumentException(key + " is given twice.");
		}
		for (String key : List.of(INSTALL, ADD, REMOVE))
			if ("".equals(values.get(key))) throw new IllegalArgumentException(key + " needs a value, as in " + key + "=" + (key
				.equals(ADD) ? "[path of a file]" : "webgpu") + ".");
		return values;
	}

	private static String value(Matcher option) {
		for (int group = 2; group <= 4; group++)
			if (option.group(group) != null) return option.group(group);
		return "";
	}
}
