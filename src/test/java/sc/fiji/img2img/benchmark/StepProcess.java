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
package sc.fiji.img2img.benchmark;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A {@link StepWorker} in a process of its own, and what it reported. Whoever starts one closes it. */
final class StepProcess implements AutoCloseable {

	private final StepVariant variant;

	private final Process process;

	private final PrintWriter orders;

	private final BufferedReader reports;

	private final List<Double> seconds = new ArrayList<>();

	private double loadSeconds;

	private long peakKib;

	private String mean = "";

	private StepProcess(StepVariant variant, Process process) {
		this.variant = variant;
		this.process = process;
		orders = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
		reports = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
	}

	/** Starts a worker and waits until it has loaded the model. */
	static StepProcess start(StepVariant variant, Path model) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, "-Xmx1g", "-Dbenchmark.saved=" + System.getProperty("benchmark.saved",
			"target/benchmark/saved"), "-cp", classPath(), StepWorker.class.getName(), variant.name(), model.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT).start();
		StepProcess started = new StepProcess(variant, process);
		try {
			started.loadSeconds = Double.parseDouble(started.report()[1]);
		}
		catch (IOException | RuntimeException e) {
			started.close();
			throw e;
		}
		return started;
	}

	/** Has the worker run one step. */
	void step(boolean counts) throws IOException {
		orders.println("step");
		String[] report = report();
		if (counts) seconds.add(Double.parseDouble(report[1]));
		mean = report[3];
	}

	/** @param reference what the ratio is taken to, round by round */
	String summary(StepProcess reference) {
		return String.format(Locale.ROOT, "%-22s %8.2f %8.3f %8.3f %7.3f %9.2f %12s", variant, loadSeconds, minimum(),
			median(seconds), ratio(reference), peakKib / 1048576.0, mean);
	}

	@Override
	public void close() {
		orders.close();
		process.destroy();
	}

	private double minimum() {
		return Collections.min(seconds);
	}

	/** NB: of the two of a round, which a busy machine slows alike. */
	private double ratio(StepProcess reference) {
		List<Double> ratios = new ArrayList<>();
		for (int round = 0; round < seconds.size(); round++)
			ratios.add(seconds.get(round) / reference.seconds.get(round));
		return median(ratios);
	}

	private static double median(List<Double> values) {
		List<Double> sorted = new ArrayList<>(values);
		Collections.sort(sorted);
		int middle = sorted.size() / 2;
		return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

	private String[] report() throws IOException {
		String line = reports.readLine();
		if (line == null) throw new IOException("The worker for " + variant + " ended; its message is above.");
		String[] report = line.split(" ");
		peakKib = Long.parseLong(report[2]);
		return report;
	}

	/** NB: within Maven's own process, the class path is the class loader's. */
	private static String classPath() {
		ClassLoader loader = StepProcess.class.getClassLoader();
		if (!(loader instanceof URLClassLoader)) return System.getProperty("java.class.path");
		return Arrays.stream(((URLClassLoader) loader).getURLs()).map(url -> new File(url.getPath()).getPath()).collect(
			Collectors.joining(File.pathSeparator));
	}
}
