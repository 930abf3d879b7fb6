package sc.fiji.img2img.command;

import ij.IJ;

import java.io.IOException;
import java.nio.file.Path;

import sc.fiji.img2img.model.EmbeddedModel;
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

	/** What stands for the model that is taken where none is named. */
	static String usual() {
		try {
			return "(default: " + finder().open("").name() + ")";
		}
		catch (IOException e) {
			return "(default)";
		}
	}

	/**
	 * The name by which a model is found here, and elsewhere, too; the text itself if there is none.
	 *
	 * @param text its path or its name; empty for the one that is taken where none is named
	 * @return empty for the one that comes with the program, where no other is taken in its stead
	 */
	static String name(String text) {
		try {
			String name = finder().open(text).name();
			return text.isBlank() && name.equals(EmbeddedModel.NAME) ? "" : name;
		}
		catch (IOException e) {
			// NB: what is wrong with it is said where it is used.
			return text;
		}
	}
}
