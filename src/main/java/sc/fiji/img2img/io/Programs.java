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
package sc.fiji.img2img.io;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Finds and runs programs that are installed here, never those that happen to lie in the current directory. */
public final class Programs {

	private static final long ENDING_SECONDS = 5;

	private Programs() {
		// NB: functions only.
	}

	/** The file of a program, by its path or by its name in the folders of the environment variable PATH. */
	public static Optional<Path> find(String program) {
		String folders = System.getenv("PATH");
		return find(program, folders == null ? "" : folders, File.separatorChar == '\\' ? ".exe" : "");
	}

	public static Optional<Path> find(String program, String folders, String suffix) {
		if (Path.of(program).isAbsolute()) return Optional.of(Path.of(program));
		for (String folder : folders.split(File.pathSeparator)) {
			Path file = file(folder, program + suffix);
			if (file != null && file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file)) return Optional.of(
				file);
		}
		return Optional.empty();
	}

	/**
	 * Runs a program that is told nothing more than what the builder redirects to it; what it has begun ends with it.
	 *
	 * @param seconds how long it may take; then it is ended
	 * @return its exit code; empty if it was ended
	 * @throws IOException if it cannot be started
	 * @throws InterruptedException if the thread is interrupted, after the program was ended
	 */
	public static OptionalInt run(ProcessBuilder builder, long seconds) throws IOException, InterruptedException {
		Process process = builder.start();
		try {
			process.getOutputStream().close();
			return process.waitFor(seconds, TimeUnit.SECONDS) ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
		}
		finally {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
			// NB: its files can be read and deleted only when it is gone.
			process.onExit().completeOnTimeout(process, ENDING_SECONDS, TimeUnit.SECONDS).join();
		}
	}

	private static Path file(String folder, String name) {
		try {
			return Path.of(folder, name);
		}
		catch (InvalidPathException e) {
			return null;
		}
	}
}
