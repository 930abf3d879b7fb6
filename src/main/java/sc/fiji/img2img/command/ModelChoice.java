package sc.fiji.img2img.command;

import ij.IJ;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.model.ModelCatalog;

/**
 * Finds the model that is meant.
 * <p>
 * Models are looked for in the folders of the system property img2img.models or the environment variable IMG2IMG_MODELS,
 * and in the folder models below ImageJ's. Where no model is named, img2img.model or IMG2IMG_MODEL name it; otherwise it
 * is the first that is found.
 * </p>
 */
final class ModelChoice {

	private ModelChoice() {
		// NB: one question.
	}

	/** The models that are found here. */
	static ModelCatalog catalog() {
		List<Path> folders = new ArrayList<>();
		for (String folder : configured("img2img.models", "IMG2IMG_MODELS").split(File.pathSeparator))
			if (!folder.isBlank()) folders.add(Path.of(folder.trim()));
		String imagej = IJ.getDirectory("imagej");
		if (imagej != null) folders.add(Path.of(imagej, "models"));
		return ModelCatalog.of(folders);
	}

	/**
	 * The directory of a model.
	 *
	 * @param name its path, the name of one that is found, or nothing
	 * @throws IOException if there is none; the message says where one would be found
	 */
	static Path find(String name) throws IOException {
		String wanted = name.isBlank() ? configured("img2img.model", "IMG2IMG_MODEL").trim() : name.trim();
		ModelCatalog catalog = catalog();
		if (!wanted.isEmpty()) {
			if (isDirectory(wanted)) return Path.of(wanted);
			return catalog.find(wanted).orElseThrow(() -> new IOException("model should be a model's directory or one of " +
				catalog.names() + ", but is \"" + wanted + "\"."));
		}
		if (catalog.models().isEmpty()) throw new IOException("There is no model. Put one (a directory with " +
			"model_index.json and ONNX files) into the folder \"models\" below ImageJ's, or give its directory as model.");
		return catalog.models().get(0);
	}

	private static boolean isDirectory(String path) {
		try {
			return Files.isDirectory(Path.of(path));
		}
		catch (InvalidPathException e) {
			return false;
		}
	}

	private static String configured(String property, String variable) {
		String value = System.getProperty(property);
		if (value == null) value = System.getenv(variable);
		return value == null ? "" : value;
	}
}
