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
package sc.fiji.img2img.command;

import ij.IJ;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.batch.Batch;
import sc.fiji.img2img.batch.BatchListener;
import sc.fiji.img2img.batch.BatchOutcome;
import sc.fiji.img2img.batch.BatchResult;
import sc.fiji.img2img.batch.BatchTask;
import sc.fiji.img2img.batch.BatchTasks;
import sc.fiji.img2img.batch.ImageSession;
import sc.fiji.img2img.batch.Shard;
import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.io.PathText;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.TimeText;
import sc.fiji.img2img.tensor.Tensor;

/** Runs files for the commands, with the model that stays loaded between them. Belongs to one run. */
final class FilesRun implements BatchListener {

	private final RunMonitor monitor;

	/** Which file is run, in words. */
	private String place = "";

	private int ended;

	private int count;

	FilesRun(RunMonitor monitor) {
		this.monitor = monitor;
	}

	/**
	 * Runs the files that settings name; those that fail are in ImageJ's log.
	 *
	 * @param strict whether files that fail are a failure of the whole, once all are through
	 * @throws IOException if there is no model, or results cannot be written
	 * @throws IllegalArgumentException if settings name no files, or no folder for results
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	BatchResult run(Img2ImgSettings settings, boolean strict) throws IOException {
		Path out = path(settings, BatchSettings.OUT);
		if (out == null) throw new IllegalArgumentException("out should be the folder for the results, but is empty.");
		String share = settings.get(BatchSettings.SHARD);
		Shard shard = share.isBlank() ? Shard.WHOLE : Shard.parse(share);
		BatchTasks tasks = BatchTasks.of(files(settings.get(BatchSettings.FILES)), out, path(settings, BatchSettings.MASKS));
		if (!tasks.leftOut().isEmpty()) IJ.log("Img2Img: " + tasks.leftOut().size() +
			" files are left out, not being images by name: " + tasks.leftOut().get(0) + ", ...");
		Model model = ModelChoice.finder().open(settings.get(CommandSettings.MODEL), settings.get(Img2ImgSettings.VAE));
		Path log = path(settings, BatchSettings.LOG);
		Batch batch = Batch.of(shard.of(tasks.all()), settings, model).withLog(log == null ? out.resolve(Batch.LOG_FILE) : log);
		if (settings.get(BatchSettings.JSON)) batch = batch.withJson();
		BatchResult result = batch.run(control -> open(model, settings, control), this, monitor.cancellation());
		List<BatchOutcome> failures = result.failures();
		failures.forEach(failure -> IJ.log("Img2Img: " + failure.task() + ": " + Excerpt.sentence(failure.message())));
		if (strict && !failures.isEmpty()) throw new IOException(result + "; the log says why: " + failures.stream().limit(3)
			.map(failure -> failure.task().name()).collect(Collectors.joining(", ")) + (failures.size() > 3 ? ", ..." : "") + ".");
		return result;
	}

	@Override
	public void begins(BatchTask task, int number, int all) {
		place = number + " of " + all + ", " + task;
		ended = number - 1;
		count = all;
		monitor.stage(place);
	}

	@Override
	public void stage(String message) {
		monitor.stage(place + ": " + message);
	}

	@Override
	public void note(String message) {
		monitor.note(message);
	}

	@Override
	public void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {
		monitor.show(place, ended * total + done, count * total, preview);
	}

	@Override
	public void ended(BatchOutcome outcome, int number, int all, double secondsLeft) {
		TrustedPlaces.used(outcome.values());
		if (secondsLeft >= 1) monitor.stage(number + " of " + all + ", " + TimeText.words(secondsLeft) + " left");
	}

	// -- Helper methods --

	private static ImageSession open(Model model, Img2ImgSettings settings, RunControl control)
		throws IOException
	{
		// NB: a model that cannot be loaded is not the first file's fault.
		LoadedModel.use(model.path(), settings, control, img2img -> null);
		return (image, mask, own, watched) -> LoadedModel.run(model.path(), image, mask, own, watched);
	}

	private static List<String> files(String text) {
		// NB: a folder may have a semicolon in its name.
		if (text.contains(";") && !text.matches(".*[*?].*") && Files.exists(PathText.read(text.trim()))) return List.of(text
			.trim());
		List<String> files = Arrays.stream(text.split(";")).map(String::trim).filter(file -> !file.isEmpty()).collect(Collectors
			.toList());
		if (files.isEmpty()) throw new IllegalArgumentException(
			"files should be a folder, or files separated by semicolons, but is empty.");
		return files;
	}

	private static Path path(Img2ImgSettings settings, Setting<String> setting) {
		String text = settings.get(setting).trim();
		return text.isEmpty() ? null : PathText.read(text);
	}
}
