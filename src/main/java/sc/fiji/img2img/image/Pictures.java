package sc.fiji.img2img.image;

import java.util.List;
import java.util.Map;

/**
 * An image as the pictures that go through a model one after the other, and what their results become.
 *
 * @param <I> the kind of image
 */
public interface Pictures<I> {

	/** How many pictures there are. */
	int size();

	/** Of each picture, in pixels. */
	int width();

	/** Of each picture, in pixels. */
	int height();

	/** One of the pictures, from 0. */
	Picture picture(int index);

	/** What the image is called. */
	String title();

	/** The channel, slice and frame, from 1, that are run; empty if all are. */
	int[] position();

	/**
	 * Returns if results can become an image.
	 *
	 * @param variations how many there are of each
	 * @param raw whether they are colours, whatever the image's type is
	 * @throws IllegalArgumentException if they cannot; the message says why
	 */
	void check(int variations, boolean raw);

	/**
	 * The image that results become.
	 *
	 * @param variations for each variation one result for each plane, in the pictures' order; or one of colours for each
	 *          picture
	 * @param labels one for each variation; null to keep the slices' own
	 * @param info what the results were made with
	 */
	I assemble(List<List<Plane>> variations, List<String> labels, Map<String, String> info);
}
