package sc.fiji.img2img.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.io.PathText;

/** What is said of arguments that are not as they should be. */
final class Arguments {

	private Arguments() {
		// NB: a few checks.
	}

	/** The file that an argument names. */
	static Path path(String text) {
		if (text.isBlank()) throw new CommandLine.TypeConversionException("it should be a file, but is empty");
		try {
			return PathText.read(text);
		}
		catch (IllegalArgumentException e) {
			throw new CommandLine.TypeConversionException(e.getMessage());
		}
	}

	/** Refuses an option that is given without a value, so that nothing else is taken in silence. */
	static void refuseEmpty(ParseResult parsed, String option) {
		Object value = parsed.matchedOptionValue(option, null);
		List<Object> values = value instanceof Object[] ? Arrays.asList((Object[]) value) : value == null ? List.of() : List.of(
			value);
		if (values.stream().anyMatch(text -> text.toString().replace(';', ' ').isBlank())) throw new IllegalArgumentException(option +
			" should be followed by a name or a path, but is empty; leave it out for none.");
	}

	/** What a supplier gives, its objections being wrong use. */
	static <T> T checked(ParseResult parsed, Supplier<T> supplier) {
		try {
			return supplier.get();
		}
		catch (IllegalArgumentException e) {
			throw new CommandLine.ParameterException(parsed.commandSpec().commandLine(), e.getMessage(), e);
		}
	}

	/** The option that may have been meant by one that is not known, as the end of a message; empty if there is none. */
	static String hint(CommandLine.ParameterException e) {
		if (!(e instanceof CommandLine.UnmatchedArgumentException)) return "";
		String unknown = ((CommandLine.UnmatchedArgumentException) e).getUnmatched().get(0);
		if (!unknown.startsWith("-")) return "";
		String name = unknown.replaceFirst("=.*", "");
		return Img2ImgSettings.all().stream().filter(setting -> setting.isCalled(name)).findFirst().map(Setting::key).map(
			key -> "; here that is --" + key).orElse("");
	}
}
