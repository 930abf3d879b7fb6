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
package sc.fiji.img2img;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import sc.fiji.img2img.device.install.NativePlatform;
import sc.fiji.img2img.device.install.PluginDescription;
import sc.fiji.img2img.device.install.PluginDescriptions;
import sc.fiji.img2img.device.install.PluginWheel;

/** A wheel of a version of the WebGPU provider that never was, whose library is one of this Java's own. */
public final class InstallableWheel {

	public static final String VERSION = "99.0.1";

	private InstallableWheel() {}

	public static Path write(Path folder) throws IOException {
		return write(folder, library());
	}

	/** The same with another library. */
	public static Path write(Path folder, Path library) throws IOException {
		PluginDescription description = PluginDescriptions.known().find("webgpu").orElseThrow();
		PluginWheel known = description.wheel(NativePlatform.current().orElseThrow()).orElseThrow();
		Path file = folder.resolve("onnxruntime_ep_webgpu-" + VERSION + "-py3-none-any.whl");
		try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
			zip.putNextEntry(new ZipEntry("webgpu/" + known.library()));
			try (InputStream in = Files.newInputStream(library)) {
				in.transferTo(zip);
			}
		}
		return file;
	}

	private static Path library() {
		Path home = Path.of(System.getProperty("java.home"));
		Path library = home.resolve("lib").resolve(System.mapLibraryName("java"));
		return Files.exists(library) ? library : home.resolve("bin").resolve(System.mapLibraryName("java"));
	}
}
