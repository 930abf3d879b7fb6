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

import ij.ImagePlus;
import ij.process.ByteProcessor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import sc.fiji.img2img.Img2ImgResult;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.grid.ImageComparison;
import sc.fiji.img2img.image.ij.GenerationInfo;
import sc.fiji.img2img.image.ij.ImageFiles;
import sc.fiji.img2img.image.ij.SeenMask;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.run.RunControl;

/**
 * How tasks are done: with one model and one set of settings, each task with a seed of its own.
 * <p>
 * Immutable; the same task gives the same files, whoever does it and whatever was done before. An output is there whole and
 * with the record of its work in it, or it is not done.
 * </p>
 */
final class BatchWork {

	/** The batch's seed where none is given, so that a run which goes on later gives each file the seed that it had. */
	private static final long STANDARD_SEED = 0;

	private final Img2ImgSettings settings;

	private final WorkHash hash;

	private BatchWork(Img2ImgSettings settings, WorkHash hash) {
		this.settings = settings;
		this.hash = hash;
	}

	/**
	 * Reads the files of model and LoRAs.
	 *
	 * @throws IOException if one is missing, or cannot be read
	 * @throws IllegalArgumentException if the settings are not as they should be
	 */
	static BatchWork of(Model model, Img2ImgSettings settings) throws IOException {
		Img2ImgSettings completed = settings.forModel(model);
		completed.check();
		return new BatchWork(completed, WorkHash.of(model, completed));
	}

	/** The settings of a task. */
	Img2ImgSettings settings(BatchTask task) {
		long seed = settings.get(Img2ImgSettings.SEED);
		return settings.with(Img2ImgSettings.SEED, task.seed(seed == Img2ImgSettings.RANDOM_SEED ? STANDARD_SEED : seed));
	}

	/**
	 * What was made of a task before, if that is what would be made of it now.
	 *
	 * @throws IOException if a file cannot be read
	 */
	Optional<BatchRecord> done(BatchTask task) throws IOException {
		return BatchRecord.find(task.output(), hash(task));
	}

	/**
	 * Returns if the files of a task can be run, as far as can be told without a model.
	 *
	 * @throws IOException if they are not there, or cannot be read
	 * @throws IllegalArgumentException if a mask has another size than its image
	 */
	void check(BatchTask task) throws IOException {
		ImagePlus image = ImageFiles.read(task.input());
		ByteProcessor mask = mask(task);
		if (mask != null) SeenMask.mask(mask).checkSize(image.getWidth(), image.getHeight());
	}

	/**
	 * Does a task.
	 *
	 * @throws sc.fiji.img2img.image.ij.UnwrittenFileException if the output cannot be written, which no other will be then
	 * @throws IOException if a file cannot be read
	 * @throws RuntimeException as from {@link ImageSession#run}
	 */
	BatchRecord run(BatchTask task, ImageSession session, RunControl control) throws IOException {
		String work = hash(task);
		Img2ImgSettings own = settings(task);
		ImagePlus image = ImageFiles.read(task.input());
		Img2ImgResult<ImagePlus> result = session.run(image, mask(task), own, control);
		result.notes().forEach(control::note);
		if (image.getStackSize() > image.getNChannels() && !own.get(Img2ImgSettings.STACK)) control.note(task + " has " + image
			.getStackSize() + " slices, of which the first one is run; the setting stack runs all of them.");
		ImagePlus made = result.image();
		ImageComparison comparison = new ImageComparison(image, own);
		Map<String, String> values = new LinkedHashMap<>(result.info());
		// NB: a run does not wait for it, which would make the first file of a session another one than the same file later.
		values.remove(GenerationInfo.MODEL_HASH);
		values.put(GenerationInfo.MODEL_HASH, hash.model());
		values.put(BatchRecord.SSIM, figure(comparison.ssim(made)));
		values.put(BatchRecord.MAD, figure(comparison.difference(made)));
		values.put(BatchRecord.FILES, Integer.toString(ImageFiles.files(made, task.output()).size()));
		values.put(BatchRecord.WORK, work);
		GenerationInfo.of(values).attach(made, made);
		ImageFiles.makeFolder(task.output().toAbsolutePath().getParent());
		ImageFiles.write(made, task.output());
		return BatchRecord.find(task.output(), work).orElseThrow(() -> new IOException("The file " + task.output() +
			" was changed while it was written."));
	}

	/** Writes what an output was made with beside it, unless it is there. */
	void describe(BatchTask task, BatchRecord record) throws IOException {
		Path file = task.output().resolveSibling(task.output().getFileName() + ".json");
		byte[] json = BatchJson.of(task, record).getBytes(StandardCharsets.UTF_8);
		if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), json)) ImageFiles.write(json, file);
	}

	// -- Helper methods --

	private String hash(BatchTask task) throws IOException {
		if (!Files.isRegularFile(task.input())) throw new IOException("There is no file " + task.input() + ".");
		if (!Files.isReadable(task.input())) throw new IOException("The file " + task.input() + " may not be read.");
		return hash.of(task.input(), task.mask(), settings(task).get(Img2ImgSettings.SEED));
	}

	private static ByteProcessor mask(BatchTask task) throws IOException {
		Optional<Path> file = task.mask();
		return file.isPresent() ? ImageFiles.readMask(file.get()) : null;
	}

	private static String figure(double value) {
		return String.format(Locale.ROOT, "%.6f", value);
	}
}
