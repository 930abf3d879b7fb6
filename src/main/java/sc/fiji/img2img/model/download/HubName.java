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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a model is called on the Hugging Face hub: {@code owner/name[@revision][:file]}. Immutable. */
public final class HubName {

	private static final Pattern NAME = Pattern.compile("([\\w][\\w.-]*/[\\w][\\w.-]*)(?:@([\\w][\\w./-]*))?(?::([^:\\\\]+))?");

	private static final Pattern PAGE = Pattern.compile("/([\\w][\\w.-]*/[\\w][\\w.-]*)(?:/(?:resolve|blob|tree|raw)/([^/]+)(?:/(.+))?)?/?");

	private static final Pattern FILE = Pattern.compile(".*\\.(safetensors|zip|ckpt|pt|pth|bin|gguf|onnx)");

	private final String repository;

	private final String revision;

	private final String file;

	private HubName(String repository, String revision, String file) {
		this.repository = repository;
		this.revision = revision == null ? "main" : revision;
		this.file = file == null ? "" : file;
	}

	/** Reads such a name; empty if a text is none. */
	public static Optional<HubName> read(String text) {
		Matcher name = NAME.matcher(text.trim());
		return name.matches() ? Optional.of(new HubName(name.group(1), name.group(2), name.group(3))) : Optional.empty();
	}

	/** The name of what an address of the hub leads to; empty if it leads to something else. */
	static Optional<HubName> at(URI uri) {
		Matcher page = PAGE.matcher(uri.getPath() == null ? "" : uri.getPath());
		boolean isPage = page.matches() && (page.group(2) != null || !FILE.matcher(page.group(1)).matches());
		return isPage ? Optional.of(new HubName(page.group(1), page.group(2), page.group(3))) : Optional.empty();
	}

	/** The owner and the name. */
	String repository() {
		return repository;
	}

	/** The name without the owner. */
	String shortName() {
		return repository.substring(repository.indexOf('/') + 1);
	}

	/** A branch, a tag, or a commit. */
	String revision() {
		return revision;
	}

	/** The file that is meant; empty for what the model consists of. */
	String file() {
		return file;
	}

	@Override
	public String toString() {
		return repository + (revision.equals("main") ? "" : "@" + revision) + (file.isEmpty() ? "" : ":" + file);
	}
}
