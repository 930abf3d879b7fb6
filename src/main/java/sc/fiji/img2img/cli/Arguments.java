/*-
 * #%L
 * Image to image with latent diffusion models, for ImageJ and Fiji.
 * %%
 * Copyright (C) 2026 Img2Img developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
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
