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
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fiji.img2img.io.JsonEntry;

/**
 * The package of a plugin provider for one platform: a Python wheel, which is a zip file with native libraries.
 * Immutable.
 */
public final class PluginWheel {

	private final String file;

	private final long size;

	private final long unpacked;

	private final String sha256;

	private final String library;

	private final String needs;

	private final List<String> data;

	private final List<String> preload;

	private final Map<String, String> links;

	private final PluginShim shim;

	private PluginWheel(JsonEntry json) throws IOException {
		file = json.text("file");
		size = json.whole("size");
		unpacked = json.whole("unpacked");
		sha256 = json.text("sha256");
		library = json.text("library");
		needs = json.text("needs", null);
		data = json.texts("data");
		preload = json.texts("preload");
		links = json.map("links");
		shim = json.has("shim") ? PluginShim.of(json.object("shim")) : null;
	}

	static PluginWheel of(JsonEntry json) throws IOException {
		PluginWheel wheel = new PluginWheel(json);
		if (!wheel.sha256.matches("[0-9a-f]{64}")) throw json.fault("sha256", "64 hexadecimal digits");
		if (!wheel.file.matches("[\\w.+-]+-[\\w.+-]+-[\\w.]+-[\\w.]+-[\\w.]+\\.whl")) throw json.fault("file",
			"the name of a wheel, NAME-VERSION-PYTHON-ABI-PLATFORM.whl");
		return wheel;
	}

	/** The name of the wheel. */
	public String file() {
		return file;
	}

	/** The wheel's size in bytes. */
	public long size() {
		return size;
	}

	/** The size in bytes of what is taken from it. */
	public long unpackedSize() {
		return unpacked;
	}

	/** The wheel's SHA-256, as 64 lower-case hexadecimal digits. */
	public String sha256() {
		return sha256;
	}

	/** The file name of the library that ONNX Runtime is to load. */
	public String library() {
		return library;
	}

	/** What the system must have for it to run, beyond what every system has; a noun phrase. */
	public Optional<String> needs() {
		return Optional.ofNullable(needs);
	}

	/** The names of the files that the libraries read, which are unpacked with them. */
	public List<String> data() {
		return data;
	}

	/**
	 * The file names of the libraries to be loaded by their full paths (System.load), in this order, before ONNX Runtime
	 * loads the provider's, because that one does not look for them in its own folder.
	 */
	public List<String> preload() {
		return preload;
	}

	/** Further names that libraries are looked for by, and the unpacked files that they stand for. */
	public Map<String, String> links() {
		return links;
	}

	/** What is loaded in the library's place on processors that it does not take by itself. */
	public Optional<PluginShim> shim() {
		return Optional.ofNullable(shim);
	}

	/** The platform tag in the wheel's name, by which pip finds it; the first where there are several. */
	String tag() {
		String tags = file.substring(file.lastIndexOf('-') + 1, file.length() - ".whl".length());
		return tags.split("\\.")[0];
	}
}
