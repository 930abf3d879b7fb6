package sc.fiji.img2img.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

	private Path unpack(Map<String, String> files) throws IOException {
		Path jar = Files.createTempFile(folder, "model", ".jar");
		try (OutputStream out = Files.newOutputStream(jar); JarOutputStream zip = new JarOutputStream(out)) {
			for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
				zip.putNextEntry(new JarEntry("models/microscopy/" + file.getKey()));
				zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
			}
		}
		try (URLClassLoader loader = new URLClassLoader(new URL[] { jar.toUri().toURL() }, null)) {
			return EmbeddedModel.of(loader).unpack(cache());
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
}
