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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import sc.fiji.img2img.batch.BatchListener;
import sc.fiji.img2img.batch.BatchOutcome;
import sc.fiji.img2img.batch.BatchResult;
import sc.fiji.img2img.batch.BatchTasks;
import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.run.TimeText;

/** Says how a batch gets on, a line for each file, and which files failed. */
final class BatchReport implements BatchListener {

	private final PrintWriter err;

	/** What was said already; notes are often the same for all files. */
	private final Set<String> notes = new HashSet<>();

	BatchReport(PrintWriter err) {
		this.err = err;
	}

	/** Says how many files were found. */
	void found(BatchTasks tasks) {
		int count = tasks.leftOut().size();
		err.println("Found " + tasks.all().size() + (tasks.all().size() == 1 ? " file" : " files") + (count == 0 ? "" : "; " +
			count + (count == 1 ? " other one is" : " others are") + " left out, not being images by name: " + tasks.leftOut().get(
				0) + (count == 1 ? "" : ", ...")));
	}

	/**
	 * Lists what failed.
	 *
	 * @throws IOException if anything did
	 */
	void end(BatchResult result) throws IOException {
		List<BatchOutcome> failures = result.failures();
		if (!failures.isEmpty()) err.println("These files failed:");
		failures.forEach(failure -> err.println("  " + failure.task() + ": " + Excerpt.sentence(failure.message())));
		if (!failures.isEmpty()) throw new IOException(result + ".");
		err.println(result);
	}

	@Override
	public void note(String message) {
		if (notes.add(message)) err.println(message);
	}

	@Override
	public void ended(BatchOutcome outcome, int number, int count, double secondsLeft) {
		String left = Double.isNaN(secondsLeft) || number == count ? "" : ", " + TimeText.words(secondsLeft) + " left";
		err.println("[" + number + "/" + count + left + "] " + outcome.task() + ": " + words(outcome));
	}

	private static String words(BatchOutcome outcome) {
		switch (outcome.state()) {
			case DONE:
				return String.format(Locale.ROOT, "done in %.1f s", outcome.seconds());
			case SKIPPED:
				return "done before";
			default:
				return "failed: " + Excerpt.sentence(outcome.message());
		}
	}
}
