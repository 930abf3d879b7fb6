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
package sc.fiji.img2img;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A Java program of the tests' class path in a process of its own, which sees as little of the user as the tests do.
 * <p>
 * Environment variables are those of the tests, which Surefire clears of the user's.
 * </p>
 */
public final class ChildJvm {

	private final List<String> wrapper = new ArrayList<>();

	private final List<String> options = new ArrayList<>(List.of("-Djava.awt.headless=true", "-Duser.home=" + System
		.getProperty("user.home")));

	private final List<String> program = new ArrayList<>();

	private final Map<String, String> variables = new LinkedHashMap<>();

	private Path directory;

	private ChildJvm(String program, Object... arguments) {
		this.program.add(program);
		for (Object argument : arguments)
			this.program.add(argument.toString());
	}

	public static ChildJvm of(Class<?> program, Object... arguments) {
		return new ChildJvm(program.getName(), arguments);
	}

	/** Whether a command can be run here, and ends well. */
	public static boolean isPossible(String... command) throws InterruptedException {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
				.waitFor() == 0;
		}
		catch (IOException e) {
			return false;
		}
	}

	/** Options of Java itself, the last of those that contradict each other being taken. */
	public ChildJvm with(String... more) {
		options.addAll(List.of(more));
		return this;
	}

	/** Has a command start it, which comes before its own. */
	public ChildJvm under(String... command) {
		wrapper.addAll(List.of(command));
		return this;
	}

	/** Sets an environment variable, or removes it where the value is null. */
	public ChildJvm variable(String name, String value) {
		variables.put(name, value);
		return this;
	}

	/** Has it start in a folder, instead of the tests' own. */
	public ChildJvm in(Path start) {
		directory = start;
		return this;
	}

	/** The command that starts it, with its program and all arguments. */
	public List<String> command() {
		List<String> command = new ArrayList<>(wrapper);
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(
			place -> Path.of(place).toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator))));
		command.addAll(program);
		return command;
	}

	/** Starts it; what it prints is to be read from the process, but for its errors. */
	public Process start() throws IOException {
		return builder().redirectError(ProcessBuilder.Redirect.DISCARD).start();
	}

	/** Runs it to its end, however long that takes. */
	public Ended run() throws IOException, InterruptedException {
		Path output = Files.createTempFile("img2img", ".txt");
		Path errors = Files.createTempFile("img2img", ".txt");
		try {
			Process process = builder().redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
			return new Ended(process.waitFor(), read(output), read(errors));
		}
		finally {
			Files.delete(output);
			Files.delete(errors);
		}
	}

	/** What starts it; for programs that are started by what is tested. */
	public ProcessBuilder builder() {
		ProcessBuilder builder = new ProcessBuilder(command());
		if (directory != null) builder.directory(directory.toFile());
		variables.forEach((name, value) -> {
			if (value == null) builder.environment().remove(name);
			else builder.environment().put(name, value);
		});
		return builder;
	}

	private static String read(Path file) throws IOException {
		return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
	}

	/** What became of it. */
	public static final class Ended {

		/** Its exit code. */
		public final int code;

		/** What it printed. */
		public final String output;

		/** What it printed, and then its errors. */
		public final String text;

		private Ended(int code, String output, String errors) {
			this.code = code;
			this.output = output;
			text = output + errors;
		}
	}
}
