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
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Predicate;

import sc.fiji.img2img.io.CacheDirectory;
import sc.fiji.img2img.io.ScratchFolder;
import sc.fiji.img2img.run.Ahead;
import sc.fiji.img2img.run.InferenceException;

/**
 * Loads ONNX Runtime and its native libraries, so that nothing of it is left behind, and nothing is sent to anybody.
 * <p>
 * ONNX Runtime by itself unpacks its libraries into the temporary folder, and leaves them there when it is killed. Here
 * they are unpacked into a {@link ScratchFolder} there, which is deleted as soon as they are loaded. Where that is not
 * possible, as on Windows, or no program may be run from there, as on some shared machines, they are unpacked into the
 * {@link CacheDirectory}, once. Whoever names a folder with the libraries by ONNX Runtime's own system property knows
 * better, and is left alone. Thread-safe.
 * </p>
 */
public final class NativeLibraries {

	private static final String PATH = "onnxruntime.native.path";

	private static OrtEnvironment environment;

	/** Why it can never be loaded in this process: Java tries only once. */
	private static String fault;

	private NativeLibraries() {
		// NB: one concern, once in a process.
	}

	/** Begins to {@link #load} on a thread of its own, which tells nobody what goes wrong; the program does not end meanwhile. */
	public static void begin() {
		NativeCall call = NativeCall.begin(() -> {});
		Ahead.begin("Img2Img start", () -> {
			try {
				return load();
			}
			finally {
				call.close();
			}
		});
	}

	/**
	 * ONNX Runtime's environment, there being one in a process; to be called before any of its classes is used.
	 *
	 * @throws InferenceException if the libraries cannot be loaded, or must not be; the message says what to do
	 */
	public static synchronized OrtEnvironment load() {
		if (environment != null) return environment;
		if (fault != null) throw new InferenceException(fault);
		Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
		ScratchFolder.sweepTemporary("onnxruntime", made -> deleteEmptyFolders(temporary, made));
		ScratchFolder.sweepTemporary();
		ScratchFolder scratch;
		try {
			scratch = ScratchFolder.temporary("onnxruntime");
		}
		catch (IOException e) {
			// NB: ONNX Runtime writes there in any case.
			throw new InferenceException("ONNX Runtime needs a temporary folder, but " + temporary +
				" cannot be written to; name another by -Djava.io.tmpdir=FOLDER.", e);
		}
		boolean lasting = true;
		try {
			lasting = load(scratch.path(), temporary);
		}
		finally {
			if (!lasting || environment == null) scratch.close();
		}
		return environment;
	}

	// -- Helper methods --

	/** @return whether the scratch folder is still needed */
	private static boolean load(Path scratch, Path temporary) {
		String named = System.getProperty(PATH);
		if (named != null) {
			check(Path.of(named));
			initialise();
			return false;
		}
		RuntimeLibraries libraries = RuntimeLibraries.ofThisMachine();
		if (libraries.isEmpty()) {
			initialise();
			return false;
		}
		boolean here = File.separatorChar == '/' && runsPrograms(scratch);
		Path folder = here ? scratch : CacheDirectory.get().resolve("onnxruntime");
		try {
			if (!here && !runsPrograms(Files.createDirectories(folder))) throw new IOException(
				"no program may be run from there, either");
			libraries.unpack(folder);
		}
		catch (IOException e) {
			throw unpackable(here, temporary, folder, e);
		}
		check(folder);
		System.setProperty(PATH, folder.toAbsolutePath().toString());
		try {
			initialise();
		}
		finally {
			// NB: self-tests run in a process of their own, after this folder is gone.
			if (here) System.clearProperty(PATH);
		}
		return here && libraries.areLoadedLater();
	}

	private static InferenceException unpackable(boolean here, Path temporary, Path folder, IOException e) {
		if (here) return new InferenceException("ONNX Runtime's native library cannot be unpacked into the temporary folder " +
			temporary + " (" + reason(e) + "); make room there, or name another by -Djava.io.tmpdir=FOLDER.", e);
		return new InferenceException("ONNX Runtime's native library cannot be loaded: " + (File.separatorChar == '/'
			? "no program may be run from the temporary folder " + temporary + " (it is mounted noexec), and the cache folder " +
				folder + " cannot stand in for it" : "the cache folder " + folder + " cannot hold it") + " (" + reason(e) +
			"); name another by -Dimg2img.cache=FOLDER or -Djava.io.tmpdir=FOLDER, or one that holds the unpacked libraries by -D" +
			PATH + "=FOLDER.", e);
	}

	/** Refuses libraries that would send something. */
	private static void check(Path folder) {
		Path library = folder.resolve(System.mapLibraryName("onnxruntime"));
		if (Telemetry.isOff() || !Files.isRegularFile(library)) return;
		try {
			Telemetry.address(library).ifPresent(address -> {
				throw new InferenceException("The ONNX Runtime that is here would send reports on its use to " + address +
					", so it is not loaded: replace it by version 1.28.0 (in Fiji, the file jars/onnxruntime-VERSION.jar), or set the " +
					"environment variable " + Telemetry.OFF + " to 1 before the start.");
			});
		}
		catch (IOException e) {
			throw new InferenceException("ONNX Runtime's native library cannot be read: " + reason(e) + ".", e);
		}
	}

	private static void initialise() {
		try {
			OrtEnvironment loaded = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "Img2Img");
			// NB: on Windows it reports to the system's own collection, whoever uses it.
			loaded.setTelemetry(false);
			NativeCall.holdEnvironment();
			environment = loaded;
		}
		catch (LinkageError | RuntimeException e) {
			Throwable cause = e;
			while (cause.getCause() != null)
				cause = cause.getCause();
			fault = "ONNX Runtime's native library cannot be loaded: " + cause + ". Once that is fixed, start again.";
			throw new InferenceException(fault, e);
		}
		catch (OrtException e) {
			throw new InferenceException("ONNX Runtime cannot be kept from sending reports: " + e.getMessage(), e);
		}
		finally {
			deleteEmptyFolder();
		}
	}

	/** NB: it makes one for its libraries even where it is told where they are, and leaves it when it is killed. */
	private static void deleteEmptyFolder() {
		try {
			Field field = Class.forName("ai.onnxruntime.OnnxRuntime", false, NativeLibraries.class.getClassLoader())
				.getDeclaredField("tempDirectory");
			field.setAccessible(true);
			Path folder = (Path) field.get(null);
			if (folder != null) Files.deleteIfExists(folder);
		}
		catch (ReflectiveOperationException | RuntimeException | LinkageError | IOException e) {
			// NB: it is deleted when the program ends.
		}
	}

	/**
	 * Deletes the empty folders that ONNX Runtime made since a time at which we were killed while it was loaded.
	 * <p>
	 * Those of others are not empty for longer than a moment.
	 * </p>
	 */
	private static void deleteEmptyFolders(Path temporary, FileTime since) {
		try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, "onnxruntime-java*")) {
			for (Path folder : folders)
				if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && Files.getLastModifiedTime(folder).compareTo(
					since) >= 0) folder.toFile().delete();
		}
		catch (IOException | DirectoryIteratorException e) {
			// NB: they are small.
		}
	}

	/** Whether programs can be put into a folder and run there; not where its disk is mounted noexec. */
	private static boolean runsPrograms(Path folder) {
		// NB: the system says no on such a disk, whatever the file's own mode.
		return probe(folder, file -> file.toFile().setExecutable(true) && Files.isExecutable(file));
	}

	private static boolean probe(Path folder, Predicate<Path> test) {
		try {
			Path file = Files.createTempFile(folder, "img2img", null);
			boolean passed = test.test(file);
			Files.delete(file);
			return passed;
		}
		catch (IOException e) {
			return false;
		}
	}

	private static String reason(IOException e) {
		return e instanceof FileSystemException ? e.toString() : e.getMessage();
	}
}
