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
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;

/**
 * A process that loads a UNet and runs one step for each line that it is sent.
 * <p>
 * Arguments: VARIANT MODEL_DIRECTORY. It writes "ready SECONDS KIB" after loading and "step SECONDS KIB MEAN" after each
 * step: how long it took, the process's peak resident memory so far (0 where /proc is missing) and the mean absolute
 * value of the answer, by which engines can be compared.
 * </p>
 */
public final class StepWorker {

	static final int BATCH = 2;
	private static final int LATENT = 64;
	private static final int TOKENS = 77;

	private StepWorker() {
		// NB: a program.
	}

	public static void main(String... arguments) throws IOException {
		StepVariant variant = StepVariant.valueOf(arguments[0]);
		long start = System.nanoTime();
		try (OnnxSession session = variant.open(Path.of(arguments[1]))) {
			report("ready", start, "");
			BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			while (orders.readLine() != null) {
				start = System.nanoTime();
				Tensor answer = step(session, variant.rows());
				report("step", start, String.format(Locale.ROOT, " %.7f", meanMagnitude(answer)));
			}
		}
	}

	private static Tensor step(OnnxSession session, int rows) {
		Map<String, Tensor> feeds = feeds(session);
		List<Tensor> answers = new ArrayList<>();
		for (int first = 0; first < BATCH; first += rows) {
			Map<String, Tensor> part = new LinkedHashMap<>();
			for (Map.Entry<String, Tensor> feed : feeds.entrySet()) {
				Tensor all = feed.getValue();
				part.put(feed.getKey(), all.rank() > 0 && all.dim(0) == BATCH ? all.rows(first, first + rows) : all);
			}
			answers.add(session.run(part, new Cancellation()).values().iterator().next());
		}
		return Tensor.concatenate(answers.toArray(new Tensor[0]));
	}

	/** Inputs that other programs can make, too: the sine of the element's number. */
	private static Map<String, Tensor> feeds(OnnxSession session) {
		Map<String, Tensor> feeds = new LinkedHashMap<>();
		for (ValueInfo input : session.inputs()) {
			long[] shape = new long[input.rank()];
			for (int i = 0; i < shape.length; i++)
				shape[i] = input.dim(i) > 0 ? input.dim(i) : i == 0 ? BATCH : shape.length == 4 ? LATENT : TOKENS;
			Tensor tensor = Tensor.of(new float[count(shape)], shape);
			for (int i = 0; i < tensor.data().length; i++)
				tensor.data()[i] = input.name().equals("timestep") ? 501 : (float) Math.sin(i);
			feeds.put(input.name(), tensor);
		}
		return feeds;
	}

	private static int count(long[] shape) {
		long count = 1;
		for (long size : shape)
			count *= size;
		return Math.toIntExact(count);
	}

	private static double meanMagnitude(Tensor tensor) {
		double sum = 0;
		for (float value : tensor.data())
			sum += Math.abs(value);
		return sum / tensor.data().length;
	}

	private static void report(String what, long start, String more) throws IOException {
		double seconds = (System.nanoTime() - start) * 1e-9;
		System.out.println(String.format(Locale.ROOT, "%s %.3f %d%s", what, seconds, peakKib(), more));
	}

	private static long peakKib() throws IOException {
		Path status = Path.of("/proc/self/status");
		if (!Files.exists(status)) return 0;
		for (String line : Files.readAllLines(status))
			if (line.startsWith("VmHWM:")) return Long.parseLong(line.replaceAll("\\D", ""));
		return 0;
	}
}
