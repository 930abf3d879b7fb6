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
package sc.fiji.img2img.device.provider;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;

import com.google.gson.JsonObject;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

import sc.fiji.img2img.onnx.NativeLibraries;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.ElementType;

/** The execution providers that builds of ONNX Runtime have inside. */
public enum BuiltIn implements Candidate {

	TENSORRT("TensorRT", OrtProvider.TENSOR_RT, -1, "fp16"),

	CUDA("CUDA", OrtProvider.CUDA, 20, "fp16"),

	DIRECTML("DirectML", OrtProvider.DIRECT_ML, -1, ""),

	COREML("CoreML", OrtProvider.CORE_ML, -1, ""),

	CPU("CPU", OrtProvider.CPU, Integer.MAX_VALUE, "");

	private final String title;

	private final OrtProvider provider;

	private final int rank;

	private final String fastType;

	BuiltIn(String title, OrtProvider provider, int rank, String fastType) {
		this.title = title;
		this.provider = provider;
		this.rank = rank;
		this.fastType = fastType;
	}

	@Override
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	@Override
	public String version() {
		return NativeLibraries.load().getVersion();
	}

	@Override
	public String title() {
		return title;
	}

	@Override
	public int rank() {
		return rank;
	}

	@Override
	public String fastType() {
		return fastType;
	}

	@Override
	public boolean needsTest() {
		return this != CPU;
	}

	@Override
	public String identity() {
		return name();
	}

	@Override
	public JsonObject describe() {
		JsonObject description = new JsonObject();
		description.addProperty("builtin", name());
		return description;
	}

	@Override
	public boolean isPresent() {
		return available().contains(provider);
	}

	@Override
	public String fault() {
		return isPresent() ? null : title + " is not in this build of ONNX Runtime";
	}

	@Override
	public List<Hardware> hardware() throws DeviceFault {
		provider(0, false);
		return List.of(new Hardware(title, this == CUDA || this == TENSORRT || this == DIRECTML, !fastType.isEmpty()));
	}

	@Override
	public Provider provider(int number, boolean fast) throws DeviceFault {
		if (number > 0) throw new DeviceFault(title + " has one device, but number " + (number + 1) + " was asked for");
		if (this == CPU) return Provider.CPU;
		// NB: without an environment, ONNX Runtime complains of that, and not of what is missing.
		NativeLibraries.load();
		Provider opened = new BuiltInProvider(fast);
		try (SessionOptions options = new SessionOptions()) {
			opened.configure(options);
			return opened;
		}
		catch (OrtException e) {
			throw new DeviceFault(title + " does not start (" + e.getMessage() + ")", e);
		}
	}

	private static EnumSet<OrtProvider> available() {
		NativeLibraries.load();
		return OrtEnvironment.getAvailableProviders();
	}

	private final class BuiltInProvider implements Provider {

		private final boolean fast;

		private BuiltInProvider(boolean fast) {
			this.fast = fast;
		}

		@Override
		public String name() {
			return fast ? title + ", " + fastType : title;
		}

		@Override
		public boolean hasGpuKernels() {
			return BuiltIn.this != COREML;
		}

		@Override
		public boolean fusesAttention() {
			return BuiltIn.this == CUDA;
		}

		@Override
		public boolean addsLorasToWeights() {
			return BuiltIn.this == CUDA;
		}

		@Override
		public ElementType floats() {
			// NB: TensorRT brings weights into fp16 by itself.
			return fast && BuiltIn.this == CUDA ? ElementType.FLOAT16 : null;
		}

		@Override
		public void configure(SessionOptions options) throws OrtException {
			// NB: without an environment, ONNX Runtime complains of that, and not of what is missing.
			NativeLibraries.load();
			switch (BuiltIn.this) {
				case TENSORRT:
					try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions(0)) {
						if (fast) tensorRt.add("trt_fp16_enable", "1");
						options.addTensorrt(tensorRt);
					}
					// NB: it takes what TensorRT leaves.
					addCuda(options);
					return;
				case CUDA:
					addCuda(options);
					return;
				case DIRECTML:
					options.addDirectML(0);
					return;
				default:
					options.addCoreML();
			}
		}

		private void addCuda(SessionOptions options) throws OrtException {
			try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
				// NB: TF32 keeps 10 bits of a number, and is no fp32.
				if (!fast) cuda.add("use_tf32", "0");
				// NB: each shape's convolutions would else be searched for anew, which takes seconds, and finds no faster ones.
				cuda.add("cudnn_conv_algo_search", "HEURISTIC");
				options.addCUDA(cuda);
			}
		}
	}
}
