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

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.device.Devices;
import sc.fiji.img2img.device.Precision;
import sc.fiji.img2img.model.Component;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.rewrite.AttentionFusion;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;

/**
 * Times a UNet alone on a device, loaded as the program loads it, and keeps its answer for comparisons.
 * <p>
 * The batch is 2, as guidance makes it; the inputs are sines, which other programs can make, too. Arguments: FOLDER (with
 * model.onnx) LATENT (height and width) DEVICE PRECISION RUNS SECONDS ANSWER (a file for the numbers, as little-endian
 * floats). There are at most that many runs, after a first one that is not counted, and no more once the seconds are over;
 * for no runs at all, the network is only read, so that its copy for the device is in the cache directory. The system
 * property benchmark.attention, true or false, has attention fused or not, whatever the device says of itself;
 * benchmark.entries adds entries to the session's configuration, benchmark.cuda sets CUDA's options: KEY=VALUE, separated by
 * commas. benchmark.profile names a file for ONNX Runtime's profile of all that runs.
 * </p>
 */
public final class UnetBenchmark {

	private static final int BATCH = 2;
	private static final int TOKENS = 77;

	private UnetBenchmark() {
		// NB: a program.
	}

	public static void main(String... arguments) throws IOException {
		Provider provider = new Varied(Devices.choose(arguments[2], Precision.valueOf(arguments[3].toUpperCase(
			Locale.ROOT))).provider());
		Measures measures = new Measures();
		measures.tell("device", provider.name());
		long start = System.nanoTime();
		OnnxModel model = Component.of(Path.of(arguments[0])).read(provider, false, new Cancellation());
		GraphRewrite.DROP_DEAD_INPUTS.apply(model);
		if (provider.fusesAttention()) new AttentionFusion().apply(model);
		measures.tell("read", Measures.since(start));
		if (Integer.parseInt(arguments[4]) == 0) return;
		start = System.nanoTime();
		try (OnnxSession session = OnnxSession.open(model, provider)) {
			measures.tell("load", Measures.since(start));
			Map<String, Tensor> feeds = feeds(session, Integer.parseInt(arguments[1]));
			start = System.nanoTime();
			Tensor answer = run(session, feeds);
			measures.tell("first", Measures.since(start));
			write(answer, Path.of(arguments[6]));
			measures.times("step", Integer.parseInt(arguments[4]), Double.parseDouble(arguments[5]), () -> run(session, feeds));
		}
	}

	private static Map<String, Tensor> feeds(OnnxSession session, int latent) {
		Map<String, Tensor> feeds = new LinkedHashMap<>();
		for (ValueInfo input : session.inputs()) {
			long[] shape = new long[input.rank()];
			int count = 1;
			for (int i = 0; i < shape.length; i++) {
				shape[i] = input.dim(i) > 0 ? input.dim(i) : i == 0 ? BATCH : shape.length == 4 ? latent : TOKENS;
				count *= (int) shape[i];
			}
			Tensor tensor = Tensor.of(new float[count], shape);
			for (int i = 0; i < count; i++)
				tensor.data()[i] = input.name().equals("timestep") ? 501 : (float) Math.sin(i);
			feeds.put(input.name(), tensor);
		}
		return feeds;
	}

	private static Tensor run(OnnxSession session, Map<String, Tensor> feeds) {
		return session.run(feeds, new Cancellation()).values().iterator().next();
	}

	private static void write(Tensor tensor, Path file) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(tensor.data().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		bytes.asFloatBuffer().put(tensor.data());
		Files.write(file, bytes.array());
	}

	/** A provider as the program has it, with the changes that the properties ask for. */
	private static final class Varied implements Provider {

		private final Provider provider;

		private Varied(Provider provider) {
			this.provider = provider;
		}

		@Override
		public String name() {
			return provider.name();
		}

		@Override
		public boolean hasGpuKernels() {
			return provider.hasGpuKernels();
		}

		@Override
		public boolean fusesAttention() {
			String asked = System.getProperty("benchmark.attention");
			return asked == null ? provider.fusesAttention() : Boolean.parseBoolean(asked);
		}

		@Override
		public ElementType floats() {
			return provider.floats();
		}

		@Override
		public void configure(SessionOptions options) throws OrtException {
			for (String[] entry : entries("benchmark.entries"))
				options.addConfigEntry(entry[0], entry[1]);
			if (System.getProperty("benchmark.profile") != null) options.enableProfiling(System.getProperty(
				"benchmark.profile"));
			List<String[]> cuda = entries("benchmark.cuda");
			if (cuda.isEmpty()) provider.configure(options);
			else configure(cuda, options);
		}

		private static void configure(List<String[]> entries, SessionOptions options) throws OrtException {
			try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
				for (String[] entry : entries)
					cuda.add(entry[0], entry[1]);
				options.addCUDA(cuda);
			}
		}

		private static List<String[]> entries(String property) {
			return Stream.of(System.getProperty(property, "").split(",")).filter(entry -> !entry.isEmpty()).map(entry -> entry
				.split("=")).collect(Collectors.toList());
		}
	}
}
