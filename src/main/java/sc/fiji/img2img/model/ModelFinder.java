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
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.io.PathText;

/**
 * Finds the model that is meant.
 * <p>
 * Models are looked for in {@link ModelFolders}. Where no model is named, img2img.model or IMG2IMG_MODEL name it; otherwise
 * it is the {@link EmbeddedModel}. Immutable; looks once.
 * </p>
 */
public final class ModelFinder {

	private final ModelFolders folders;

	private final ModelCatalog catalog;

	private ModelFinder(ModelFolders folders) {
		this.folders = folders;
		catalog = ModelCatalog.of(folders.all());
	}

	/**
	 * A finder.
	 *
	 * @param more folders to look into, besides those that the user configured
	 */
	public static ModelFinder of(Path... more) {
		return of(ModelFolders.of(more));
	}

	/** A finder that looks into some folders. */
	public static ModelFinder of(ModelFolders folders) {
		return new ModelFinder(folders);
	}

	/** The names that {@link #find} knows, the one that came with the program first. */
	public List<String> names() {
		Set<String> names = new LinkedHashSet<>();
		if (EmbeddedModel.exists()) names.add(EmbeddedModel.NAME);
		names.addAll(catalog.names());
		return new ArrayList<>(names);
	}

	/**
	 * The place of a model.
	 *
	 * @param name one of {@link #names()}, a path, or nothing
	 * @throws IOException if there is none; the message says where one would be found
	 */
	public Path find(String name) throws IOException {
		String wanted = name.isBlank() ? ModelFolders.configured("img2img.model", "IMG2IMG_MODEL").trim() : name.trim();
		if (wanted.isEmpty()) return first();
		// NB: a name means the same model whatever the working directory holds.
		if (isEmbedded(wanted)) return EmbeddedModel.directory();
		Optional<Path> found = catalog.find(wanted);
		if (found.isPresent()) return found.get();
		Path path = PathText.read(wanted);
		if (Files.isDirectory(path) || CheckpointModel.is(path)) return path;
		refuseFile(wanted);
		throw new IOException("model should be a model's directory, a .safetensors file or the name of one that is found (" +
			(names().isEmpty() ? "none is here" : String.join(", ", names())) + "), but there is no model \"" + Excerpt.of(
				wanted) + "\".");
	}

	/**
	 * Looks at a model, which knows then what it is called here: by its name if it is found by that, by its path if not.
	 *
	 * @param name as for {@link #find}
	 * @throws IOException if there is none, or it is none that can be run; the message says why
	 */
	public Model open(String name) throws IOException {
		Path path = find(name);
		String shortName = CheckpointModel.shortName(path);
		boolean named = isFoundAs(shortName, path);
		String given = named ? shortName : path.toAbsolutePath().toString();
		if (CheckpointModel.is(path)) return CheckpointModel.open(path, given, folders);
		return ModelDirectory.open(path, EmbeddedModel.isAt(path) ? EmbeddedModel.NAME : given, folders);
	}

	/**
	 * As {@link #open(String)}, with another VAE.
	 *
	 * @param vae the path of a file or folder, or its name in a folder of models; empty for the model's own
	 */
	public Model open(String name, String vae) throws IOException {
		Model model = open(name);
		return vae.isBlank() ? model : model.withVae(folders.vae(vae));
	}

	/**
	 * Whether a text means a model that is found without being told where: nothing, a name, or the path of one in the
	 * folders. Looks at no other place.
	 */
	public boolean isFound(String name) {
		String wanted = name.trim();
		if (wanted.isEmpty() || isEmbedded(wanted) || catalog.find(wanted).isPresent()) return true;
		try {
			Path path = Path.of(wanted).toAbsolutePath().normalize();
			return catalog.models().stream().anyMatch(model -> model.toAbsolutePath().normalize().equals(path));
		}
		catch (InvalidPathException e) {
			return false;
		}
	}

	// -- Helper methods --

	private static void refuseFile(String path) throws IOException {
		try {
			Path file = Path.of(path);
			if (Files.isRegularFile(file)) throw new IOException("model should be a model's directory or a .safetensors file, " +
				"but " + file + " is a file" +
				(TorchFile.is(file) ? " with weights for PyTorch; " + TorchFile.EXPORT : "."));
		}
		catch (InvalidPathException e) {
			// NB: not even a path.
		}
	}

	private boolean isFoundAs(String name, Path directory) throws IOException {
		Optional<Path> found = isEmbedded(name) ? Optional.empty() : catalog.find(name);
		return found.isPresent() && Files.isSameFile(found.get(), directory);
	}

	private static boolean isEmbedded(String name) {
		return name.equalsIgnoreCase(EmbeddedModel.NAME) && EmbeddedModel.exists();
	}

	private Path first() throws IOException {
		if (EmbeddedModel.exists()) return EmbeddedModel.directory();
		if (!catalog.models().isEmpty()) return catalog.models().get(0);
		throw new IOException("There is no model. Put one (a .safetensors file, or a directory with model_index.json) into the " +
			"folder \"models\" below ImageJ's, or give its path as model.");
	}
}
