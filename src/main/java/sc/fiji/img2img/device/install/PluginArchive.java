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
package sc.fiji.img2img.device.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import sc.fiji.img2img.io.SafeZip;

/** A zip file, as which wheels and nupkg files come as well. */
final class PluginArchive implements PluginPackage {

	private final SafeZip zip;

	private PluginArchive(SafeZip zip) {
		this.zip = zip;
	}

	/** Whether a file is, by its name or its first bytes, such an archive. */
	static boolean isArchive(Path file) throws IOException {
		return file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.(whl|zip|nupkg)") || SafeZip.is(file);
	}

	static PluginPackage of(Path copy, Path file) throws IOException {
		return new PluginArchive(SafeZip.open(copy, file, "a provider"));
	}

	@Override
	public long size() throws IOException {
		return zip.size();
	}

	@Override
	public List<String> names() {
		return zip.names();
	}

	@Override
	public NativeHeader header(String name) throws IOException {
		return NativeHeader.of(zip.head(name, NativeHeader.BYTES));
	}

	@Override
	public long length(String name) {
		return zip.length(name);
	}

	@Override
	public long copy(String name, Path target, long most) throws IOException {
		return zip.copy(name, target, most);
	}

	@Override
	public void close() throws IOException {
		zip.close();
	}
}
