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

import sc.fiji.img2img.batch.Batch;
import sc.fiji.img2img.batch.BatchListener;
import sc.fiji.img2img.batch.BatchOutcome;
import sc.fiji.img2img.batch.BatchResult;
import sc.fiji.img2img.io.Excerpt;

/** Says what a batch would do, a line for each file. */
final class BatchPreview implements BatchListener {

	private final Batch batch;

	private final PrintWriter out;

	BatchPreview(Batch batch, PrintWriter out) {
		this.batch = batch;
		this.out = out;
	}

	@Override
	public void ended(BatchOutcome outcome, int number, int count, double secondsLeft) {
		out.println(outcome.task() + ": " + words(outcome));
	}

	/**
	 * Says how many files would be run.
	 *
	 * @throws IOException if some cannot be run
	 */
	void end(BatchResult result) throws IOException {
		int failed = result.count(BatchOutcome.State.FAILED);
		String words = result.count(BatchOutcome.State.DONE) + " files would be run, " + result.count(
			BatchOutcome.State.SKIPPED) + " were done before, " + failed + " cannot be run.";
		if (failed > 0) throw new IOException(words);
		out.println(words);
	}

	private String words(BatchOutcome outcome) {
		switch (outcome.state()) {
			case DONE:
				return "to " + outcome.task().output() + ", seed " + batch.seed(outcome.task());
			case SKIPPED:
				return "done before";
			default:
				return "cannot be run: " + Excerpt.sentence(outcome.message());
		}
	}
}
