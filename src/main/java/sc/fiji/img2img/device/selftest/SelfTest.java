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
package sc.fiji.img2img.device.selftest;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import sc.fiji.img2img.device.provider.Candidate;
import sc.fiji.img2img.device.provider.DeviceFault;
import sc.fiji.img2img.device.provider.Hardware;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.WeightStore;
import sc.fiji.img2img.onnx.rewrite.AttentionFusion;
import sc.fiji.img2img.onnx.rewrite.FloatTypeChange;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.InferenceException;
import sc.fiji.img2img.tensor.Tensor;

/**
 * Runs the test network on a device and on the built-in CPU provider, and compares numbers and, on a wider one, times.
 * <p>
 * Runs in this process; {@link SelfTestProcess} starts one for it. Immutable.
 * </p>
 */
public final class SelfTest {

	/** What outcomes call the precision that is no fast one. */
	public static final String FP32 = "fp32";

	/** The relative L2 distance at most; WebGPU comes to some 5e-5, bf16 to 2e-2. */
	private static final double FP32_TOLERANCE = 1e-3;
	private static final double FAST_TOLERANCE = 5e-2;

	/** What the numbers are compared on. */
	private static final int SMALL_CHANNELS = 32;
	private static final int SMALL_LATENT = 16;

	/** What is timed: wide enough that graphics processors compute, instead of waiting for what they are to do next. */
	private static final int WIDE_CHANNELS = 128;
	private static final int WIDE_LATENT = 64;

	/** What the times depend on. */
	static final String NETWORK = WIDE_CHANNELS + " channels at " + WIDE_LATENT;

	private static final int RUNS = 3;
	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

	/** WebGPU's words, which come with the first kernel. */
	private static final Pattern LACKS_F16 = Pattern.compile("requires f16 but the device does not support it");

	private final Candidate candidate;

	private final boolean fast;

	public SelfTest(Candidate candidate, boolean fast) {
		this.candidate = candidate;
		this.fast = fast;
	}

	/** An outcome without a result yet. */
	public SelfTestOutcome begin(int number, Hardware hardware) {
		SelfTestOutcome outcome = new SelfTestOutcome();
		outcome.key = candidate.key();
		outcome.title = candidate.title();
		outcome.number = number;
		outcome.precision = fast ? candidate.fastType() : FP32;
		outcome.time = System.currentTimeMillis();
		if (hardware == null) return outcome;
		outcome.hardware = hardware.toString();
		outcome.gpu = hardware.isGpu();
		return outcome;
	}

	/** Tests a device: its numbers and, if these are right, its speed. */
	public void run(SelfTestOutcome outcome, Hardware hardware) throws IOException {
		check(outcome, hardware);
		if (outcome.isPassed()) attempt(outcome, hardware, provider -> {
			outcome.seconds = seconds(provider);
			outcome.cpuSeconds = seconds(Provider.CPU);
		});
	}

	/** Tests the numbers of a device alone. */
	void check(SelfTestOutcome outcome, Hardware hardware) throws IOException {
		if (fast && !hardware.isFast()) {
			outcome.fault = lacksFastType(hardware);
			return;
		}
		Tensor expected = answer(Provider.CPU);
		attempt(outcome, hardware, provider -> outcome.fault = compare(answer(provider), expected, outcome));
	}

	private void attempt(SelfTestOutcome outcome, Hardware hardware, Trial trial) {
		try {
			trial.run(candidate.provider(outcome.number, fast));
		}
		catch (DeviceFault e) {
			outcome.fault = e.getMessage();
		}
		catch (IOException | InferenceException e) {
			outcome.fault = fast && LACKS_F16.matcher(e.getMessage()).find() ? lacksFastType(hardware) : candidate.title() +
				" fails on its self-test: " + e.getMessage().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\.$", "");
		}
	}

	/** Why numbers are not those that are wanted; null if they are. */
	String compare(Tensor actual, Tensor expected, SelfTestOutcome outcome) {
		if (!List.of(boxed(actual)).equals(List.of(boxed(expected)))) return candidate.title() + " gave on its self-test a " + actual +
			" instead of a " + expected;
		double difference = 0;
		double norm = 0;
		for (int i = 0; i < expected.data().length; i++) {
			difference += Math.pow((double) actual.data()[i] - expected.data()[i], 2);
			norm += Math.pow(expected.data()[i], 2);
		}
		outcome.error = Math.sqrt(difference / norm);
		double tolerance = fast ? FAST_TOLERANCE : FP32_TOLERANCE;
		if (outcome.error <= tolerance) return null;
		// NB: no number is JSON for that.
		boolean finite = actual.isFinite() && Double.isFinite(outcome.error);
		String found = finite ? String.format(Locale.ROOT, "%.1e from the CPU's, more than %.0e", outcome.error, tolerance)
			: "not finite";
		if (!finite) outcome.error = Double.MAX_VALUE;
		return candidate.title() + " gave wrong numbers on its self-test: " + found;
	}

	private String lacksFastType(Hardware hardware) {
		return hardware + " does not compute in " + candidate.fastType();
	}

	private static Long[] boxed(Tensor tensor) {
		return Arrays.stream(tensor.shape()).boxed().toArray(Long[]::new);
	}

	private static Tensor answer(Provider provider) throws IOException {
		try (OnnxSession session = open(SMALL_CHANNELS, provider)) {
			return run(session, TinyUnet.feeds(SMALL_LATENT));
		}
	}

	/** How long a step takes at best; the first run, in which devices compile, does not count. */
	private static double seconds(Provider provider) throws IOException {
		try (OnnxSession session = open(WIDE_CHANNELS, provider)) {
			Map<String, Tensor> feeds = TinyUnet.feeds(WIDE_LATENT);
			run(session, feeds);
			double least = Double.MAX_VALUE;
			long begin = System.nanoTime();
			for (int i = 0; i < RUNS && System.nanoTime() - begin < PATIENCE_NANOS; i++) {
				long start = System.nanoTime();
				run(session, feeds);
				least = Math.min(least, (System.nanoTime() - start) * 1e-9);
			}
			return least;
		}
	}

	private static OnnxSession open(int channels, Provider provider) throws IOException {
		return OnnxSession.open(TinyUnet.create(channels, model -> {
			if (provider.floats() == ElementType.FLOAT16) new FloatTypeChange(provider.floats(), WeightStore.MEMORY).apply(model);
			if (provider.fusesAttention()) new AttentionFusion().apply(model);
		}), provider);
	}

	private static Tensor run(OnnxSession session, Map<String, Tensor> feeds) {
		return session.run(feeds, new Cancellation()).values().iterator().next();
	}

	@FunctionalInterface
	private interface Trial {

		void run(Provider provider) throws IOException;
	}
}
