package sc.fiji.img2img.image;

import java.util.List;

import sc.fiji.img2img.tensor.Tensor;

/** What goes through a model at once: one plane of an image, or the channels that are seen together in one colour image. */
public interface Picture {

	/** The planes as they are; not to be changed. */
	List<Plane> originals();

	/** The pixels as models take them: [1, 3, H, W] in -1 to 1. */
	default Tensor encode() {
		return encode(originals());
	}

	/**
	 * Other planes as models would take them in the place of the originals: with the originals' value ranges and colours.
	 *
	 * @param others of the originals' type and size, one for each
	 * @return [1, 3, H, W] in -1 to 1
	 */
	Tensor encode(List<Plane> others);

	/**
	 * New planes of the originals' type, size and value range.
	 *
	 * @param image [1, 3, H, W] of the picture's size; clipped to -1 to 1
	 * @return one plane for each original
	 */
	List<Plane> decode(Tensor image);
}
