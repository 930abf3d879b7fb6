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

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A plugin provider that is installed here, in one version. Immutable. */
public final class InstalledPlugin {

	private final PluginDescription description;

	private final String version;

	private final Path folder;

	private final Path library;

	private final List<Path> preload;

	private final PluginShim shim;

	public InstalledPlugin(PluginDescription description, String version, Path folder, Path library, List<Path> preload) {
		this(description, version, folder, library, preload, null);
	}

	InstalledPlugin(PluginDescription description, String version, Path folder, Path library, List<Path> preload,
		PluginShim shim)
	{
		this.description = description;
		this.version = version;
		this.folder = folder;
		this.library = library;
		this.preload = List.copyOf(preload);
		this.shim = shim;
	}

	/** What it is. */
	public PluginDescription description() {
		return description;
	}

	/** The version that is installed, which need not be the description's. */
	public String version() {
		return version;
	}

	/** The folder that holds all of it. */
	public Path folder() {
		return folder;
	}

	/** The provider's own library; absolute. */
	public Path library() {
		return library;
	}

	/** The libraries to be loaded by System.load, in this order, before {@link #library()}; usually none. */
	public List<Path> preload() {
		return preload;
	}

	/** What lies beside {@link #library()}, to be loaded in its place on processors that it does not take by itself. */
	public Optional<PluginShim> shim() {
		return Optional.ofNullable(shim);
	}

	@Override
	public String toString() {
		return description.title() + " " + version;
	}
}
