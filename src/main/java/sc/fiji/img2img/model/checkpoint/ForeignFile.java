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
package sc.fiji.img2img.model.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import sc.fiji.img2img.io.FailedDownload;
import sc.fiji.img2img.io.FileBytes;

/** Files that go by the name of safetensors, but are of another kind, which their first bytes tell. */
final class ForeignFile {

	private static final int HEAD = 8;

	private static final String GET = "get the model as .safetensors, or export it to ONNX.";

	private ForeignFile() {
		// NB: one check.
	}

	/**
	 * Returns if a file may be one of safetensors.
	 *
	 * @throws IOException if not; the message says what it is
	 */
	static void refuse(Path file) throws IOException {
		if (!Files.exists(file)) throw new NoSuchFileException("There is no file " + file + ".");
		if (Files.size(file) == 0) throw new IOException(file + " is empty: the download may have failed.");
		byte[] head = new byte[(int) Math.min(HEAD, Files.size(file))];
		FileBytes.read(file, 0, head.length).get(head);
		String text = new String(head, StandardCharsets.ISO_8859_1);
		if (text.startsWith("PK") || text.startsWith("\u0080\u0002") || text.startsWith("\u0080\u0004")) throw new IOException(
			file + " is a PyTorch file (.ckpt, a pickle), which can run code when it is read; " + GET);
		if (text.startsWith("GGUF")) throw new IOException(file + " is a GGUF file, with quantised weights for another program; " +
			GET);
		String instead = FailedDownload.instead(file);
		if (!instead.isEmpty()) throw new IOException(file + " is no safetensors file" + instead + ".");
	}
}
