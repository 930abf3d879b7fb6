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
package sc.fiji.img2img.device.install;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.io.Programs;

/**
 * Gets wheels with the user's own pip, so that the mirrors and proxies that it is set up for apply.
 * <p>
 * Nothing of a wheel is run, and Python's own packages stay as they are.
 * </p>
 */
public final class WheelDownload {

	/** Asks pip for files for a Python that every wheel here allows, whatever the user's own is. */
	private static final String PYTHON = "3.13";

	private static final int ASK_SECONDS = 60;
	private static final int GET_SECONDS = 3600;

	private final List<List<String>> commands;

	private WheelDownload(List<List<String>> commands) {
		this.commands = commands;
	}

	/** Looks for pip where it usually is. */
	static WheelDownload here() {
		boolean windows = File.separatorChar == '\\';
		List<List<String>> commands = new ArrayList<>();
		// NB: isolated, if its pip is not one that the user has installed for himself; in no case from PYTHONPATH.
		for (String alone : List.of("-I", "-E")) {
			commands.add(windows ? List.of("py", "-3", alone, "-m", "pip") : List.of("python3", alone, "-m", "pip"));
			commands.add(List.of("python", alone, "-m", "pip"));
		}
		if (!windows) commands.add(List.of("pip3"));
		commands.add(List.of("pip"));
		return new WheelDownload(commands);
	}

	/** Tries some commands, each a program and its first arguments. */
	public static WheelDownload of(List<List<String>> commands) {
		return new WheelDownload(List.copyOf(commands));
	}

	/**
	 * Gets a provider's wheel.
	 *
	 * @param folder where to put it; empty
	 * @return the file; empty if there is no pip here
	 * @throws IOException if pip could not get it; the message has pip's own words
	 */
	Optional<Path> get(PluginDescription description, PluginWheel wheel, Path folder) throws IOException {
		Optional<List<String>> pip = find(folder);
		if (pip.isEmpty()) return Optional.empty();
		List<String> command = new ArrayList<>(pip.get());
		command.addAll(List.of("download", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "--no-input",
			"--progress-bar=off", "--platform", wheel.tag(), "--python-version", PYTHON, "-d", folder.toString(), description
				.packageName() + "==" + description.version()));
		Path log = Files.createTempFile(folder, "pip", ".log");
		int exitCode = run(command, folder, log, GET_SECONDS);
		String said = Files.readString(log, Charset.forName("ISO-8859-1"));
		Files.delete(log);
		Optional<Path> file = wheelIn(folder);
		if (exitCode != 0 || file.isEmpty()) throw new IOException("pip could not get " + wheel.file() + " (" + reason(said) +
			"). " + byHand(description, wheel));
		return file;
	}

	/** Says which file to get, and what to do with it then. */
	static String byHand(PluginDescription description, PluginWheel wheel) {
		return "Download " + wheel.file() + " from the files of " + description.packageName() + " " + description.version() +
			" in the Python Package Index, and add it with: img2img devices add " + wheel.file();
	}

	// -- Helper methods --

	private Optional<List<String>> find(Path folder) throws IOException {
		Path log = Files.createTempFile(folder, "pip", ".log");
		try {
			for (List<String> command : commands) {
				List<String> question = new ArrayList<>(command);
				question.add("--version");
				if (run(question, folder, log, ASK_SECONDS) == 0) return Optional.of(command);
			}
			return Optional.empty();
		}
		finally {
			Files.deleteIfExists(log);
		}
	}

	/**
	 * The exit code of a program; -1 if there is no such program, or if it takes too long.
	 *
	 * @param folder to run it in, since Python takes modules from there, as systems do programs
	 */
	private static int run(List<String> command, Path folder, Path log, int seconds) throws IOException {
		Optional<Path> program = Programs.find(command.get(0));
		if (program.isEmpty()) return -1;
		List<String> all = new ArrayList<>(command);
		all.set(0, program.get().toString());
		ProcessBuilder builder = new ProcessBuilder(all).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log
			.toFile());
		try {
			return Programs.run(builder, seconds).orElse(-1);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted while waiting for pip.", e);
		}
		catch (IOException e) {
			return -1;
		}
	}

	private static Optional<Path> wheelIn(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(file -> file.toString().endsWith(".whl")).findFirst();
		}
	}

	/** The last thing that pip called an error, or just the last thing that it said. */
	private static String reason(String said) {
		List<String> lines = said.lines().map(String::trim).filter(line -> !line.isEmpty()).collect(Collectors.toList());
		List<String> errors = lines.stream().filter(line -> line.startsWith("ERROR:")).collect(Collectors.toList());
		List<String> from = errors.isEmpty() ? lines : errors;
		return from.isEmpty() ? "it said nothing" : from.get(from.size() - 1).replaceFirst("^ERROR:\\s*", "");
	}
}
