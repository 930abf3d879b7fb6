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
package sc.fiji.img2img.model.library;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import sc.fiji.img2img.io.FileTree;
import sc.fiji.img2img.io.ScratchFolder;
import sc.fiji.img2img.io.SafeZip;

/**
 * A folder of models as it is changed: what comes appears whole or not at all, and goes by being moved away first. What is
 * not whole yet, and what is known of models, lies in a hidden folder inside. Thread-safe, also between processes.
 */
final class ModelStore {

	private static final String HIDDEN = ".img2img";

	private static final String PARTS = "parts";

	private static final String RECORDS = "records";

	private static final String SCRATCH = "new-";

	private final Path folder;

	private ModelStore(Path folder) {
		this.folder = folder;
	}

	/** @param folder need not exist */
	static ModelStore of(Path folder) {
		return new ModelStore(folder.toAbsolutePath().normalize());
	}

	Path folder() {
		return folder;
	}

	/** Where parts of downloads lie, made if it is not there. */
	Path parts() throws IOException {
		return hidden(PARTS);
	}

	/** The same, which need not exist. */
	Path partsPlace() {
		return folder.resolve(HIDDEN).resolve(PARTS);
	}

	/** The parts of downloads that lie there, in bytes. */
	long keptBytes() {
		return FileTree.bytes(partsPlace());
	}

	/** A folder to fill, on the same disk, which whoever asked for it closes. */
	ScratchFolder scratch() throws IOException {
		return ScratchFolder.in(hidden(PARTS), SCRATCH);
	}

	/** Where a model is to be; it need not exist. */
	Path place(String path) {
		return folder.resolve(path);
	}

	/**
	 * Moves a file or folder that is complete to its place, where there is nothing.
	 *
	 * @throws FileAlreadyExistsException if there is something
	 */
	void put(Path complete, Path place) throws IOException {
		Files.createDirectories(place.getParent());
		if (Files.exists(place)) throw new FileAlreadyExistsException(place + " is there already.");
		// NB: without a replacement, but within one disk it is a single step.
		Files.move(complete, place);
	}

	/** Puts a file in the place of a broken one in a single step. */
	void replace(Path complete, Path place) throws IOException {
		Files.createDirectories(place.getParent());
		Files.move(complete, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	/** Removes a model, and what is known of it. */
	void remove(Path model) throws IOException {
		try (ScratchFolder scratch = scratch()) {
			try {
				Files.move(model, scratch.path().resolve("removed"), StandardCopyOption.ATOMIC_MOVE);
			}
			catch (FileSystemException e) {
				throw new IOException(model + " cannot be removed; it may be in use: close ImageJ, and remove it then.", e);
			}
		}
		Files.deleteIfExists(recordFile(model));
	}

	/** What is known of a model here; empty if nothing is. */
	Optional<ModelRecord> record(Path model) {
		Path file = recordFile(model);
		try {
			return Files.isRegularFile(file) ? Optional.of(ModelRecord.read(file)).filter(this::isSafe) : Optional.empty();
		}
		catch (IOException | IllegalStateException e) {
			return Optional.empty();
		}
	}

	/** Writes down what is known of a model. */
	void write(ModelRecord record) throws IOException {
		Path file = recordFile(place(record.path()));
		hidden(RECORDS);
		try (ScratchFolder scratch = scratch()) {
			Path written = Files.writeString(scratch.path().resolve("record"), record.json());
			Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	// -- Helper methods --

	private boolean isSafe(ModelRecord record) {
		return SafeZip.isWithin(record.path()) && record.items().stream().allMatch(item -> SafeZip.isWithin(item.name));
	}

	private Path recordFile(Path model) {
		String path = folder.relativize(model.toAbsolutePath().normalize()).toString().replace('\\', '/');
		return folder.resolve(HIDDEN).resolve(RECORDS).resolve(path.replace('/', '+') + ".json");
	}

	private Path hidden(String name) throws IOException {
		try {
			return Files.createDirectories(folder.resolve(HIDDEN).resolve(name));
		}
		catch (FileSystemException e) {
			throw new IOException("The models folder " + folder + " cannot be written to; name another one by the system property " +
				"img2img.models or the environment variable IMG2IMG_MODELS.", e);
		}
	}
}
