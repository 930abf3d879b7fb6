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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.ChildJvm;
import sc.fiji.img2img.InstallableWheel;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.cli.Img2ImgApp;

/** ONNX Runtime's libraries are loaded where the temporary folder does not take them, each time in a process of its own. */
@Tag("slow")
class NativeLibrariesTest {

	@TempDir
	private Path folder;

	private Path file;

	private Path cache;

	private String[] wrapper = {};

	@BeforeEach
	void prepare() throws IOException {
		file = Files.writeString(folder.resolve("file"), "no folder");
		cache = folder.resolve("cache");
		TestImages.write(TestImages.bytes(16, 16), folder.resolve("in.tif"));
	}

	@Test
	void theCacheStandsInForATemporaryFolderThatRunsNoPrograms() throws IOException, InterruptedException {
		Path temporary = noexec();
		assertEquals("", run(0, "-Djava.io.tmpdir=" + temporary, "-Dimg2img.cache=" + cache));
		Path library = cache.resolve("onnxruntime").resolve(System.mapLibraryName("onnxruntime"));
		FileTime first = Files.getLastModifiedTime(library);
		Files.writeString(library.resolveSibling(System.mapLibraryName("onnxruntime4j_jni")), "broken off");
		assertEquals("", run(0, "-Djava.io.tmpdir=" + temporary, "-Dimg2img.cache=" + cache));
		assertEquals(first, Files.getLastModifiedTime(library), "what was there already was unpacked again");
		String error = run(1, "-Djava.io.tmpdir=" + temporary, "-Dimg2img.cache=" + temporary);
		assertTrue(error.contains("no program may be run from the temporary folder " + temporary), error);
		assertTrue(error.contains("-Dimg2img.cache=FOLDER"), error);
		assertTrue(error.contains("-Donnxruntime.native.path=FOLDER"), error);
		error = run(1, "-Djava.io.tmpdir=" + temporary, "-Dimg2img.cache=" + file);
		assertTrue(error.contains("the cache folder " + file.resolve("onnxruntime") + " cannot stand in for it"), error);
	}

	@Test
	void aCachedLibraryWithAnotherByteIsUnpackedAgain() throws IOException, InterruptedException {
		Path temporary = noexec();
		assertEquals("", run(0, "-Djava.io.tmpdir=" + temporary, "-Dimg2img.cache=" + cache));
		Path library = cache.resolve("onnxruntime").resolve(System.mapLibraryName("onnxruntime"));
		byte[] bytes = Files.readAllBytes(library);
		byte[] other = bytes.clone();
		other[other.length / 2] ^= 1;
		Files.write(library, other);
		assertEquals("", run(0, "-Djava.io.tmpdir=" + temporary, "-Dimg2img.cache=" + cache));
		assertArrayEquals(bytes, Files.readAllBytes(library));
	}

	@Test
	void installedDevicesChangeNoSentence() throws IOException, InterruptedException {
		String devices = "-Dimg2img.devices=" + folder.resolve("devices");
		Path wheel = InstallableWheel.write(folder);
		assertEquals(0, ChildJvm.of(Img2ImgApp.class, "devices", "add", wheel, "--yes").with(devices).run().code);
		String error = run(1, "-Djava.io.tmpdir=" + file, devices);
		assertTrue(error.contains(file + " cannot be written to; name another by -Djava.io.tmpdir=FOLDER."), error);
		Path temporary = noexec();
		error = run(1, "-Djava.io.tmpdir=" + temporary, "-Dimg2img.cache=" + file, devices);
		assertTrue(error.contains("no program may be run from the temporary folder " + temporary), error);
	}

	@Test
	void nothingIsUnpackedWithoutNeed() throws IOException, InterruptedException {
		assertEquals("", run(0, "-Djava.io.tmpdir=" + folder, "-Dimg2img.cache=" + cache));
		assertTrue(Files.notExists(cache.resolve("onnxruntime")));
	}

	@Test
	void theTemporaryFolderIsLeftAsItWas() throws IOException, InterruptedException {
		Path temporary = Files.createDirectory(folder.resolve("temporary"));
		assertEquals("", run(0, "-Djava.io.tmpdir=" + temporary, "-Dimg2img.cache=" + cache));
		assertEquals(0, temporary.toFile().list().length, String.join(", ", temporary.toFile().list()));
	}

	@Test
	void aProgramThatEndsWhileTheyAreLoadedLeavesNothing() throws IOException, InterruptedException {
		Path temporary = Files.createDirectory(folder.resolve("temporary"));
		ChildJvm.Ended ended = ChildJvm.of(Hasty.class).with("-Djava.io.tmpdir=" + temporary).run();
		assertEquals(0, ended.code, ended.text);
		assertEquals("Img2Img start\n", ended.output);
		assertEquals(0, temporary.toFile().list().length, String.join(", ", temporary.toFile().list()));
	}

	@Test
	void librariesThatSendReportsAreNotLoaded() throws IOException, InterruptedException {
		Path named = Files.createDirectory(folder.resolve("named"));
		RuntimeLibraries.ofThisMachine().unpack(named);
		assertEquals("", run(0, "-Donnxruntime.native.path=" + named));
		Files.writeString(named.resolve(System.mapLibraryName("onnxruntime")),
			"https://mobile.events.data.microsoft.com/OneCollector/1.0/", StandardOpenOption.APPEND);
		String error = run(1, "-Donnxruntime.native.path=" + named);
		assertTrue(error.contains("would send reports on its use to data.microsoft.com, so it is not loaded"), error);
		assertTrue(error.contains("set the environment variable ORT_DISABLE_TELEMETRY to 1"), error);
	}

	@Test
	void librariesThatCannotBeLoadedAreNamed() throws IOException, InterruptedException {
		Path named = Files.createDirectory(folder.resolve("named"));
		for (String name : new String[] { "onnxruntime", "onnxruntime4j_jni" })
			Files.writeString(named.resolve(System.mapLibraryName(name)), "no library");
		Path devices = Files.createDirectory(folder.resolve("devices"));
		String error = run(1, "-Donnxruntime.native.path=" + named, "-Dimg2img.devices=" + devices);
		assertTrue(error.startsWith("img2img: ONNX Runtime's native library cannot be loaded: "), error);
	}

	@Test
	void aTemporaryFolderThatCannotBeWrittenToIsNamed() throws IOException, InterruptedException {
		String error = run(1, "-Djava.io.tmpdir=" + file, "-Dimg2img.cache=" + cache);
		assertTrue(error.contains(file + " cannot be written to; name another by -Djava.io.tmpdir=FOLDER."), error);
	}

	/** A folder from which no program may be run, by the children to come. */
	private Path noexec() throws IOException, InterruptedException {
		Path temporary = Files.createDirectory(folder.resolve("temporary"));
		String[] mount = { "unshare", "-rm", "sh", "-c", "mount -t tmpfs -o noexec tmpfs " + temporary + " && exec \"$@\"", "sh" };
		String[] probe = Arrays.copyOf(mount, mount.length + 1);
		probe[mount.length] = "true";
		assumeTrue(ChildJvm.isPossible(probe), "no disk can be mounted noexec here");
		wrapper = mount;
		return temporary;
	}

	/** Runs the command line, and returns the errors it prints. */
	private String run(int exitCode, String... properties) throws IOException, InterruptedException {
		ChildJvm.Ended ended = ChildJvm.of(Img2ImgApp.class, folder.resolve("in.tif"), folder.resolve("out.tif"), "--model",
			TestModels.get("sd15"), "--steps", "1", "--strength", "1", "--device", "cpu").with(properties).under(wrapper).run();
		assertEquals(exitCode, ended.code, ended.text);
		StringBuilder errors = new StringBuilder();
		ended.text.lines().filter(line -> line.startsWith("img2img: ")).forEach(errors::append);
		return errors.toString();
	}

	/** Begins to load them, says what does, and ends. */
	static final class Hasty {

		public static void main(String... arguments) {
			NativeLibraries.begin();
			Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.equals("Img2Img start")).forEach(
				System.out::println);
			System.exit(0);
		}
	}
}
