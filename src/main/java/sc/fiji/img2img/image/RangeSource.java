package sc.fiji.img2img.image;

import java.util.Locale;

/** Where the values come from that are black and white for the model, and for the result. */
public enum RangeSource {

	/** What the image displays as black and white. */
	DISPLAY,

	/** The ends of the type's range; of floating point, the least and the greatest value. */
	FULL;

	/** The name in settings. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
