package sc.fiji.img2img.diffusion.family;

import java.io.IOException;
import java.util.List;

import sc.fiji.img2img.diffusion.Architecture;
import sc.fiji.img2img.model.ModelDirectory;

/** The families that can be run: here, and only here, a new one is entered. */
public final class Architectures {

	private static final List<Family> FAMILIES = List.of(DiffusionTransformer::of, StableDiffusion::of, StableDiffusionXl::of,
		StableDiffusionXlRefiner::of);

	private Architectures() {
		// NB: a list.
	}

	/**
	 * A model as its family knows it.
	 *
	 * @throws IOException if it is of none that can be run, or lacks something; the message says why
	 */
	public static Architecture of(ModelDirectory model) throws IOException {
		for (Family family : FAMILIES) {
			Architecture architecture = family.of(model);
			if (architecture != null) return architecture;
		}
		UnetArchitecture.require(model);
		throw new IOException(model.path() + " is not a model directory: it has no folder " + ModelDirectory.TEXT_ENCODER +
			".");
	}

	/** A family: takes a model, refuses it, or returns null for one that is of another family. */
	@FunctionalInterface
	private interface Family {

		Architecture of(ModelDirectory model) throws IOException;
	}
}
