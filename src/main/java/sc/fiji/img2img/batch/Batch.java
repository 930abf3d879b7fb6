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
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.image.ij.ImageFiles;
import sc.fiji.img2img.image.ij.UnwrittenFileException;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;

/**
 * Tasks that are done one after the other under the same settings.
 * <p>
 * What is done already is recognised and left as it is, so that a batch which was ended in any way is gone on with by running
 * it again. A file that cannot be run ends its own task and no other. Immutable.
 * </p>
 *
 * <pre>
 * BatchTasks tasks = BatchTasks.of(List.of("images"), Path.of("results"), null);
 * try (Img2Img img2img = Img2Img.open(model.path())) {
 * 	Batch.of(tasks.all(), settings, model).run(control -&gt; img2img::run, BatchListener.NONE, new Cancellation());
 * }
 * </pre>
 */
public final class Batch {

	/** The name that a log has where none is given, in the folder for the outputs. */
	public static final String LOG_FILE = "img2img-log.csv";

	private final List<BatchTask> tasks;

	private final BatchWork work;

	private final Path log;

	private final boolean json;

	private Batch(List<BatchTask> tasks, BatchWork work, Path log, boolean json) {
		this.tasks = List.copyOf(tasks);
		this.work = work;
		this.log = log;
		this.json = json;
	}

	/**
	 * A batch without a log.
	 *
	 * @param settings the seed is that of the whole batch, from which each task gets its own by its name; 0 if it is not given
	 * @throws IOException if a file of the model or a LoRA is missing, or cannot be read
	 * @throws IllegalArgumentException if the settings are not as they should be; the message says what is wrong
	 */
	public static Batch of(List<BatchTask> tasks, Img2ImgSettings settings, Model model) throws IOException {
		return new Batch(tasks, BatchWork.of(model, settings), null, false);
	}

	/** The same batch, which adds a line for each task to a CSV file; others may do so at the same time. */
	public Batch withLog(Path file) {
		return new Batch(tasks, work, file, json);
	}

	/** The same batch with some of its tasks. */
	public Batch only(Predicate<BatchTask> wanted) {
		return new Batch(tasks.stream().filter(wanted).collect(Collectors.toList()), work, log, json);
	}

	/** The same batch, which writes OUTPUT.json beside each output, with all that it was made with. */
	public Batch withJson() {
		return new Batch(tasks, work, log, true);
	}

	/**
	 * Does all that is not done yet.
	 *
	 * @param opening is asked for what runs images when there is one to run
	 * @param cancellation ends it within a step
	 * @throws CancellationException if it was cancelled
	 * @throws IOException if the model cannot be loaded, or outputs or the log cannot be written
	 */
	public BatchResult run(ImageSession.Opening opening, BatchListener listener, Cancellation cancellation)
		throws IOException
	{
		BatchLog lines = log == null ? null : open();
		RunControl control = RunControl.of(listener, cancellation);
		ImageSession[] session = new ImageSession[1];
		return each(listener, cancellation, task -> {
			BatchOutcome outcome = attempt(task, () -> before(task));
			if (outcome == null) {
				// NB: what cannot be opened for one task cannot be opened for any.
				if (session[0] == null) session[0] = opening.open(control);
				outcome = attempt(task, () -> now(task, session[0], control));
			}
			if (json && outcome.state() != BatchOutcome.State.FAILED) work.describe(task, outcome.record());
			if (lines != null) lines.add(BatchTable.line(outcome, work.settings(task)), BatchTable.seconds(outcome));
			return outcome;
		});
	}

	/**
	 * Looks at what {@link #run} would do, and writes nothing: tasks count as failed if their files cannot be read.
	 *
	 * @return as from {@link #run}, with those that would be run as done
	 * @throws CancellationException if it was cancelled
	 */
	public BatchResult dryRun(BatchListener listener, Cancellation cancellation) throws IOException {
		return each(listener, cancellation, task -> attempt(task, () -> {
			BatchOutcome before = before(task);
			if (before != null) return before;
			work.check(task);
			return BatchOutcome.done(task, null, 0);
		}));
	}

	/** The seed that a task is run with. */
	public long seed(BatchTask task) {
		return work.settings(task).get(Img2ImgSettings.SEED);
	}

	// -- Helper methods --

	private BatchLog open() throws IOException {
		ImageFiles.makeFolder(log.toAbsolutePath().getParent());
		ImageFiles.checkPlace(log);
		return BatchLog.open(log, BatchTable.header());
	}

	private BatchResult each(BatchListener listener, Cancellation cancellation, Doing doing)
		throws IOException
	{
		BatchResult result = new BatchResult(tasks.size());
		TimeLeft timeLeft = new TimeLeft(tasks.size());
		for (int i = 0; i < tasks.size(); i++) {
			cancellation.check();
			listener.begins(tasks.get(i), i + 1, tasks.size());
			BatchOutcome outcome = doing.outcome(tasks.get(i));
			result.add(outcome);
			listener.ended(outcome, i + 1, tasks.size(), timeLeft.after(outcome));
		}
		return result;
	}

	/** A task that was done before; null if it was not. */
	private BatchOutcome before(BatchTask task) throws IOException {
		return work.done(task).map(record -> BatchOutcome.skipped(task, record)).orElse(null);
	}

	private BatchOutcome now(BatchTask task, ImageSession session, RunControl control) throws IOException {
		long start = System.nanoTime();
		BatchRecord record = work.run(task, session, control);
		return BatchOutcome.done(task, record, (System.nanoTime() - start) / 1e9);
	}

	/** What becomes of a task, whatever is wrong with its files. */
	private static BatchOutcome attempt(BatchTask task, Attempt attempt) throws IOException {
		try {
			return attempt.outcome();
		}
		catch (CancellationException | UnwrittenFileException e) {
			throw e;
		}
		catch (OutOfMemoryError e) {
			return BatchOutcome.failed(task, "There is not enough memory for it; start Java with a larger -Xmx.");
		}
		catch (IOException | RuntimeException e) {
			return BatchOutcome.failed(task, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
		}
	}

	/** What is done with each task. */
	@FunctionalInterface
	private interface Doing {

		BatchOutcome outcome(BatchTask task) throws IOException;
	}

	/** Part of that, whose failure is the task's. */
	@FunctionalInterface
	private interface Attempt {

		BatchOutcome outcome() throws IOException;
	}
}
