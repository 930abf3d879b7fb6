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

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

import sc.fiji.img2img.io.JsonValues;
import sc.fiji.img2img.model.checkpoint.Contents;
import sc.fiji.img2img.model.download.Hub;
import sc.fiji.img2img.model.download.RemoteFile;
import sc.fiji.img2img.run.Cancellation;

/** Looks at the name, and into the header, of a file on a server, so that it is not got in vain. */
final class HeaderCheck {

	/** Smaller files are got sooner than looked into. */
	private static final long SMALL = 20_000_000;

	/** More than any published model has. */
	private static final int MOST_HEADER = 4 << 20;

	private static final Pattern OTHERS = Pattern.compile("(?i).*\\.(ckpt|pt|pth|bin|gguf|onnx)");

	private HeaderCheck() {
		// NB: one check.
	}

	/**
	 * Returns if a file may be of use, as far as that can be told.
	 *
	 * @throws IOException if it is a model of another kind; the message says of which
	 */
	static void refuse(Hub hub, RemoteFile file, Cancellation cancellation) throws IOException {
		if (OTHERS.matcher(file.name()).matches()) throw new IOException(file.name() + " is no .safetensors file: pickles (.ckpt, " +
			".pt, .pth, .bin) can run code when they are read, and .gguf and .onnx files are for other programs or parts of a model; " +
			"get the model as .safetensors, or as a folder.");
		if (!file.name().endsWith(Arrival.ENDING) || file.size() < SMALL) return;
		byte[] length = hub.head(file, Long.BYTES, cancellation);
		if (length.length < Long.BYTES) return;
		long header = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
		if (header < 2 || header > MOST_HEADER) return;
		byte[] head = hub.head(file, Long.BYTES + (int) header, cancellation);
		try {
			String json = new String(head, Long.BYTES, head.length - Long.BYTES, StandardCharsets.UTF_8);
			Optional<String> refusal = JsonValues.object(json).map(JsonObject::keySet).flatMap(Contents::refusal);
			if (refusal.isPresent()) throw new IOException(file.name() + " " + refusal.get() + ".");
		}
		catch (JsonParseException e) {
			// NB: what is wrong with it is said when it is here.
		}
	}
}
