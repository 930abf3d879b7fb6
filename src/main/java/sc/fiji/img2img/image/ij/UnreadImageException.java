package sc.fiji.img2img.image.ij;

import java.io.IOException;
import java.nio.file.Path;

import sc.fiji.img2img.image.PixelLimit;

/** An image file is whole, but of a kind or a size that is not read. */
final class UnreadImageException extends IOException {

	private static final long serialVersionUID = 1L;

	private UnreadImageException(String message) {
		super(message);
	}

	/** @param kind with its article, as in "a tiled TIFF" */
	static UnreadImageException ofKind(Path file, String kind) {
		return new UnreadImageException("The file " + file + " is " + kind + ", which is not read. Open it in Fiji (File > " +
			"Import > Bio-Formats) and save it as TIFF, or convert it to PNG.");
	}

	/** @param limit says in a sentence what is too large */
	static UnreadImageException ofSize(Path file, PixelLimit.Exceeded limit) {
		return new UnreadImageException("The file " + file + " is too large. " + limit.getMessage());
	}
}
