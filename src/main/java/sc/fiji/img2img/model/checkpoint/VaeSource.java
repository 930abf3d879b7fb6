package sc.fiji.img2img.model.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where an autoencoder of its own comes from: a file, a folder, a model that has one, or the two halves of a TAESD. */
final class VaeSource {

	private static final String ENCODER = "encoder";

	private static final String DECODER = "decoder";

	private VaeSource() {
		// NB: one look.
	}

	/**
	 * Looks at a place.
	 *
	 * @throws IOException if there is no checkpoint there
	 */
	static Layout layout(Path path) throws IOException {
		Layout layout = Layout.of(path);
		Part part = layout.parts().get(Role.VAE);
		if (part == null || !part.isTiny()) return layout;
		boolean encodes = part.weights().hasModule(ENCODER);
		if (encodes && part.weights().hasModule(DECODER)) return layout;
		String name = path.getFileName().toString();
		Path other = path.resolveSibling(encodes ? name.replace(ENCODER, DECODER) : name.replace(DECODER, ENCODER));
		if (!other.equals(path) && Files.isRegularFile(other)) return Layout.of(path, other);
		throw new IOException(path + " is only the " + (encodes ? ENCODER : DECODER) + " of a TAESD; its other half, " + other
			.getFileName() + ", should lie beside it.");
	}

	/**
	 * The autoencoder there.
	 *
	 * @throws IOException if there is none
	 */
	static Part part(Layout layout) throws IOException {
		Part part = layout.parts().get(Role.VAE);
		if (part != null) return part;
		OtherModel.refuse(layout.path(), layout.tensors().keySet());
		throw new IOException("There is no VAE in " + layout.path() + ".");
	}
}
