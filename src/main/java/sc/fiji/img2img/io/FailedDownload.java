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
package sc.fiji.img2img.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What lies in the place of a file whose download went wrong. */
public final class FailedDownload {

	private static final int HEAD = 1000;

	private FailedDownload() {
		// NB: one question.
	}

	/** What a file is instead of what it should be, as the end of a sentence; empty if that does not show. */
	public static String instead(Path file) {
		String head;
		try (InputStream in = Files.newInputStream(file)) {
			head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).strip();
		}
		catch (IOException e) {
			return "";
		}
		String start = head.toLowerCase(Locale.ROOT);
		if (start.startsWith("version https://git-lfs")) return "; it is only a pointer of Git LFS to the file, which \"git lfs " +
			"pull\" fetches";
		if (start.startsWith("<!doctype html") || start.startsWith("<html") || start.startsWith("<head")) return "; it is a web " +
			"page, as servers send it when you have to log in: download the file again";
		boolean message = start.startsWith("{\"") && (start.contains("\"error\"") || start.contains("\"message\""));
		return message ? "; it is the message of a server, " + Excerpt.of(head) : "";
	}
}
