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
package sc.fiji.img2img.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.io.FileTree;

/** Unpacking the model that comes with the program, from jars made here. */
class EmbeddedModelTest {

	/** The SHA-256 of "abc", see FIPS 180-2. */
	private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

	private static final String SUMS = ABC + "  model_index.json\n" + ABC + "  unet/model.onnx\n";

	@TempDir
	Path folder;

	@Test
	void allFilesAreUnpackedWithTheirFolders() throws IOException {
		Path model = unpack(Map.of("SHA256SUMS", SUMS, "model_index.json", "abc", "unet/model.onnx", "abc"));
		assertEquals("abc", Files.readString(model.resolve("unet").resolve("model.onnx")));
		assertEquals("abc", Files.readString(model.resolve("model_index.json")));
		assertEquals(List.of(model), entries());
	}

	@Test
	void whatIsUnpackedIsNotWrittenAgain() throws IOException {
		Map<String, String> files = Map.of("SHA256SUMS", SUMS, "model_index.json", "abc", "unet/model.onnx", "abc");
		Path file = unpack(files).resolve("model_index.json");
		Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
		assertEquals(file, unpack(files).resolve("model_index.json"));
		assertEquals(1000, Files.getLastModifiedTime(file).toMillis());
	}

	@Test
	void anotherVersionHasItsOwnFolder() throws IOException {
		Path first = unpack(Map.of("SHA256SUMS", SUMS, "model_index.json", "abc", "unet/model.onnx", "abc"));
		Path second = unpack(Map.of("SHA256SUMS", ABC + "  model_index.json\n", "model_index.json", "abc"));
		assertEquals(2, Stream.of(first, second).distinct().count());
	}

	@Test
	void damagedFileIsNamedAndNothingStays() throws IOException {
		IOException e = assertThrows(IOException.class, () -> unpack(Map.of("SHA256SUMS", SUMS, "model_index.json", "abc",
			"unet/model.onnx", "abd")));
		assertTrue(e.getMessage().contains("unet/model.onnx") && e.getMessage().contains(ABC), e.getMessage());
		assertEquals(List.of(), entries());
	}

	@Test
	void missingFileIsNamedAndNothingStays() throws IOException {
		IOException e = assertThrows(IOException.class, () -> unpack(Map.of("SHA256SUMS", SUMS, "model_index.json", "abc")));
		assertTrue(e.getMessage().contains("unet/model.onnx"), e.getMessage());
		assertEquals(List.of(), entries());
	}

	@Test
	void programsAtTheSameTimeDoNotDisturbEachOther() {
		Map<String, String> files = Map.of("SHA256SUMS", SUMS, "model_index.json", "abc", "unet/model.onnx", "abc");
		List<Path> models = IntStream.range(0, 16).parallel().mapToObj(i -> {
			try {
				return unpack(files);
			}
			catch (IOException e) {
				throw new AssertionError(e);
			}
		}).distinct().collect(Collectors.toList());
		assertEquals(entries(), models);
	}

	@ParameterizedTest
	@ValueSource(strings = { "altered", "truncated", "missing", "folder gone", "a folder instead", "a file as folder",
		"all files gone", "a file instead of all" })
	void whatIsWrongIsPutRight(String fault) throws IOException {
		Map<String, String> files = Map.of("SHA256SUMS", SUMS, "model_index.json", "abc", "unet/model.onnx", "abc");
		Path model = unpack(files);
		Path network = model.resolve("unet").resolve("model.onnx");
		Path own = Files.writeString(model.resolve("own.txt"), "kept");
		if (fault.equals("altered")) Files.writeString(network, "abd");
		if (fault.equals("truncated")) Files.writeString(network, "");
		if (fault.equals("missing") || fault.equals("folder gone") || fault.startsWith("a f")) Files.delete(network);
		if (fault.equals("folder gone") || fault.equals("a file as folder")) Files.delete(network.getParent());
		if (fault.equals("a folder instead")) Files.createDirectories(network.resolve("deep"));
		if (fault.equals("a file as folder")) Files.writeString(network.getParent(), "abc");
		if (fault.startsWith("all") || fault.endsWith("all")) Files.delete(model.resolve("model_index.json"));
		if (fault.startsWith("all") || fault.endsWith("all")) Files.deleteIfExists(network);
		if (fault.endsWith("all")) {
			Files.delete(network.getParent());
			Files.delete(own);
			Files.delete(model);
			Files.writeString(model, "abc");
		}
		assertEquals(model, unpack(files));
		assertEquals("abc", Files.readString(network));
		assertEquals("abc", Files.readString(model.resolve("model_index.json")));
		assertEquals(!fault.endsWith("all"), Files.exists(own));
		assertEquals(List.of(model), entries());
	}

	@Test
	void whatIsGoneWhileAProgramRunsIsUnpackedAgainAndNothingElse() throws IOException {
		Map<String, String> files = Map.of("SHA256SUMS", SUMS, "model_index.json", "abc", "unet/model.onnx", "abc");
		Path model = unpack(files);
		FileTree.delete(cache());
		Path other = folder.resolve("cache").resolve("other");
		with(files, embedded -> embedded.mend(other, folder.resolve("cache")));
		assertFalse(Files.exists(folder.resolve("cache")));
		with(files, embedded -> embedded.mend(model, folder.resolve("cache")));
		assertEquals("abc", Files.readString(model.resolve("unet").resolve("model.onnx")));
	}

	@Test
	void whatKilledProgramsLeftIsSwept() throws IOException {
		Map<String, String> files = Map.of("SHA256SUMS", SUMS, "model_index.json", "abc", "unet/model.onnx", "abc");
		for (String left : new String[] { "microscopy.123", "microscopy.456" }) {
			Files.createDirectories(cache().resolve(left).resolve("unet"));
			Files.writeString(cache().resolve(left).resolve("unet").resolve("model.onnx"), "a");
			Files.createFile(cache().resolve(left + ".lock"));
			Path model = unpack(files);
			assertEquals(List.of(model), entries());
			Files.delete(model.resolve("model_index.json"));
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aCacheThatCannotBeWrittenIsNamed() throws IOException {
		Map<String, String> files = Map.of("SHA256SUMS", SUMS, "model_index.json", "abc", "unet/model.onnx", "abc");
		// NB: root may write everywhere else.
		IOException e = assertThrows(IOException.class, () -> unpack(files, Path.of("/proc/self")));
		assertTrue(e.getMessage().startsWith("The folder /proc/self") && e.getMessage().contains("IMG2IMG_CACHE"), e.getMessage());
	}

	private Path unpack(Map<String, String> files) throws IOException {
		return unpack(files, cache());
	}

	private Path unpack(Map<String, String> files, Path target) throws IOException {
		List<Path> unpacked = new ArrayList<>();
		with(files, model -> unpacked.add(model.unpack(target)));
		return unpacked.get(0);
	}

	private void with(Map<String, String> files, Use use) throws IOException {
		Path jar = Files.createTempFile(folder, "model", ".jar");
		try (OutputStream out = Files.newOutputStream(jar); JarOutputStream zip = new JarOutputStream(out)) {
			for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
				zip.putNextEntry(new JarEntry("models/microscopy/" + file.getKey()));
				zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
			}
		}
		try (URLClassLoader loader = new URLClassLoader(new URL[] { jar.toUri().toURL() }, null)) {
			use.of(EmbeddedModel.of(loader));
		}
	}

	private Path cache() throws IOException {
		return Files.createDirectories(folder.resolve("cache"));
	}

	private List<Path> entries() {
		try (Stream<Path> files = Files.list(cache())) {
			return files.collect(Collectors.toList());
		}
		catch (IOException e) {
			throw new AssertionError(e);
		}
	}

	/** Something that is done with the model of a jar. */
	@FunctionalInterface
	private interface Use {

		void of(EmbeddedModel model) throws IOException;
	}
}
