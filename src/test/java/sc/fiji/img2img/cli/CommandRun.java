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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One run of the command line within this JVM: its exit code and what it wrote. */
final class CommandRun {

	private static final String PREFIX = "img2img: ";

	private static final Pattern JAVA_NAMES = Pattern.compile("\\b(java|ai|sc|com\\.google)\\.\\w+\\.|Exception|\\bnull\\b");

	private final int exitCode;

	private final String out;

	private final String err;

	private CommandRun(int exitCode, String out, String err) {
		this.exitCode = exitCode;
		this.out = out;
		this.err = err;
	}

	static CommandRun of(Object... arguments) {
		StringWriter out = new StringWriter();
		StringWriter err = new StringWriter();
		String[] texts = new String[arguments.length];
		for (int i = 0; i < texts.length; i++)
			texts[i] = arguments[i].toString();
		int exitCode = Img2ImgApp.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
		return new CommandRun(exitCode, out.toString(), err.toString());
	}

	/** Everything on the standard error stream. */
	String err() {
		return err;
	}

	/** Everything on the standard output stream. */
	String out() {
		return out;
	}

	CommandRun assertDone() {
		assertEquals(0, exitCode, err);
		assertTrue(errors().isEmpty(), err);
		return this;
	}

	/** It failed with one sentence that holds all the given parts. */
	void assertFailed(String... parts) {
		assertEnded(1, parts);
	}

	/** It refused its arguments with one sentence that holds all the given parts. */
	void assertRefused(String... parts) {
		assertEnded(2, parts);
	}

	private void assertEnded(int expected, String... parts) {
		assertEquals(1, errors().size(), err);
		String error = errors().get(0);
		assertEquals(expected, exitCode, err);
		for (String part : parts)
			assertTrue(error.contains(part), "\"" + part + "\" is not in: " + error);
		assertFalse(JAVA_NAMES.matcher(error).find(), "no sentence for users: " + error);
		assertTrue(error.length() > PREFIX.length() + 10, error);
	}

	private List<String> errors() {
		return err.lines().filter(line -> line.startsWith(PREFIX)).collect(Collectors.toList());
	}
}
