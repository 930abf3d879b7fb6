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
package sc.fiji.img2img.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.ChildJvm;

/** Has workers read damaged inputs, and goes on behind those that end a worker. */
final class Fuzzing {

	private static final int NO_INPUT = -1;

	private final long seed;

	private final Path work;

	private final Path keep;

	private final List<String> faults = new ArrayList<>();

	/**
	 * @param seed what the inputs depend on
	 * @param work a folder for all that workers write
	 * @param keep a folder for the inputs that go wrong
	 */
	Fuzzing(long seed, Path work, Path keep) {
		this.seed = seed;
		this.work = work;
		this.keep = keep;
	}

	/** What went wrong with the inputs of these numbers, one line each. */
	List<String> run(int first, int end) throws IOException, InterruptedException {
		int next = first;
		while (next < end) {
			int last = work(next, end);
			next = last == NO_INPUT ? end : last + 1;
		}
		return faults;
	}

	/** Runs a worker; gives the number of the input that ended it, if one did. */
	private int work(int first, int end) throws IOException, InterruptedException {
		Path folder = Files.createTempDirectory(work, "worker");
		for (String name : List.of("tmp", "home"))
			Files.createDirectory(folder.resolve(name));
		ChildJvm.Ended worker = ChildJvm.of(FuzzWorker.class, seed, first, end, folder, keep).with("-Xmx512m", "-XX:+UseSerialGC",
			"-Djava.io.tmpdir=" + folder.resolve("tmp"), "-Duser.home=" + folder.resolve("home"), "-Dimg2img.cache=" + folder
				.resolve("cache"), "-Dimg2img.devices=" + folder.resolve("devices"), "-Dfile.encoding=UTF-8").run();
		String begun = "";
		for (String line : worker.output.split("\n")) {
			if (line.startsWith(FuzzWorker.BEGINS)) begun = line.substring(FuzzWorker.BEGINS.length());
			if (line.startsWith(FuzzWorker.FAULT)) faults.add(line.substring(FuzzWorker.FAULT.length()));
		}
		if (worker.code == 0) return NO_INPUT;
		if (worker.code != FuzzWorker.HANGING) faults.add(begun + " ends the process with the code " + worker.code + ": " +
			worker.text.substring(worker.output.length()));
		return begun.isEmpty() ? NO_INPUT : Integer.parseInt(begun.split(" ")[0]);
	}
}
