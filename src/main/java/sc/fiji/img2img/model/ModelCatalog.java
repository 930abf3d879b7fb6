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
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The models that lie in some folders: directories with a model_index.json, and checkpoints as single files, at most two
 * levels down.
 * <p>
 * Immutable; looks once.
 * </p>
 */
public final class ModelCatalog {

	private static final int DEPTH = 2;

	private final List<Path> models;

	private ModelCatalog(List<Path> models) {
		this.models = List.copyOf(models);
	}

	/** Looks into folders; those that do not exist or may not be read have no models. */
	public static ModelCatalog of(List<Path> folders) {
		Set<Path> models = new LinkedHashSet<>();
		for (Path folder : folders)
			models.addAll(find(folder));
		return new ModelCatalog(new ArrayList<>(models));
	}

	/** All models, folder by folder, by name. */
	public List<Path> models() {
		return models;
	}

	/** The names to choose from. */
	public List<String> names() {
		return models.stream().map(model -> CheckpointModel.shortName(model)).distinct().collect(Collectors.toList());
	}

	/** The first model of that name, of a file with or without its ending, upper and lower case being the same. */
	public Optional<Path> find(String name) {
		return models.stream().filter(model -> CheckpointModel.shortName(model).equalsIgnoreCase(name) || model.getFileName()
			.toString().equalsIgnoreCase(name)).findFirst();
	}

	private static List<Path> find(Path folder) {
		if (!Files.isDirectory(folder)) return List.of();
		try (Stream<Path> walk = Files.find(folder, DEPTH, (path, attributes) -> Files.isRegularFile(path
			.resolve("model_index.json")) || CheckpointModel.isWholeFile(path), FileVisitOption.FOLLOW_LINKS))
		{
			return walk.sorted().collect(Collectors.toList());
		}
		catch (IOException | UncheckedIOException e) {
			return List.of();
		}
	}
}
