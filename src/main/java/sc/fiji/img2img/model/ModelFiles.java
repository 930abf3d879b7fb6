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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.io.FileState;

/**
 * What a model's files looked like from outside at some moment, by which changes are noticed without reading them.
 * <p>
 * Immutable.
 * </p>
 */
public final class ModelFiles {

	private final List<Path> places;

	private final String state;

	private ModelFiles(List<Path> places, String state) {
		this.places = places;
		this.state = state;
	}

	/**
	 * Looks at files, and at those of directories, without opening them.
	 *
	 * @throws IOException if one cannot be seen
	 */
	public static ModelFiles of(Path... places) throws IOException {
		return of(List.of(places));
	}

	private static ModelFiles of(List<Path> places) throws IOException {
		StringBuilder text = new StringBuilder();
		for (Path place : places)
			for (Path file : list(place))
				text.append(name(place, file)).append('\0').append(FileState.of(file)).append('\n');
		return new ModelFiles(places, text.toString());
	}

	/** Whether any of them is another one now, or cannot be seen any more. */
	public boolean haveChanged() {
		try {
			return !of(places).state.equals(state);
		}
		catch (IOException e) {
			return true;
		}
	}

	/**
	 * Begins to compute the {@link Fingerprint} of the files as they looked.
	 *
	 * @return 64 hexadecimal digits, sooner or later; an IOException within an ExecutionException if they have changed, or
	 *         cannot be read
	 */
	public Future<String> fingerprint() {
		return FileHash.inBackground(() -> {
			String fingerprint = Fingerprint.of(places);
			if (haveChanged()) throw new IOException("The files of " + places.get(0) + " have changed.");
			return fingerprint;
		});
	}

	/** How many bytes the files of a model have, or the one that it is. */
	public static long bytes(Path place) throws IOException {
		long bytes = 0;
		for (Path file : list(place))
			bytes += Files.size(file);
		return bytes;
	}

	/**
	 * The files of a model, or the one that it is, in the order of their names; neither its LoRAs, which come and go, nor what
	 * hides behind a dot.
	 */
	static List<Path> list(Path directory) throws IOException {
		try (Stream<Path> walk = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
			return walk.filter(Files::isRegularFile).filter(file -> isOwn(directory.relativize(file))).sorted(Comparator
				.comparing(file -> name(directory, file))).collect(Collectors.toList());
		}
		catch (UncheckedIOException e) {
			if (e.getCause() instanceof FileSystemLoopException) throw new IOException("In the model's folder " + directory +
				" there is a link that leads back into it: " + e.getCause().getMessage() + ".", e);
			throw e.getCause();
		}
	}

	/** A file's name within the directory, with slashes. */
	static String name(Path directory, Path file) {
		return directory.relativize(file).toString().replace('\\', '/');
	}

	private static boolean isOwn(Path file) {
		for (Path part : file)
			if (part.toString().startsWith(".")) return false;
		return !file.startsWith("lora") && !file.startsWith("loras");
	}
}
