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
package sc.fiji.img2img.model.download;

import java.net.URI;
import java.util.List;

/** What is to be got so that a model is here: one file, or a folder of them. Immutable. */
public final class RemoteModel {

	private final String source;

	private final String name;

	private final String license;

	private final URI page;

	private final boolean folder;

	private final List<RemoteFile> files;

	RemoteModel(String source, String name, String license, URI page, boolean folder, List<RemoteFile> files) {
		this.source = source;
		this.name = name;
		this.license = license;
		this.page = page;
		this.folder = folder;
		this.files = List.copyOf(files);
	}

	/** Where it comes from, in words, without anything secret. */
	public String source() {
		return source;
	}

	/** What it may be called here. */
	public String name() {
		return name;
	}

	/** The licence that its source states; empty if it states none. */
	public String license() {
		return license;
	}

	/** Where people read about it. */
	public URI page() {
		return page;
	}

	/** Whether the files belong into a folder of their own. */
	public boolean isFolder() {
		return folder;
	}

	public List<RemoteFile> files() {
		return files;
	}

	/** How many bytes all files have; -1 if that is not known. */
	public long size() {
		return files.stream().anyMatch(file -> file.size() < 0) ? -1 : files.stream().mapToLong(RemoteFile::size).sum();
	}

	/** The same with what somebody else says of its only file. */
	public RemoteModel expecting(long size, String sha256) {
		return new RemoteModel(source, name, license, page, folder, List.of(files.get(0).expecting(size, sha256)));
	}
}
