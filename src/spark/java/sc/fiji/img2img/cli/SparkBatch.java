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

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

import picocli.CommandLine.ParseResult;

import sc.fiji.img2img.batch.BatchOutcome;
import sc.fiji.img2img.batch.BatchResult;
import sc.fiji.img2img.batch.BatchTask;

/**
 * {@code img2img batch} as a job of Apache Spark: files are handed out one by one, and each executor keeps one model.
 * <p>
 * Takes the arguments of {@code img2img batch}; all machines see the same files under the same paths.
 * </p>
 */
public final class SparkBatch {

	private SparkBatch() {
		// NB: started by main.
	}

	public static void main(String... arguments) {
		PrintWriter err = new PrintWriter(System.err, true);
		PrintWriter out = new PrintWriter(System.out, true);
		BatchCommandLine line = new BatchCommandLine(out, err);
		int code = Img2ImgApp.run(out, err, line.spec(), parsed -> run(parsed, err, arguments), arguments);
		// NB: Spark takes a driver that returns for one whose job is done.
		if (code != Img2ImgApp.DONE) System.exit(code);
	}

	private static void run(ParseResult parsed, PrintWriter err, String... arguments) throws IOException {
		check(parsed);
		BatchPlan plan = BatchPlan.of(parsed);
		if (plan.isDryRun()) throw new IllegalArgumentException("A dry run needs no cluster: img2img batch ... --dry-run.");
		BatchReport report = new BatchReport(err);
		report.found(plan.files());
		Map<String, BatchTask> tasks = new HashMap<>();
		plan.tasks().forEach(task -> tasks.put(task.name(), task));
		BatchResult result = new BatchResult(tasks.size());
		try (JavaSparkContext spark = new JavaSparkContext(new SparkConf().setAppName("Img2Img Batch"))) {
			List<String> names = plan.tasks().stream().map(BatchTask::name).collect(Collectors.toList());
			spark.parallelize(names, Math.max(1, names.size())).mapPartitions(mine -> outcomes(mine, arguments)).collect()
				.forEach(outcome -> result.add(outcome.of(tasks)));
		}
		catch (Exception e) {
			// NB: Spark's own exceptions are checked ones that no method declares, around the one of the executor.
			throw new IOException(cause(e).getMessage(), e);
		}
		report.end(result);
	}

	/** Refuses what would mean other files on other machines. */
	private static void check(ParseResult parsed) {
		List<String> paths = new ArrayList<>(Arrays.asList(parsed.matchedPositionalValue(0, new String[0])));
		parsed.matchedOptions().stream().filter(option -> option.getValue() instanceof Path).forEach(option -> paths.add(option
			.getValue().toString()));
		for (String path : paths)
			if (!new File(path).isAbsolute()) throw new IllegalArgumentException("Files and folders should be given with their " +
				"whole paths, since executors work in folders of their own, but \"" + path + "\" is only the end of one.");
	}

	private static Throwable cause(Throwable e) {
		return e.getCause() == null ? e : cause(e.getCause());
	}

	/** Runs on an executor. */
	private static Iterator<SparkOutcome> outcomes(Iterator<String> names, String... arguments) throws IOException {
		Set<String> mine = new HashSet<>();
		names.forEachRemaining(mine::add);
		return SparkWorker.of(Arrays.asList(arguments)).run(mine).iterator();
	}
}
