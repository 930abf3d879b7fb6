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
package sc.fiji.img2img.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tasks that inputs and an output folder make. Immutable. */
public final class BatchTasks {

	private final List<BatchTask> tasks = new ArrayList<>();

	private final List<Path> leftOut;

	private BatchTasks(List<Path> leftOut) {
		this.leftOut = leftOut;
	}

	/**
	 * Finds the files, and names what they become.
	 *
	 * @param inputs files, folders and globs
	 * @param folder of the outputs, which need not be there yet
	 * @param masks a folder of masks that are called as the inputs; null for none
	 * @throws IOException if a folder cannot be looked into
	 * @throws IllegalArgumentException if an input means no file, or outputs would replace inputs or each other
	 */
	public static BatchTasks of(List<String> inputs, Path folder, Path masks) throws IOException {
		if (Files.exists(folder) && !Files.isDirectory(folder)) throw new IllegalArgumentException(
			"out should be a folder, but " + folder + " is a file.");
		MaskFolder found = masks == null ? null : MaskFolder.of(masks);
		InputFiles files = InputFiles.of(inputs, masks == null ? List.of(folder) : List.of(folder, masks));
		OutputNames names = new OutputNames(files.files());
		BatchTasks tasks = new BatchTasks(files.leftOut());
		for (InputFile file : files.files())
			tasks.tasks.add(new BatchTask(file, folder, names.of(file), found));
		tasks.check();
		return tasks;
	}

	/** All of them in the order of their names. */
	public List<BatchTask> all() {
		return Collections.unmodifiableList(tasks);
	}

	/** The files in the given folders that do not look like images. */
	public List<Path> leftOut() {
		return leftOut;
	}

	// -- Helper methods --

	private void check() throws IOException {
		Map<Path, BatchTask> outputs = new HashMap<>();
		Set<Path> inputs = new HashSet<>();
		for (BatchTask task : tasks) {
			BatchTask other = outputs.put(task.output(), task);
			if (other != null) throw new IllegalArgumentException("The results of " + other.input() + " and " + task.input() +
				" would have the same name, " + task.output() + "; run them into folders of their own.");
			inputs.add(task.input().toRealPath());
		}
		for (BatchTask task : tasks)
			if (Files.exists(task.output()) && inputs.contains(task.output().toRealPath())) throw new IllegalArgumentException(
				"The result of " + task.input() + " would replace the input " + task.output() + "; give another folder for results.");
	}
}
