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
package sc.fiji.img2img.lora;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Writes a LoRA file anew, its tensors under the names that another program would have given them. */
final class LoraRenamed {

	private static final List<String> RESNET = List.of("conv1=in_layers_2", "time_emb_proj=emb_layers_1", "conv2=out_layers_3");

	private LoraRenamed() {}

	static LoraFile write(Path source, Path target, UnaryOperator<String> naming) throws IOException {
		ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(source)).order(ByteOrder.LITTLE_ENDIAN);
		int length = (int) bytes.getLong();
		JsonObject header = JsonParser.parseString(new String(bytes.array(), 8, length, StandardCharsets.UTF_8))
			.getAsJsonObject();
		JsonObject renamed = new JsonObject();
		for (String key : header.keySet())
			renamed.add(key.startsWith("__") ? key : naming.apply(key), header.get(key));
		byte[] json = renamed.toString().getBytes(StandardCharsets.UTF_8);
		ByteBuffer written = ByteBuffer.allocate(bytes.capacity() - length + json.length).order(ByteOrder.LITTLE_ENDIAN);
		written.putLong(json.length).put(json).put(bytes.array(), 8 + length, bytes.capacity() - 8 - length);
		return LoraFile.open(Files.write(target, written.array()));
	}

	/** kohya's key in the original code's words, for a UNet of n layers per block. */
	static String original(String key, int layers) {
		if (!key.startsWith("lora_unet_")) return key;
		String[] words = key.substring("lora_unet_".length()).split("\\.", 2)[0].split("_");
		String tail = key.substring(key.indexOf('.'));
		boolean middle = words[0].equals("mid");
		int kind = middle ? 2 : 3;
		int layer = Integer.parseInt(words[kind + 1]);
		boolean attention = words[kind].equals("attentions");
		String inner = String.join("_", List.of(words).subList(kind + 2, words.length));
		for (String pair : RESNET)
			if (!attention && inner.equals(pair.split("=")[0])) inner = pair.split("=")[1];
		if (middle) return "lora_unet_middle_block_" + (attention ? 1 : 2 * layer) + "_" + inner + tail;
		int block = Integer.parseInt(words[2]) * (layers + 1) + layer;
		return "lora_unet_" + (words[0].equals("down") ? "input_blocks_" + (block + 1) : "output_blocks_" + block) + "_" +
			(attention ? 1 : 0) + "_" + inner + tail;
	}

	/** peft's key as diffusers wrote it until 2023. */
	static String outdated(String key) {
		String side = key.contains(".lora_A.") ? "down.weight" : "up.weight";
		String module = key.substring(0, key.indexOf(".lora_"));
		String name = module.substring(module.lastIndexOf('.') + 1);
		if (module.matches("unet\\..*attn[12]\\.to_[qkv]")) return module.replace("." + name, ".processor." + name + "_lora." +
			side);
		if (module.endsWith(".to_out.0")) return module.replace(".to_out.0", ".processor.to_out_lora." + side);
		if (module.matches(".*self_attn\\.[qkv]_proj")) return module.replace("." + name, ".to_" + name.charAt(0) + "_lora." +
			side);
		if (module.endsWith("self_attn.out_proj")) return module.replace(".out_proj", ".to_out_lora." + side);
		return module + (module.startsWith("unet") ? ".lora." : ".lora_linear_layer.") + side;
	}
}
