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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What became of a batch. Not thread-safe. */
public final class BatchResult {

	private final List<BatchOutcome> outcomes = new ArrayList<>();

	private final int count;

	/** @param count how many tasks there are */
	public BatchResult(int count) {
		this.count = count;
	}

	/** Counts the end of a task. */
	public void add(BatchOutcome outcome) {
		outcomes.add(outcome);
	}

	/** How many tasks ended so. */
	public int count(BatchOutcome.State state) {
		return (int) outcomes.stream().filter(outcome -> outcome.state() == state).count();
	}

	/** Those that failed, each with its reason. */
	public List<BatchOutcome> failures() {
		return outcomes.stream().filter(outcome -> outcome.state() == BatchOutcome.State.FAILED).collect(Collectors.toList());
	}

	/** In words: "35 of 40 files are done (12 of them were before), 5 failed". */
	@Override
	public String toString() {
		int skipped = count(BatchOutcome.State.SKIPPED);
		int done = count(BatchOutcome.State.DONE) + skipped;
		int failed = count(BatchOutcome.State.FAILED);
		return done + " of " + count + " files are done" + (skipped == 0 ? "" : " (" + skipped + " of them were before)") +
			(failed == 0 ? "" : ", " + failed + " failed");
	}
}
