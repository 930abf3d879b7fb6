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
package sc.fiji.img2img.model.library;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Safetensors files of a few bytes. */
public final class SmallFile {

	private SmallFile() {}

	/** A LoRA for nothing, with something to say of itself: pairs of keys and values. */
	public static byte[] lora(String... metadata) {
		StringBuilder header = new StringBuilder("{\"__metadata__\":{");
		for (int i = 0; i < metadata.length; i += 2)
			header.append(i == 0 ? "" : ",").append('"').append(metadata[i]).append("\":\"").append(metadata[i + 1]).append('"');
		header.append("},\"lora_unet_mid_block_attentions_0_proj_in.lora_down.weight\":{\"dtype\":\"F16\",\"shape\":[2,4],").append(
			"\"data_offsets\":[0,16]}}");
		byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(8 + json.length + 16).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).array();
	}

	/** A file that holds one tensor of zeros, of many bytes. */
	public static byte[] large(String tensor, int bytes) {
		byte[] json = ("{\"" + tensor + "\":{\"dtype\":\"F16\",\"shape\":[" + bytes / 2 + "],\"data_offsets\":[0," + bytes + "]}}")
			.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(8 + json.length + bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).array();
	}

	public static Path write(Path file, byte[] bytes) throws IOException {
		Files.createDirectories(file.getParent());
		return Files.write(file, bytes);
	}
}
