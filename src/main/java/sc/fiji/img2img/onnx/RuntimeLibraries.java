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
package sc.fiji.img2img.onnx;

import ai.onnxruntime.OrtEnvironment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

import sc.fiji.img2img.io.ScratchFolder;

/** ONNX Runtime's native libraries for this machine, as they lie in its jar file. Immutable. */
final class RuntimeLibraries {

	/** Those that are loaded at once. */
	private static final List<String> FIRST = List.of("onnxruntime", "onnxruntime4j_jni");

	/** Those that are loaded when they are needed, where there are any. */
	private static final List<String> LATER = List.of("onnxruntime_providers_shared", "onnxruntime_providers_cuda",
		"onnxruntime_providers_tensorrt");

	private final Map<String, URL> files = new LinkedHashMap<>();

	private RuntimeLibraries() {
		// NB: filled by ofThisMachine.
	}

	static RuntimeLibraries ofThisMachine() {
		RuntimeLibraries libraries = new RuntimeLibraries();
		FIRST.forEach(libraries::find);
		LATER.forEach(libraries::find);
		return libraries;
	}

	/** This machine as ONNX Runtime names it. */
	static String platform() {
		String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
		String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
		return (system.startsWith("windows") ? "win" : system.startsWith("mac") ? "osx" : "linux") + "-" + (machine.matches(
			"aarch64|arm64") ? "aarch64" : "x64");
	}

	/** Whether there are none for this machine. */
	boolean isEmpty() {
		return files.isEmpty();
	}

	/** Whether some must stay where they are for as long as the program runs. */
	boolean areLoadedLater() {
		return LATER.stream().map(System::mapLibraryName).anyMatch(files::containsKey);
	}

	/** Unpacks those that are not in a folder yet, byte by byte as they are in the jar file. */
	void unpack(Path folder) throws IOException {
		for (Map.Entry<String, URL> file : files.entrySet())
			if (!isUnpacked(file.getValue(), folder.resolve(file.getKey()))) unpack(file.getValue(), folder.resolve(file
				.getKey()));
	}

	/** Unpacks a library into a folder, where it appears whole or not at all. */
	static void unpack(URL library, Path target) throws IOException {
		try (ScratchFolder scratch = ScratchFolder.in(target.getParent(), "part-"); InputStream in = library.openStream()) {
			Path part = scratch.path().resolve(target.getFileName());
			try (OutputStream out = Files.newOutputStream(part)) {
				in.transferTo(out);
			}
			Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	// -- Helper methods --

	private void find(String name) {
		String file = System.mapLibraryName(name);
		URL library = OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + platform() + "/" + file);
		if (library != null) files.put(file, library);
	}

	private static boolean isUnpacked(URL library, Path file) throws IOException {
		if (!Files.isRegularFile(file)) return false;
		URLConnection connection = library.openConnection();
		JarEntry entry = connection instanceof JarURLConnection ? ((JarURLConnection) connection).getJarEntry() : null;
		return entry != null && entry.getSize() == Files.size(file) && entry.getCrc() == crc(file);
	}

	private static long crc(Path file) throws IOException {
		CRC32 crc = new CRC32();
		try (InputStream in = new CheckedInputStream(Files.newInputStream(file), crc)) {
			in.transferTo(OutputStream.nullOutputStream());
		}
		return crc.getValue();
	}
}
