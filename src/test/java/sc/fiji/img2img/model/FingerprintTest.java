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
package sc.fiji.img2img.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models are known by their files' contents, which are read once. */
class FingerprintTest {

	@TempDir
	private Path folder;

	private Path model;

	private String cache;

	@BeforeEach
	void make() throws IOException {
		cache = System.setProperty("img2img.cache", folder.resolve("cache").toString());
		model = Files.createDirectories(folder.resolve("model"));
		write("unet/model.onnx", "weights");
		write("model_index.json", "{}");
	}

	@AfterEach
	void forget() {
		if (cache == null) System.clearProperty("img2img.cache");
		else System.setProperty("img2img.cache", cache);
	}

	@Test
	void itIsTheHashOfWhatSha256sumPrints() throws Exception {
		// NB: of "weights" and "{}", by the program sha256sum, as is the hash of these two lines.
		assertEquals("9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c",
			FileHash.of(model.resolve("unet/model.onnx"), 0).get());
		assertEquals("d646c09d4707538cb636d9c521ebc3f52be08afa17d075cf7ab8978cf2522ffb",
			Fingerprint.complete(model).get());
	}

	@Test
	void lorasAndHiddenFilesAreNotPartOfIt() throws Exception {
		String complete = Fingerprint.complete(model).get();
		String quick = Fingerprint.of(model);
		write("lora/style.safetensors", "a");
		write(".cache/state", "b");
		assertEquals(complete, Fingerprint.complete(model).get());
		assertEquals(quick, Fingerprint.of(model));
		write("README.md", "c");
		assertNotEquals(complete, Fingerprint.complete(model).get());
		assertNotEquals(quick, Fingerprint.of(model));
	}

	@Test
	void filesThatHaveNotChangedAreNotReadAgain() throws Exception {
		Path file = model.resolve("unet/model.onnx");
		write("unet/model.onnx", "weights".repeat(1 << 18));
		FileTime time = Files.getLastModifiedTime(file);
		String hash = FileHash.of(file, 0).get();
		write("unet/model.onnx", "WEIGHTS".repeat(1 << 18));
		Files.setLastModifiedTime(file, time);
		assertEquals(hash, FileHash.of(file, 0).get());
		assertNotEquals(hash, FileHash.of(file, 1).get());
		Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 2000));
		assertNotEquals(hash, FileHash.of(file, 0).get());
	}

	@Test
	void aCacheThatCannotBeWrittenDoesNoHarm() throws Exception {
		write("unet/model.onnx", "weights".repeat(1 << 18));
		String hash = FileHash.of(model.resolve("unet/model.onnx"), 0).get();
		System.setProperty("img2img.cache", model.resolve("model_index.json").toString());
		assertEquals(hash, FileHash.of(model.resolve("unet/model.onnx"), 0).get());
	}

	@Test
	void aMissingFileIsAnIoException() {
		ExecutionException e = assertThrows(ExecutionException.class, () -> FileHash.of(model.resolve("none"), 0).get());
		assertInstanceOf(IOException.class, e.getCause());
	}

	private void write(String name, String text) throws IOException {
		Path file = model.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}
}
