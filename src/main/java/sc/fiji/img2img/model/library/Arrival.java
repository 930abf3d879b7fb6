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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.io.PathText;
import sc.fiji.img2img.io.Sha256;
import sc.fiji.img2img.model.ModelFolders;
import sc.fiji.img2img.model.checkpoint.Contents;
import sc.fiji.img2img.model.library.ModelRecord.Item;
import sc.fiji.img2img.run.Cancellation;

/** What is complete, and is put where it belongs: models, and in folders of their own LoRAs and VAEs. Immutable. */
final class Arrival {

	static final String ENDING = ".safetensors";

	private static final List<String> SHELVES = List.of("", "loras/", ModelFolders.VAES + "/");

	private final ModelStore store;

	private final String name;

	private final String source;

	private final String license;

	/**
	 * An arrival.
	 *
	 * @param name what it is to be called
	 * @param source where it comes from, in words
	 * @param license empty if none is stated
	 * @throws IllegalArgumentException if no file can be called so on every system
	 */
	Arrival(ModelStore store, String name, String source, String license) {
		this.store = store;
		this.name = name.trim();
		this.source = source;
		this.license = license;
		if (!PathText.isName(this.name) || this.name.endsWith("."))
			throw new IllegalArgumentException("A model can have a name that a file can have on every system, and not \"" + name +
				"\"; name another one.");
	}

	/**
	 * Returns if nothing else is called so yet.
	 *
	 * @param size of the file that is to come; -1 for a folder, or if it is not known
	 * @throws IOException if something is; the message says what to do
	 */
	void requireFree(boolean folder, long size) throws IOException {
		for (String shelf : folder ? List.of("") : SHELVES) {
			Path place = store.place(shelf + name + (folder ? "" : ENDING));
			if (Files.exists(place) && (folder || size < 0 || Files.size(place) != size)) throw taken(place);
		}
	}

	/**
	 * Puts a file or folder in its place and writes down what is known of it.
	 *
	 * @param complete is moved
	 * @param items the files, as far as they are known; hashes that are missing are computed
	 * @return the place
	 * @throws IOException if it is nothing that can be used, or something else is called so; it stays where it is then
	 */
	Path put(Path complete, List<Item> items, Cancellation cancellation) throws IOException {
		ModelCard card = ModelCard.of(complete);
		if (!card.isUsable() && !card.lacksVae()) throw new IOException(name + " was not added: " + card.verdict().replace(
			complete.toString(), "it"));
		List<Item> known = new ArrayList<>();
		for (Item item : items)
			known.add(item.sha256.isEmpty() ? new Item(item.name, item.url, Files.size(item.file(complete)), Sha256.of(item
				.file(complete), cancellation)) : item);
		String path = path(complete);
		Path place = store.place(path);
		try {
			store.put(complete, place);
		}
		catch (FileAlreadyExistsException e) {
			if (!isSame(place, known, cancellation)) throw taken(place);
		}
		String stated = license.isEmpty() ? card.license() : license;
		store.write(ModelRecord.of(path, source, stated, known));
		return place;
	}

	// -- Helper methods --

	private String path(Path complete) throws IOException {
		if (Files.isDirectory(complete)) return name;
		Contents contents = Contents.of(complete);
		return (contents.isLora() ? SHELVES.get(1) : contents.isVae() ? SHELVES.get(2) : SHELVES.get(0)) + name + ENDING;
	}

	private static boolean isSame(Path place, List<Item> items, Cancellation cancellation) throws IOException {
		for (Item item : items)
			if (!Files.isRegularFile(item.file(place)) || !Sha256.of(item.file(place), cancellation).equals(item.sha256))
				return false;
		return true;
	}

	private IOException taken(Path place) {
		return new IOException("There is another " + name + " at " + place + " already; remove it, or name the new one otherwise.");
	}
}
