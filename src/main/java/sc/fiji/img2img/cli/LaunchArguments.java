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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The arguments of the command line as they were typed.
 * <p>
 * NB: under a language setting that knows ASCII only, as LC_ALL=C in containers and on clusters, Java hands over a question
 * mark or U+FFFD for each byte of other characters. Linux keeps the bytes.
 * </p>
 */
final class LaunchArguments {

	private static final Set<String> ASCII = Set.of("ANSI_X3.4-1968", "US-ASCII", "646");

	private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

	private LaunchArguments() {
		// NB: one repair.
	}

	/**
	 * The arguments, repaired where Java could not read them.
	 *
	 * @throws IllegalArgumentException if characters are lost for good; the message says what helps
	 */
	static String[] restored(String... arguments) {
		boolean readable = !ASCII.contains(System.getProperty("sun.jnu.encoding", "")) || !Files.isReadable(COMMAND_LINE);
		try {
			return readable ? arguments : restored(Files.readAllBytes(COMMAND_LINE), arguments);
		}
		catch (IOException e) {
			return arguments;
		}
	}

	/** @param line the bytes of a process's command line, each of its words with a zero behind it; the last ones are ours */
	static String[] restored(byte[] line, String... arguments) {
		List<byte[]> words = words(line);
		int first = words.size() - arguments.length;
		boolean ours = first >= 0;
		for (int i = 0; i < arguments.length && ours; i++)
			ours = isSame(words.get(first + i), arguments[i]);
		boolean lost = Arrays.stream(arguments).anyMatch(argument -> argument.chars().anyMatch(c -> c == '?' || c >= 0x80));
		if (!ours && lost && !isPlain(line)) throw unreadable();
		String[] restored = arguments.clone();
		for (int i = 0; i < arguments.length && ours; i++)
			restored[i] = text(words.get(first + i));
		return restored;
	}

	// -- Helper methods --

	private static List<byte[]> words(byte[] line) {
		List<byte[]> words = new ArrayList<>();
		int start = 0;
		for (int i = 0; i < line.length; i++)
			if (line[i] == 0) {
				words.add(Arrays.copyOfRange(line, start, i));
				start = i + 1;
			}
		return words;
	}

	/** Whether a word reads like an argument in which every byte beyond ASCII was lost. */
	private static boolean isSame(byte[] word, String argument) {
		if (word.length != argument.length()) return false;
		for (int i = 0; i < word.length; i++) {
			char c = argument.charAt(i);
			if (word[i] >= 0 ? c != word[i] : c != '?' && c < 0x80) return false;
		}
		return true;
	}

	private static boolean isPlain(byte[] line) {
		for (byte b : line)
			if (b < 0) return false;
		return true;
	}

	private static String text(byte[] word) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(word)).toString();
		}
		catch (CharacterCodingException e) {
			throw unreadable();
		}
	}

	private static IllegalArgumentException unreadable() {
		return new IllegalArgumentException("Under this system's language setting, Java cannot read all characters of the " +
			"arguments; set LC_ALL=C.UTF-8 before it starts.");
	}
}
