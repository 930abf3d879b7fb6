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

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that a plugin provider comes in, open for reading.
 * <p>
 * Whoever opens it closes it. Nothing in it is ever run.
 * </p>
 */
interface PluginPackage extends Closeable {

	/**
	 * Opens a wheel, nupkg or zip file, or a bare library.
	 *
	 * @throws IOException if it is none of these, or one that cannot be trusted to stay within a folder
	 */
	static PluginPackage open(Path file) throws IOException {
		return open(file, file);
	}

	/** Opens the copy of a file; what is said names the file itself. */
	static PluginPackage open(Path copy, Path file) throws IOException {
		return PluginArchive.isArchive(copy) ? PluginArchive.of(copy, file) : PluginLibrary.of(copy, file);
	}

	/** The length of all of it, in bytes. */
	long size() throws IOException;

	/** The paths of all files in it, separated by slashes. */
	List<String> names();

	/**
	 * The header of one of its files.
	 *
	 * @throws IOException if it cannot be read
	 */
	NativeHeader header(String name) throws IOException;

	/** The length of one of its files, in bytes. */
	long length(String name);

	/**
	 * Copies one of its files.
	 *
	 * @param most the number of bytes that it may have
	 * @return the number of bytes that it has
	 * @throws IOException if it cannot be read, has more bytes, or if the target exists or cannot be written
	 */
	long copy(String name, Path target, long most) throws IOException;
}
