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
package sc.fiji.img2img.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.lora.Coverage;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.lora.LoraRewrite;
import sc.fiji.img2img.lora.Part;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.GraphMutation;
import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.WeightStore;
import sc.fiji.img2img.onnx.rewrite.AttentionFusion;
import sc.fiji.img2img.onnx.rewrite.FloatTypeChange;
import sc.fiji.img2img.onnx.rewrite.VaeMoments;

/** Graphs of real exporters, read and changed in all ways, but not handed to ONNX Runtime. */
final class GraphTarget implements Target {

	private static final List<String> MODELS = List.of("sd15/unet", "sd15/vae_encoder", "layouts/dynamo/unet",
		"layouts/optimum_2023/vae_encoder", "layouts/fp16/unet");

	private static final String WITH_LORA = "sd15/unet";

	private Path folder;

	private ChangedFiles files;

	private LoraFile lora;

	@Override
	public String name() {
		return "graph";
	}

	@Override
	public void prepare(Path folder) throws Exception {
		this.folder = folder;
		files = new ChangedFiles(folder);
		for (String network : MODELS)
			if (!Files.exists(folder.resolve(network).getParent())) TestModels.copy(network.substring(0, network.lastIndexOf('/')),
				folder.resolve(network).getParent());
		lora = LoraFile.open(TestModels.get("sd15").resolve("lora/style.kohya.safetensors"));
	}

	@Override
	public void read(Random random, Kept kept) throws Exception {
		String network = MODELS.get(random.nextInt(MODELS.size()));
		String file = network + "/model.onnx";
		byte[] original = files.read(file);
		byte[] bytes = random.nextInt(4) == 0 ? Damage.bytes(original, random) : GraphMutation.of(original, random);
		kept.keep(file, bytes);
		Path path = files.write(file, bytes);
		switch (random.nextInt(network.equals(WITH_LORA) ? 4 : 3)) {
			case 3:
				Coverage.of(Architectures.of(ModelDirectory.open(folder.resolve("sd15"))).loras(), lora).require();
				change(path, LoraRewrite.of(Part.UNET, List.of(Lora.of(lora, 0.5))), new AttentionFusion());
				break;
			case 1:
				change(path, new FloatTypeChange(random.nextBoolean() ? ElementType.FLOAT16 : ElementType.FLOAT,
					WeightStore.MEMORY));
				break;
			case 0:
				change(path, new VaeMoments(), GraphRewrite.DROP_DEAD_INPUTS);
				break;
			default:
				change(path, GraphRewrite.DROP_DEAD_INPUTS, new AttentionFusion());
				break;
		}
	}

	@Override
	public void restore() throws IOException {
		files.restore();
	}

	private static void change(Path file, GraphRewrite... changes) throws IOException {
		OnnxModel model = OnnxModel.read(file);
		for (GraphRewrite change : changes)
			change.apply(model);
	}
}
