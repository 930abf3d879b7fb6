package sc.fiji.img2img.command;

import ij.IJ;

import java.nio.file.Path;

import sc.fiji.img2img.model.ModelFinder;

/** Where commands look for models: in the folder models below ImageJ's, too. */
final class ModelChoice {

	private ModelChoice() {
		// NB: one question.
	}

	/** Looks now. */
	static ModelFinder finder() {
		String imagej = IJ.getDirectory("imagej");
		return imagej == null ? ModelFinder.of() : ModelFinder.of(Path.of(imagej, "models"));
	}
}
