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
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import sc.fiji.img2img.device.Devices;
import sc.fiji.img2img.device.Precision;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.lora.LoraRewrite;
import sc.fiji.img2img.lora.Part;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.rewrite.AttentionFusion;

/** A way to load a UNet. */
enum StepVariant {

	/** As it was exported. */
	PLAIN(model -> {}, options -> {}),

	/** With its attentions fused. */
	FUSED(new AttentionFusion(), options -> {}),

	/** As it was exported, on OpenVINO's plugin in fp32, which must be installed. */
	OPENVINO(model -> {}, options -> Devices.choose("openvino", Precision.FP32).provider().configure(options)),

	/** The same in its fast type, where the CPU has it. */
	OPENVINO_FAST(model -> {}, options -> Devices.choose("openvino", Precision.FAST).provider().configure(options)),

	/** Fused, and the two halves of the guidance one after the other. */
	FUSED_ROWS(new AttentionFusion(), options -> {}),

	/** On OpenVINO's plugin in fp32, and the two halves of the guidance one after the other. */
	OPENVINO_ROWS(model -> {}, options -> Devices.choose("openvino", Precision.FP32).provider().configure(options)),

	/** Fused, with the LoRA lora/rank16.safetensors of the model directory as branches, at another weight for each row. */
	FUSED_LORA(new AttentionFusion(), options -> {}),

	/** Fused, with weights left in the layout of the file. */
	FUSED_NO_PREPACKING(new AttentionFusion(), options -> options.addConfigEntry("session.disable_prepacking", "1")),

	/** Fused, with memory given back after each use. */
	FUSED_NO_ARENA(new AttentionFusion(), options -> options.setCPUArenaAllocator(false)),

	/** Fused, with threads that sleep while they wait. */
	FUSED_NO_SPINNING(new AttentionFusion(), options -> options.addConfigEntry("session.intra_op.allow_spinning", "0")),

	/** Fused, and the optimised graph, as large as the model, written below benchmark.saved for {@link #SAVED}. */
	SAVE(new AttentionFusion(), options -> {
		options.setOptimizedModelFilePath(savedGraph().toString());
		options.addConfigEntry("session.optimized_model_external_initializers_file_name", "model.onnx_data");
	}),

	/** The graph that {@link #SAVE} wrote, loaded without optimising it again. */
	SAVED(model -> {}, options -> options.setOptimizationLevel(OptLevel.NO_OPT)),

	/** The same, with weights left in the layout of the file. */
	SAVED_NO_PREPACKING(model -> {}, options -> {
		options.setOptimizationLevel(OptLevel.NO_OPT);
		options.addConfigEntry("session.disable_prepacking", "1");
	});

	private final GraphRewrite rewrite;

	private final Options options;

	StepVariant(GraphRewrite rewrite, Options options) {
		this.rewrite = rewrite;
		this.options = options;
	}

	/** How many rows of the batch go in at once. */
	int rows() {
		return name().endsWith("_ROWS") ? 1 : StepWorker.BATCH;
	}

	/** Loads the UNet of a model directory in this way; the caller closes it. */
	OnnxSession open(Path directory) throws IOException {
		boolean saved = name().startsWith("SAVED");
		OnnxModel model = OnnxModel.read(saved ? savedGraph() : directory.resolve("unet").resolve("model.onnx"));
		if (this == SAVE) Files.createDirectories(savedGraph().getParent());
		if (this == FUSED_LORA) lora(directory).apply(model);
		rewrite.apply(model);
		return OnnxSession.open(model, new Provider() {

			@Override
			public String name() {
				return StepVariant.this.name();
			}

			@Override
			public void configure(SessionOptions target) throws OrtException {
				options.apply(target);
			}
		});
	}

	private static GraphRewrite lora(Path directory) throws IOException {
		LoraFile file = LoraFile.open(directory.resolve("lora").resolve("rank16.safetensors"));
		return LoraRewrite.of(Part.UNET, List.of(Lora.of(file, 1)));
	}

	private static Path savedGraph() {
		return Path.of(System.getProperty("benchmark.saved", "target/benchmark/saved")).toAbsolutePath().resolve(
			"model.onnx");
	}

	@FunctionalInterface
	private interface Options {

		void apply(SessionOptions options) throws OrtException;
	}
}
