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

import com.google.gson.JsonObject;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import sc.fiji.img2img.io.JsonEntry;
import sc.fiji.img2img.io.Sha256;

/**
 * A small library of this program's own that is loaded in the place of a provider's, and tells it that the processor is
 * one of those that it takes.
 * <p>
 * It comes with this program, and its source is {@code src/main/c}. Immutable.
 * </p>
 */
public final class PluginShim {

	private final JsonObject json;

	private final String vendor;

	private final String maker;

	private final String file;

	private final String sha256;

	private PluginShim(JsonEntry json) throws IOException {
		this.json = json.json();
		vendor = json.text("vendor");
		maker = json.text("maker");
		file = json.text("file");
		sha256 = json.text("sha256");
	}

	static PluginShim of(JsonEntry json) throws IOException {
		PluginShim shim = new PluginShim(json);
		if (!shim.file.matches("\\w[\\w.-]*")) throw json.fault("file", "the name of a file");
		if (!shim.sha256.matches("[0-9a-f]{64}")) throw json.fault("sha256", "64 hexadecimal digits");
		return shim;
	}

	/** Whether a processor is one that the provider takes only with it; not where its vendor is not known. */
	public boolean isFor(Optional<String> processor) {
		return processor.isPresent() && !processor.get().equals(vendor);
	}

	/** The name that it has beside the provider's library. */
	public String file() {
		return file;
	}

	/** Its SHA-256, as 64 lower-case hexadecimal digits. */
	public String sha256() {
		return sha256;
	}

	/**
	 * What it does, for users; a sentence without its full stop.
	 *
	 * @param title of the provider
	 */
	public String note(String title) {
		return title + " is told to take this processor, which " + maker + ", who makes " + title +
			", does not support; the self-test decides whether it is used";
	}

	/** What {@link #of} reads. */
	JsonObject json() {
		return json;
	}

	/**
	 * Writes it into a folder.
	 *
	 * @throws IOException if this program has another one than it should, or the folder cannot be written to
	 */
	void write(Path folder) throws IOException {
		try (InputStream in = PluginShim.class.getResourceAsStream(file)) {
			if (in == null) throw new IOException("The file " + file + " is missing in this copy of Img2Img; install Img2Img " +
				"again.");
			byte[] bytes = in.readAllBytes();
			if (!Sha256.of(bytes).equals(sha256)) throw new IOException("The file " + file + " in this copy of Img2Img has the " +
				"SHA-256 " + Sha256.of(bytes) + ", where it should be " + sha256 + "; install Img2Img again.");
			Files.write(folder.resolve(file), bytes);
		}
	}
}
