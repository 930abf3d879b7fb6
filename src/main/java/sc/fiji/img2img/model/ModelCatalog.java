package sc.fiji.img2img.model;

import java.io.IOException;
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
 * The models that lie in some folders: their directories with a model_index.json, at most two levels down.
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
		return models.stream().map(model -> model.getFileName().toString()).distinct().collect(Collectors.toList());
	}

	/** The first model whose directory has that name, upper and lower case being the same. */
	public Optional<Path> find(String name) {
		return models.stream().filter(model -> model.getFileName().toString().equalsIgnoreCase(name)).findFirst();
	}

	private static List<Path> find(Path folder) {
		if (!Files.isDirectory(folder)) return List.of();
		try (Stream<Path> walk = Files.find(folder, DEPTH, (path, attributes) -> attributes.isDirectory() && Files
			.isRegularFile(path.resolve("model_index.json"))))
		{
			return walk.sorted().collect(Collectors.toList());
		}
		catch (IOException | java.io.UncheckedIOException e) {
			return List.of();
		}
	}
}
