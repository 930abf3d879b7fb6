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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.io.ByteCount;
import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.io.TextTable;
import sc.fiji.img2img.model.EmbeddedModel;
import sc.fiji.img2img.model.ModelFolders;
import sc.fiji.img2img.model.checkpoint.Checkpoint;
import sc.fiji.img2img.model.checkpoint.Contents;

/**
 * What lies in the folders of models: those that can be run, and what belongs to them or is there by mistake. Looks anew
 * each time it is asked. Immutable and thread-safe.
 */
public final class ModelLibrary {

	/** How deep folders lie in one another. */
	private static final int DEPTH = 3;

	private static final Set<String> ENDINGS = Set.of("safetensors", "ckpt", "pt", "pth", "bin", "gguf");

	private final ModelFolders folders;

	private ModelLibrary(ModelFolders folders) {
		this.folders = folders;
	}

	/** The library of some folders, and of the model that comes with the program. */
	public static ModelLibrary of(ModelFolders folders) {
		return new ModelLibrary(folders);
	}

	/** All that is there, folder by folder, by name; that which comes with the program first. */
	public List<LibraryEntry> entries() throws IOException {
		List<LibraryEntry> entries = new ArrayList<>();
		if (EmbeddedModel.exists()) entries.add(LibraryEntry.embedded());
		for (Path path : places())
			entries.add(LibraryEntry.of(path));
		return entries;
	}

	/**
	 * What is called so: by its name with or without its ending, upper and lower case being the same, or by its path.
	 *
	 * @throws IOException if there is nothing of that name; the message says what there is
	 */
	public LibraryEntry find(String name) throws IOException {
		List<LibraryEntry> entries = entries();
		Optional<LibraryEntry> found = entries.stream().filter(entry -> entry.isCalled(name.trim())).findFirst();
		return found.orElseThrow(() -> new IOException("There is no model \"" + Excerpt.of(name) + "\" in the folders of models; " +
			"there are " + entries.stream().map(LibraryEntry::name).collect(Collectors.joining(", ")) + "."));
	}

	/**
	 * What a model or another file is, wherever it is.
	 *
	 * @param name a path, or a name in the folders
	 * @throws IOException if there is nothing of that name
	 */
	public ModelCard card(String name) throws IOException {
		Path path = LibraryEntry.path(name);
		ModelCard card = path != null && Files.exists(path) ? ModelCard.of(path) : find(name).card();
		return card.lacksVae() ? card.withVaes(vaes()) : card;
	}

	/** What the VAEs are called that lie in the folders: their names where they are found by them, or else their paths. */
	public List<String> vaes() {
		return places().stream().filter(ModelLibrary::isVae).map(place -> {
			Path folder = store(place).folder().relativize(place.toAbsolutePath().normalize());
			boolean named = folder.getNameCount() == 1 || folder.getNameCount() == 2 && folder.startsWith(ModelFolders.VAES);
			return named ? LibraryEntry.of(place).name() : place.toString();
		}).collect(Collectors.toList());
	}

	/** The folder that a model lies in, as it is changed. */
	ModelStore store(Path model) {
		Path path = model.toAbsolutePath().normalize();
		for (Path folder : folders.all())
			if (path.startsWith(folder.toAbsolutePath().normalize())) return ModelStore.of(folder);
		throw new IllegalArgumentException(model + " lies in no folder of models.");
	}

	/** The list in columns, and what is kept of downloads. */
	@Override
	public String toString() {
		try {
			TextTable table = TextTable.of("NAME", "KIND", "SIZE", "LICENCE", "WHERE");
			for (LibraryEntry entry : entries()) {
				ModelCard card = entry.card();
				table.add(card.isUsable() ? "" : card.verdict(), entry.name(), card.kindAndBase(), card.size(), license(entry, card), entry
					.where());
			}
			StringBuilder text = new StringBuilder(table.toString());
			for (Path folder : folders.all()) {
				long kept = ModelStore.of(folder).keptBytes();
				if (kept > 0) text.append(ByteCount.text(kept)).append(
					" are kept of downloads that did not end; add the same again to go on, or delete ").append(ModelStore.of(folder)
						.partsPlace()).append(".\n");
			}
			return text.toString();
		}
		catch (IOException e) {
			return e.getMessage() + "\n";
		}
	}

	// -- Helper methods --

	private String license(LibraryEntry entry, ModelCard card) {
		String license = entry.isEmbedded() ? entry.license() : card.license();
		if (license.isEmpty()) license = store(entry.path()).record(entry.path()).map(ModelRecord::license).orElse("");
		return license.isEmpty() ? "not stated" : license;
	}

	private Set<Path> places() {
		Set<Path> places = new LinkedHashSet<>();
		for (Path folder : folders.all())
			look(folder, DEPTH, places);
		return places;
	}

	private static void look(Path folder, int depth, Set<Path> places) {
		if (depth == 0 || !Files.isDirectory(folder)) return;
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.sorted().collect(Collectors.toList())) {
				if (file.getFileName().toString().startsWith(".")) continue;
				if (isModel(file)) places.add(file);
				else look(file, depth - 1, places);
			}
		}
		catch (IOException | UncheckedIOException e) {
			// NB: a folder that may not be read has no models.
		}
	}

	private static boolean isModel(Path path) throws IOException {
		if (Files.isDirectory(path)) return Files.exists(path.resolve("model_index.json")) || Checkpoint.isAt(path);
		String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
		return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
	}

	private static boolean isVae(Path path) {
		try {
			return Contents.of(path).isVae();
		}
		catch (IOException e) {
			return false;
		}
	}
}
