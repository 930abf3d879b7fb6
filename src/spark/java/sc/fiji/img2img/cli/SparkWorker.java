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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import picocli.CommandLine;

import sc.fiji.img2img.batch.Batch;
import sc.fiji.img2img.batch.BatchListener;
import sc.fiji.img2img.batch.BatchOutcome;
import sc.fiji.img2img.run.Cancellation;

/** What an executor keeps from file to file: the plan, and the model once it is needed. Thread-safe; runs one file at a time. */
final class SparkWorker {

	private static SparkWorker latest;

	private final List<String> arguments;

	private final Batch batch;

	private final LazySession session;

	private SparkWorker(List<String> arguments) throws IOException {
		this.arguments = arguments;
		PrintWriter err = new PrintWriter(System.err, true);
		System.setProperty("java.awt.headless", "true");
		BatchPlan plan = BatchPlan.of(new CommandLine(new BatchCommandLine(err, err).spec()).parseArgs(arguments.toArray(
			new String[0])));
		batch = plan.batch();
		session = plan.session(err);
	}

	/** The one of this executor, which it keeps as long as the arguments stay the same. */
	static synchronized SparkWorker of(List<String> arguments) throws IOException {
		if (latest != null && latest.arguments.equals(arguments)) return latest;
		if (latest != null) latest.close();
		latest = new SparkWorker(arguments);
		return latest;
	}

	/** Does those of the batch's tasks that have these names. */
	synchronized List<SparkOutcome> run(Set<String> names) throws IOException {
		List<SparkOutcome> outcomes = new ArrayList<>();
		batch.only(task -> names.contains(task.name())).run(session::open, new BatchListener() {

			@Override
			public void ended(BatchOutcome outcome, int number, int count, double secondsLeft) {
				outcomes.add(new SparkOutcome(outcome));
			}
		}, new Cancellation());
		return outcomes;
	}

	private synchronized void close() {
		session.close();
	}
}
