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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.lora.Coverage;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraBytes;
import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.lora.LoraRewrite;
import sc.fiji.img2img.lora.Part;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.graph.TinyModel;

/** Safetensors files, as LoRAs of all kinds. */
final class LoraTarget implements Target {

	private static final String[][] KINDS = { { "lora_down.weight", "lora_up.weight", "alpha" }, { "lora_A.weight",
		"lora_B.weight" }, { "lora_A.default.weight", "lora_B.default.weight" }, { "lora_down.weight", "lora_up.weight",
			"lora_mid.weight" }, { "hada_w1_a", "hada_w1_b", "hada_w2_a", "hada_w2_b" }, { "lokr_w1", "lokr_w2" }, { "lokr_w1_a",
				"lokr_w1_b", "lokr_w2" }, { "diff", "diff_b" }, { "lora_down.weight", "lora_up.weight", "dora_scale" }, { "weight",
					"on_input" }, { "bias" } };

	private static final int[][] SHAPES = { {}, { 8 }, { 0 }, { 1 }, { 2, 8 }, { 8, 2 }, { 8, 8 }, { 8, 1 }, { 65536, 0, 1, 1 },
		{ 2, 2, 1, 1 }, { 2, 4, 3, 3 }, { 4, 4 }, { 2, 2 }, { 0, 8 }, { 8, 0 } };

	private ModelDirectory model;

	private ChangedFiles files;

	@Override
	public String name() {
		return "lora";
	}

	@Override
	public void prepare(Path folder) throws Exception {
		TinyModel.write(folder.resolve("model"));
		model = ModelDirectory.open(folder.resolve("model"));
		files = new ChangedFiles(folder);
	}

	@Override
	public void read(Random random, Kept kept) throws Exception {
		Path made = files.write("made.safetensors", new byte[0]);
		made(random).write(made);
		byte[] bytes = files.read("made.safetensors");
		if (random.nextInt(3) > 0) bytes = damaged(bytes, random);
		kept.keep("lora.safetensors", bytes);
		LoraFile file = LoraFile.open(files.write("lora.safetensors", bytes));
		file.triggerWords();
		Coverage.of(Architectures.of(model).loras(), file).require();
		for (Part part : file.parts())
			LoraRewrite.of(part, List.of(Lora.of(file, 0.7))).apply(model.component(part.component()).read());
	}

	@Override
	public void restore() throws IOException {
		files.restore();
	}

	/** A safetensors file with a damaged header of the right length, or damaged anywhere. */
	static byte[] damaged(byte[] original, Random random) {
		if (random.nextBoolean()) return Damage.bytes(original, random);
		int length = (int) ByteBuffer.wrap(original).order(ByteOrder.LITTLE_ENDIAN).getLong();
		byte[] header = Damage.text(Arrays.copyOfRange(original, 8, 8 + length), random);
		return ByteBuffer.allocate(original.length - length + header.length).order(ByteOrder.LITTLE_ENDIAN).putLong(
			header.length).put(header).put(original, 8 + length, original.length - 8 - length).array();
	}

	private static LoraBytes made(Random random) {
		LoraBytes lora = new LoraBytes().say("ss_base_model_version", new String[] { "sd_v1", "sdxl_base_v1-0", "flux1", "" }[random
			.nextInt(4)]);
		String[] modules = { "to_q", "to_out_0", "to_v", "nothing" };
		String module = "lora_unet_" + TinyModel.ATTENTION.replace('.', '_') + "_" + modules[random.nextInt(4)];
		for (String role : KINDS[random.nextInt(KINDS.length)])
			lora.add(module + "." + role, random.nextInt(5) == 0 ? Float.NaN : 0.1f, SHAPES[random.nextInt(SHAPES.length)]);
		return lora;
	}
}
