package sc.fiji.img2img.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.ChildJvm;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.cli.Img2ImgApp;

/** ONNX Runtime's libraries are loaded where the temporary folder does not take them, each time in a process of its own. */
class NativeLibrariesTest {

	@TempDir
	private Path folder;

	private Path file;

	private Path cache;

	@BeforeEach
	void prepare() throws IOException {
		file = Files.writeString(folder.resolve("file"), "no folder");
		cache = folder.resolve("cache");
		TestImages.write(TestImages.bytes(16, 16), folder.resolve("in.tif"));
	}

	@Test
	void theCacheStandsInForATemporaryFolderThatRunsNoPrograms() throws IOException, InterruptedException {
		Path temporary = Files.createTempDirectory(noexec(), "img2img");
		temporary.toFile().deleteOnExit();
		assertEquals("", run(0, "-Djava.io.tmpdir=" + temporary, "-Dimg2img.cache=" + cache));
		Path library = cache.resolve("onnxruntime").resolve(System.mapLibraryName("onnxruntime"));
		FileTime first = Files.getLastModifiedTime(library);
		Files.writeString(library.resolveSibling(System.mapLibraryName("onnxruntime4j_jni")), "broken off");
		assertEquals("", run(0, "-Djava.io.tmpdir=" + temporary, "-Dimg2img.cache=" + cache));
		assertEquals(first, Files.getLastModifiedTime(library), "what was there already was unpacked again");
		String error = run(1, "-Djava.io.tmpdir=" + temporary, "-Dimg2img.cache=" + temporary);
		Files.delete(temporary.resolve("onnxruntime"));
		assertTrue(error.contains("no program may be run from the temporary folder " + temporary), error);
		assertTrue(error.contains("-Dimg2img.cache=FOLDER"), error);
		assertTrue(error.contains("-Donnxruntime.native.path=FOLDER"), error);
		error = run(1, "-Djava.io.tmpdir=" + temporary, "-Dimg2img.cache=" + file);
		assertTrue(error.contains("the cache folder " + file.resolve("onnxruntime") + " cannot stand in for it"), error);
	}

	@Test
	void nothingIsUnpackedWithoutNeed() throws IOException, InterruptedException {
		assertEquals("", run(0, "-Djava.io.tmpdir=" + folder, "-Dimg2img.cache=" + cache));
		assertTrue(Files.notExists(cache.resolve("onnxruntime")));
	}

	@Test
	void aTemporaryFolderThatCannotBeWrittenToIsNamed() throws IOException, InterruptedException {
		String error = run(1, "-Djava.io.tmpdir=" + file, "-Dimg2img.cache=" + cache);
		assertTrue(error.contains(file + " cannot be written to; name another by -Djava.io.tmpdir=FOLDER."), error);
	}

	/** A folder on a disk that is mounted noexec, as the one for shared memory is on many machines. */
	private static Path noexec() throws IOException {
		Path mounts = Path.of("/proc/mounts");
		assumeTrue(Files.isReadable(mounts), "mounts cannot be looked up");
		for (String line : Files.readAllLines(mounts)) {
			String[] words = line.split(" ");
			Path mount = Path.of(words[1]);
			if (words[2].equals("tmpfs") && List.of(words[3].split(",")).contains("noexec") && Files.isWritable(mount) && mount
				.toFile().getUsableSpace() > 1 << 28) return mount;
		}
		return abort("no disk is mounted noexec");
	}

	/** Runs the command line, and returns the errors it prints. */
	private String run(int exitCode, String... properties) throws IOException, InterruptedException {
		ChildJvm.Ended ended = ChildJvm.of(Img2ImgApp.class, folder.resolve("in.tif"), folder.resolve("out.tif"), "--model",
			TestModels.get("sd15"), "--steps", "1", "--strength", "1", "--device", "cpu").with(properties).run();
		assertEquals(exitCode, ended.code, ended.text);
		StringBuilder errors = new StringBuilder();
		ended.text.lines().filter(line -> line.startsWith("img2img: ")).forEach(errors::append);
		return errors.toString();
	}
}
