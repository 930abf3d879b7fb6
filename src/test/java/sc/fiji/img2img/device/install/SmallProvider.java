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
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A made-up provider for Linux and Windows on x86-64, and packages of it. */
public final class SmallProvider {

	public static final String WHEEL = "ort_ep_small-1.2.0-py3-none-manylinux_2_28_x86_64.whl";
	static final String WINDOWS_WHEEL = "ort_ep_small-1.2.0-py3-none-win_amd64.whl";
	static final String LIBRARY = "libsmall_ep.so";
	static final String WINDOWS_LIBRARY = "small_ep.dll";

	private SmallProvider() {}

	/** Its description, with what is known of the Linux wheel. */
	static String json(String sha256, long size) {
		return "{\"providers\": [{\"key\": \"small\", \"title\": \"Small\", \"registration\": \"small\", \"provider\": " +
			"\"SmallExecutionProvider\", \"package\": \"ort-ep-small\", \"version\": \"1.2.0\", \"runs\": \"tests\", " +
			"\"hardware\": [\"CPU\"], \"runtime\": {\"from\": \"1.24.0\", \"below\": \"1.40.0\"}, \"fast\": {\"type\": " +
			"\"bf16\"}, \"options\": {\"fp32\": {\"a\": \"b\"}}, \"license\": {\"name\": \"Some licence\", \"url\": " +
			"\"https://example.org/licence\", \"free\": false}, \"platforms\": {\"linux-x64\": {\"file\": \"" + WHEEL +
			"\", \"size\": " + size + ", \"unpacked\": 2000, \"sha256\": \"" + sha256 + "\", \"library\": \"" + LIBRARY +
			"\", \"needs\": \"a quiet place\", \"data\": [\"table.json\"], \"preload\": [\"libhelp.so.1.7\"], \"links\": " +
			"{\"libhelp.so.1\": \"libhelp.so.1.7\"}}, \"win-x64\": {\"file\": \"" + WINDOWS_WHEEL + "\", \"size\": 1000, " +
			"\"unpacked\": 2000, \"sha256\": \"" + "f".repeat(64) + "\", \"library\": \"" + WINDOWS_LIBRARY + "\"}}}]}";
	}

	/** The description of a wheel that exists. */
	public static PluginDescriptions knowing(Path wheel) throws IOException {
		return PluginDescriptions.parse("test", json(InstallSource.of(wheel).sha256(), Files.size(wheel)));
	}

	/** The same, with OpenVINO's shim for Linux. */
	public static PluginDescriptions shimmed(Path wheel) throws IOException {
		return PluginDescriptions.parse("test", shimmed(json(InstallSource.of(wheel).sha256(), Files.size(wheel)), shim()
			.json()));
	}

	/** Adds a shim to the description. */
	static String shimmed(String json, JsonObject shim) {
		return json.replace("\"needs\":", "\"shim\": " + shim + ", \"needs\":");
	}

	/** The shim that OpenVINO has on Linux. */
	static PluginShim shim() {
		return PluginDescriptions.known().find("openvino").flatMap(openvino -> openvino.wheel(NativePlatform.LINUX_X64))
			.flatMap(PluginWheel::shim).orElseThrow();
	}

	/** What a wheel of it for Linux holds. */
	public static Map<String, byte[]> contents() {
		Map<String, byte[]> contents = new LinkedHashMap<>();
		contents.put("ort_ep_small/__init__.py", text("raise SystemExit"));
		contents.put("ort_ep_small/" + LIBRARY, NativeBytes.of(NativePlatform.LINUX_X64));
		contents.put("ort_ep_small/libhelp.so.1.7", NativeBytes.of(NativePlatform.LINUX_X64));
		contents.put("ort_ep_small/table.json", text("{}"));
		contents.put("ort_ep_small/other.json", text("{}"));
		contents.put("ort_ep_small-1.2.0.dist-info/licenses/LICENSE", text("Do what you like."));
		contents.put("ort_ep_small-1.2.0.dist-info/METADATA", text("Name: ort-ep-small"));
		return contents;
	}

	/** Writes a zip file. */
	public static Path zip(Path file, Map<String, byte[]> contents) throws IOException {
		try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
			for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
				// NB: without a time, two wheels of the same contents are the same.
				ZipEntry header = new ZipEntry(entry.getKey());
				header.setTime(1_000_000_000_000L);
				zip.putNextEntry(header);
				zip.write(entry.getValue());
			}
		}
		return file;
	}

	/** Marks a zip file's entry as a symbolic link, as Unix does. */
	static void makeLink(Path file, String entry) throws IOException {
		byte[] bytes = Files.readAllBytes(file);
		String all = new String(bytes, StandardCharsets.ISO_8859_1);
		int header = all.lastIndexOf("PK\u0001\u0002", all.lastIndexOf(entry));
		bytes[header + 5] = 3;
		bytes[header + 40] = (byte) 0xff;
		bytes[header + 41] = (byte) 0xa1;
		Files.write(file, bytes);
	}

	static byte[] text(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}
}
