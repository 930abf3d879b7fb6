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
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import picocli.CommandLine.ParseResult;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.batch.Batch;
import sc.fiji.img2img.batch.BatchTask;
import sc.fiji.img2img.batch.BatchTasks;
import sc.fiji.img2img.batch.Shard;
import sc.fiji.img2img.model.Model;

/** What the arguments of {@code img2img batch} ask for. Immutable. */
final class BatchPlan {

	private final ParseResult parsed;

	private final Img2ImgSettings settings;

	private final BatchTasks files;

	private final Shard shard;

	private final Model model;

	private BatchPlan(ParseResult parsed, Img2ImgSettings settings, BatchTasks files, Shard shard, Model model) {
		this.parsed = parsed;
		this.settings = settings;
		this.files = files;
		this.shard = shard;
		this.model = model;
	}

	/**
	 * Finds the files and the model.
	 *
	 * @throws IOException if a folder or the model cannot be read
	 * @throws IllegalArgumentException if inputs and outputs are in each other's way
	 * @throws picocli.CommandLine.ParameterException if an argument is not as it should be
	 */
	static BatchPlan of(ParseResult parsed) throws IOException {
		Img2ImgSettings settings = Arguments.checked(parsed, () -> Img2ImgCommandLine.settings(parsed));
		String share = parsed.matchedOptionValue(BatchCommandLine.SHARD, null);
		Shard shard = share == null ? Shard.WHOLE : Arguments.checked(parsed, () -> Shard.parse(share));
		List<String> inputs = Arrays.asList(parsed.matchedPositionalValue(0, new String[0]));
		BatchTasks files = BatchTasks.of(inputs, folder(parsed), parsed.matchedOptionValue(BatchCommandLine.MASKS, null));
		return new BatchPlan(parsed, settings, files, shard, Img2ImgCommandLine.model(parsed, settings));
	}

	/** All files that were found. */
	BatchTasks files() {
		return files;
	}

	/** Those that are to be run. */
	List<BatchTask> tasks() {
		return shard.of(files.all());
	}

	/** Whether nothing is to be run. */
	boolean isDryRun() {
		return parsed.hasMatchedOption(BatchCommandLine.DRY_RUN);
	}

	/** @throws IOException if a file of the model or a LoRA is missing, or cannot be read */
	Batch batch() throws IOException {
		Batch batch = Batch.of(tasks(), settings, model).withLog(parsed.matchedOptionValue(BatchCommandLine.LOG, folder(parsed)
			.resolve(Batch.LOG_FILE)));
		return parsed.hasMatchedOption(BatchCommandLine.JSON) ? batch.withJson() : batch;
	}

	/** @param err is told the device */
	LazySession session(PrintWriter err) {
		return new LazySession(model, settings, err);
	}

	private static Path folder(ParseResult parsed) {
		return parsed.matchedOptionValue(BatchCommandLine.OUT, null);
	}
}
