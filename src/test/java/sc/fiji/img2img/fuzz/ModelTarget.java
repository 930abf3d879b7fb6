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

import static sc.fiji.img2img.Img2ImgSettings.LORA;
import static sc.fiji.img2img.Img2ImgSettings.PROMPT;
import static sc.fiji.img2img.Img2ImgSettings.SEED;
import static sc.fiji.img2img.Img2ImgSettings.STEPS;

import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.lora.LoraBytes;
import sc.fiji.img2img.onnx.graph.GraphMutation;
import sc.fiji.img2img.onnx.graph.TinyModel;
import sc.fiji.img2img.run.RunControl;

/** Whole runs with a model of which one file is damaged. */
final class ModelTarget implements Target {

	private static final String LORA_FILE = "lora/style.safetensors";

	private static final String[] FILES = { "unet/model.onnx", "unet/model.onnx", "unet/model.onnx", "unet/model.onnx",
		"text_encoder/model.onnx", "vae_encoder/model.onnx", "vae_decoder/model.onnx", LORA_FILE, LORA_FILE,
		"tokenizer/vocab.json", "tokenizer/merges.txt", "tokenizer/tokenizer_config.json", "scheduler/scheduler_config.json",
		"scheduler/scheduler_config.json", "model_index.json", "vae_decoder/config.json" };

	private Path model;

	private ChangedFiles files;

	@Override
	public String name() {
		return "model";
	}

	@Override
	public void prepare(Path folder) throws Exception {
		model = folder.resolve("model");
		files = new ChangedFiles(model);
		TinyModel.write(model);
		Path lora = model.resolve(LORA_FILE);
		Files.createDirectories(lora.getParent());
		String module = "lora_unet_" + TinyModel.ATTENTION.replace('.', '_') + "_to_q";
		new LoraBytes().add(module + ".lora_down.weight", 0.1f, 2, 8).add(module + ".lora_up.weight", 0.1f, 8, 2).add(module +
			".alpha", 2).say("ss_tag_frequency", "{}").write(lora);
		run("style");
	}

	@Override
	public void read(Random random, Kept kept) throws Exception {
		String file = FILES[random.nextInt(FILES.length)];
		byte[] bytes = damaged(file, random);
		kept.keep(file, bytes);
		files.write(file, bytes);
		run(file.equals(LORA_FILE) || random.nextInt(3) > 0 ? "style" : "");
	}

	@Override
	public void restore() throws IOException {
		files.restore();
	}

	private byte[] damaged(String file, Random random) throws IOException {
		byte[] original = files.read(file);
		if (file.endsWith(".onnx")) return random.nextInt(4) == 0 ? Damage.bytes(original, random) : GraphMutation.of(original,
			random);
		if (file.endsWith(".safetensors")) return LoraTarget.damaged(original, random);
		return Damage.text(original, random);
	}

	private void run(String lora) throws IOException {
		RunControl control = RunControl.silent();
		ImagePlus image = TestImages.plus(TestImages.rgb(16, 16));
		try (Img2Img img2img = Img2Img.open(model, "cpu", control)) {
			img2img.run(image, null, Img2ImgSettings.defaults().with(PROMPT, "ab (x:1.2) cd").with(SEED, 1L).with(STEPS, 2)
				.with(LORA, lora), control);
		}
	}
}
