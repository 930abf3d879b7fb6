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
package sc.fiji.img2img.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.Weight;
import sc.fiji.img2img.onnx.rewrite.WinogradConvolution;

/** Hands a graph to ONNX Runtime. */
final class GraphLoader {

	private final OnnxModel model;

	private final Provider provider;

	private final OrtEnvironment environment = NativeLibraries.load();

	GraphLoader(OnnxModel model, Provider provider) {
		this.model = model;
		this.provider = provider;
	}

	/**
	 * Loads the graph.
	 *
	 * @return to be closed by the caller
	 * @throws IOException a {@link LoadException} if ONNX Runtime cannot load it there; the message says why
	 * @throws OutOfDeviceMemoryException if there is too little memory for it
	 */
	OrtSession load() throws IOException {
		return with(model.folder(), this::create);
	}

	/** As {@link #load}, where ONNX Runtime has optimised the graph before. */
	OrtSession loadOptimised() throws IOException {
		return with(model.folder(), options -> {
			options.setOptimizationLevel(SessionOptions.OptLevel.NO_OPT);
			return create(options);
		});
	}

	/** As {@link #load}, from what {@link #prepare} has made of the same graph. */
	OrtSession load(PreparedGraph prepared) throws IOException {
		return with(prepared.folder(), options -> {
			provider.preparedForm().read(options);
			return environment.createSession(prepared.file().toString(), options);
		});
	}

	/** Writes what the provider's graphs are made into, into a folder; fails as {@link #load}. */
	void prepare(Path folder) throws IOException {
		with(model.folder(), options -> {
			provider.preparedForm().write(options, folder);
			create(options).close();
			return null;
		});
	}

	/** The graph as a provider is given it: on the CPU with the operators of {@link OperatorLibrary}, where that is used. */
	static byte[] encode(OnnxModel model, Provider provider) {
		return provider.isCpu() && OperatorLibrary.file().isPresent() ? model.encode(WinogradConvolution.DOMAIN,
			WinogradConvolution.in(model.graph())) : model.encode();
	}

	// -- Helper methods --

	/** @param weights the folder that the graph's weights lie in */
	private OrtSession with(Path weights, Creation creation) throws IOException {
		// NB: nothing ends it early.
		try (NativeCall call = NativeCall.begin(() -> {}); SessionOptions options = new SessionOptions()) {
			options.addConfigEntry("session.model_external_initializers_file_folder_path", weights.toString());
			provider.configure(options);
			Optional<Path> operators = provider.isCpu() ? OperatorLibrary.file() : Optional.empty();
			if (operators.isPresent()) options.registerCustomOpLibrary(operators.get().toString());
			return creation.create(options);
		}
		catch (OrtException e) {
			if (DeviceFailure.of(e.getMessage()) == DeviceFailure.MEMORY) throw new OutOfDeviceMemoryException("The memory of " +
				provider.name() + " does not suffice to load " + model.file() + ": " + RuntimeMessage.of(e), e);
			throw new LoadException("ONNX Runtime cannot load " + model.file() + " on " + provider.name() + ": " +
				RuntimeMessage.of(e) + (provider.isCpu() ? " Download or export the model again." : ""), e);
		}
	}

	private OrtSession create(SessionOptions options) throws OrtException {
		Map<String, OnnxTensorLike> supplied = new LinkedHashMap<>();
		try {
			for (Weight weight : model.graph().weights().values())
				if (weight.supply() != null) supplied.put(weight.name(), OnnxTensor.createTensor(environment, weight.supply(),
					weight.shape(), javaType(weight.type())));
			if (!supplied.isEmpty()) options.addExternalInitializers(supplied);
			return environment.createSession(encode(model, provider), options);
		}
		finally {
			supplied.values().forEach(OnnxTensorLike::close);
		}
	}

	private static OnnxJavaType javaType(ElementType type) {
		switch (type) {
			case FLOAT16:
				return OnnxJavaType.FLOAT16;
			case BFLOAT16:
				return OnnxJavaType.BFLOAT16;
			case DOUBLE:
				return OnnxJavaType.DOUBLE;
			default:
				return OnnxJavaType.FLOAT;
		}
	}

	/** One way of creating a session. */
	@FunctionalInterface
	private interface Creation {

		OrtSession create(SessionOptions options) throws OrtException;
	}
}
