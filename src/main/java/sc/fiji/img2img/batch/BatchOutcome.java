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

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What became of a task. Immutable. */
public final class BatchOutcome {

	/** How a task can end. */
	public enum State {
		/** Its output was made now. */
		DONE,

		/** Its output was there before. */
		SKIPPED,

		/** It has no output, for a reason of its own. */
		FAILED
	}

	private final BatchTask task;

	private final State state;

	private final BatchRecord record;

	private final String message;

	private final double seconds;

	private BatchOutcome(BatchTask task, State state, BatchRecord record, String message, double seconds) {
		this.task = task;
		this.state = state;
		this.record = record;
		this.message = message;
		this.seconds = seconds;
	}

	static BatchOutcome done(BatchTask task, BatchRecord record, double seconds) {
		return new BatchOutcome(task, State.DONE, record, "", seconds);
	}

	static BatchOutcome skipped(BatchTask task, BatchRecord record) {
		return new BatchOutcome(task, State.SKIPPED, record, "", Double.NaN);
	}

	static BatchOutcome failed(BatchTask task, String message) {
		return new BatchOutcome(task, State.FAILED, null, message, Double.NaN);
	}

	/** The end of a task as another program tells of it, which knows what the output says. */
	public static BatchOutcome reported(BatchTask task, State state, String message, double seconds) {
		return new BatchOutcome(task, state, null, message, seconds);
	}

	/** The task. */
	public BatchTask task() {
		return task;
	}

	/** How it ended. */
	public State state() {
		return state;
	}

	/** Why it failed; empty if it did not. */
	public String message() {
		return message;
	}

	/** How long it took; NaN if it was not done now. */
	public double seconds() {
		return seconds;
	}

	/** What the output says; null if there is none. */
	BatchRecord record() {
		return record;
	}

	/** The files that its output is; none if it has not been made. */
	public List<Path> files() {
		return record == null ? List.of() : record.files();
	}

	/** What the output says of itself, by the keys of its Info, with its similarity to the input; empty if it has not been made. */
	public Map<String, String> values() {
		return record == null ? Map.of() : record.values();
	}
}
