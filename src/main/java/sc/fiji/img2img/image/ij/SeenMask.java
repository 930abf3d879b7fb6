package sc.fiji.img2img.image.ij;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import sc.fiji.img2img.image.Mask;
import sc.fiji.img2img.image.Plane;
import sc.fiji.img2img.image.WhiteAreas;

/**
 * Says where an image may change, from a mask of any kind, as it is seen: under its lookup table and displayed range, what is
 * white is inside and what is black is outside.
 * <p>
 * Where there is nothing white, or nothing else, what is brighter is inside, and of two colours the brighter one. In images
 * of labels all labels are inside.
 * </p>
 */
public final class SeenMask {

	private SeenMask() {
		// NB: the result is an image.
	}

	/** A mask as {@link #of(ImageProcessor)} gives it, of what an image displays. */
	public static ByteProcessor of(ImagePlus mask) {
		ImagePlus shown = ShownPictures.displayed(mask);
		return of(shown.isComposite() ? new ColorProcessor(shown.getImage()) : shown.getProcessor());
	}

	/**
	 * A mask of any type in black and white.
	 *
	 * @param mask not changed; NaN is outside
	 * @return a new image, 255 inside and 0 outside
	 * @throws IllegalArgumentException if nothing is inside
	 */
	public static ByteProcessor of(ImageProcessor mask) {
		return Processors.of(mask(mask));
	}

	/** The same as the pixels that are inside. */
	public static Mask mask(ImageProcessor mask) {
		Plane plane = Processors.plane(mask);
		Mask inside = WhiteAreas.of(plane, plane.isColour() ? plane : Processors.plane(ColorTable.drawn(mask)), !plane
			.isColour() && mask.isInvertedLut());
		if (!inside.isEmpty()) return inside;
		throw new IllegalArgumentException("The mask shows nothing white: it is black, or has one value, all over. Make it " +
			"white where the image is to change.");
	}
}
