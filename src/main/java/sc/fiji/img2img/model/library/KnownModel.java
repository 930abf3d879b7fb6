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
package sc.fiji.img2img.model.library;

import java.io.IOException;
import java.util.Optional;

import sc.fiji.img2img.io.JsonEntry;
import sc.fiji.img2img.model.download.HubName;

/** A public model that is known to fit. Immutable. */
public final class KnownModel {

	private final String name;

	private final HubName hub;

	private final String kind;

	private final String license;

	private final String use;

	private final long size;

	private final String sha256;

	private KnownModel(JsonEntry json) throws IOException {
		name = json.text("name");
		hub = HubName.read(json.text("hub")).orElseThrow(() -> json.fault("hub", "owner/name[@revision][:file]"));
		kind = json.text("kind");
		license = json.text("license");
		use = json.text("use");
		size = json.has("size") ? json.whole("size") : -1;
		sha256 = json.text("sha256", "");
		if (!sha256.matches("|[0-9a-f]{64}")) throw json.fault("sha256", "64 hexadecimal digits");
	}

	static KnownModel of(JsonEntry json) throws IOException {
		return new KnownModel(json);
	}

	/** What it is called here. */
	public String name() {
		return name;
	}

	/** What it is called on the Hugging Face hub. */
	public HubName hub() {
		return hub;
	}

	/** What it is: a family of models, a LoRA for one, or a VAE. */
	public String kind() {
		return kind;
	}

	public String license() {
		return license;
	}

	/** What it is good for, in a sentence. */
	public String use() {
		return use;
	}

	/** The size of its only file in bytes; empty where it has several, of which the hub says what they are. */
	public Optional<Long> size() {
		return size < 0 ? Optional.empty() : Optional.of(size);
	}

	/** The SHA-256 of its only file; empty as {@link #size}. */
	public String sha256() {
		return sha256;
	}
}
