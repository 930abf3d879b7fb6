package sc.fiji.img2img.image;

import java.util.Locale;

/** Whether the changed area is given the mean and the spread that its colours had. */
public enum ColorMatching {

	/** Where it helps and changes no data: for selections in RGB images. */
	AUTO,

	/** Always. */
	ON,

	/** Never. */
	OFF;

	/**
	 * Whether it is done.
	 *
	 * @param automatic whether it would help
	 */
	public boolean isDone(boolean automatic) {
		return this == ON || this == AUTO && automatic;
	}

	/** The name in settings. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
