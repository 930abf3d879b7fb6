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
import java.util.Optional;

import sc.fiji.img2img.io.JsonEntry;

/** The terms that a plugin provider comes under. Immutable. */
public final class PluginLicense {

	private final String name;

	private final String url;

	private final boolean free;

	private PluginLicense(String name, String url, boolean free) {
		this.name = name;
		this.url = url;
		this.free = free;
	}

	static PluginLicense of(JsonEntry json) throws IOException {
		return new PluginLicense(json.text("name"), json.text("url", null), json.flag("free", false));
	}

	/** Its name, such as MIT. */
	public String name() {
		return name;
	}

	/** Where it can be read. */
	public Optional<String> url() {
		return Optional.ofNullable(url);
	}

	/** Whether it is a free one; others must be agreed to in so many words. */
	public boolean isFree() {
		return free;
	}

	@Override
	public String toString() {
		return name + (url == null ? "" : " (" + url + ")");
	}
}
