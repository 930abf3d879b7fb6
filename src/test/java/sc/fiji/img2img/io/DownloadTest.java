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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.tensor.file.SafeTensors;

/** A web page, a server's message or a pointer in the place of a file is called what it is. */
class DownloadTest {

	private static final String POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "ab".repeat(32) +
		"\nsize 151108832\n";

	@TempDir
	Path directory;

	@Test
	void whatItIsIsSaid() throws IOException {
		assertInstead("a web page", "<!DOCTYPE html><html><head><title>Sign in</title></head>");
		assertInstead("a web page", "\n  <HTML lang=en>");
		assertInstead("a pointer of Git LFS", POINTER);
		assertInstead("the message of a server, {\"error\":\"Unauthorized\"}", "{\"error\":\"Unauthorized\"}");
		assertEquals("", FailedDownload.instead(write("{\"a.weight\":{\"dtype\":\"F32\"}}")));
		assertEquals("", FailedDownload.instead(directory.resolve("nothing")));
	}

	private void assertInstead(String what, String content) throws IOException {
		Path file = write(content + " ".repeat(5000));
		for (IOException e : new IOException[] { assertThrows(IOException.class, () -> SafeTensors.open(file)), assertThrows(
			IOException.class, () -> LoraFile.open(file)), assertThrows(IOException.class, () -> OnnxModel.read(file)) })
			assertTrue(e.getMessage().contains(what) && e.getMessage().contains(file.toString()), e.getMessage());
	}

	private Path write(String content) throws IOException {
		return Files.writeString(directory.resolve("file"), content);
	}
}
