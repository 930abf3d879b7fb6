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
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.io.ByteCount;
import sc.fiji.img2img.io.FileBytes;
import sc.fiji.img2img.io.SafeZip;
import sc.fiji.img2img.io.ScratchFolder;
import sc.fiji.img2img.model.download.TransferListener;
import sc.fiji.img2img.model.library.ModelRecord.Item;
import sc.fiji.img2img.run.Cancellation;

/** A model that is here, but elsewhere. It is copied; the original stays as it is. Belongs to one thread. */
final class LocalOffer implements ModelOffer {

	private final ModelStore store;

	private final Path path;

	private final Arrival arrival;

	/** Null for a zip file, which is not looked into before it is unpacked. */
	private final ModelCard card;

	private final long size;

	/**
	 * Looks at a file or folder.
	 *
	 * @throws IOException if it is nothing that can be used; the message says what it is
	 */
	LocalOffer(ModelStore store, Path path, String name) throws IOException {
		this.store = store;
		this.path = path;
		arrival = new Arrival(store, name, path.toAbsolutePath().toString(), "");
		boolean zip = Files.isRegularFile(path) && path.toString().toLowerCase(Locale.ROOT).endsWith(".zip") && SafeZip.is(
			path);
		card = zip ? null : ModelCard.of(path);
		if (card != null && !card.isUsable() && !card.lacksVae()) throw new IOException(card.verdict());
		size = bytes(path);
		if (card != null && present().isEmpty()) arrival.requireFree(Files.isDirectory(path), size);
	}

	@Override
	public Optional<Path> present() {
		return path.toAbsolutePath().normalize().startsWith(store.folder()) ? Optional.of(path) : Optional.empty();
	}

	@Override
	public List<String> terms() {
		List<String> terms = new ArrayList<>();
		terms.add((card == null ? "What is in the zip file" : card.kind()) + ": " + ByteCount.text(size) + " from " + path +
			", copied to " + store.folder());
		if (card != null) terms.add(card.license().isEmpty() ? "Licence: none is stated." : "Licence: " + card.license() + ".");
		return terms;
	}

	@Override
	public Path accept(TransferListener listener, Cancellation cancellation) throws IOException {
		ByteCount.requireRoom(store.parts(), size, "the models folder " + store.folder());
		try (ScratchFolder scratch = store.scratch()) {
			Path copy = scratch.path().resolve("copy" + (Files.isDirectory(path) ? "" : Arrival.ENDING));
			listener.stage((card == null ? "Unpacking " : "Copying ") + path.getFileName());
			if (card == null) copy = ZippedModel.unpack(path, path, Files.createDirectory(scratch.path().resolve("zip")), cancellation);
			else copy(path, copy, listener, cancellation);
			return arrival.put(copy, items(copy), cancellation);
		}
	}

	/** The files of a model, of which nothing is known yet. */
	static List<Item> items(Path model) throws IOException {
		List<Item> items = new ArrayList<>();
		for (Path file : files(model))
			items.add(new Item(model.relativize(file).toString().replace('\\', '/'), "", -1, ""));
		return items;
	}

	// -- Helper methods --

	private void copy(Path from, Path to, TransferListener listener, Cancellation cancellation) throws IOException {
		long done = 0;
		for (Path file : files(from)) {
			Path target = to.resolve(from.relativize(file).toString());
			Files.createDirectories(target.getParent());
			FileBytes.copy(file, target, cancellation);
			done += Files.size(file);
			listener.bytes(done, size);
		}
	}

	private static long bytes(Path path) throws IOException {
		long bytes = 0;
		for (Path file : files(path))
			bytes += Files.size(file);
		return bytes;
	}

	/** The file, or those in the folder that do not hide behind a dot. */
	private static List<Path> files(Path path) throws IOException {
		try (Stream<Path> walk = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
			return walk.filter(Files::isRegularFile).filter(file -> file.equals(path) || !("/" + path.relativize(file).toString()
				.replace('\\', '/')).contains("/.")).sorted().collect(Collectors.toList());
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}
}
