package sc.fiji.img2img.grid;

import java.awt.Color;

/**
 * Colours of lines that people with any colour vision tell apart.
 * <p>
 * Amounts take them in order from viridis (van der Walt and Smith 2015) without its light end, names from the eight of Okabe
 * and Ito 2008.
 * </p>
 */
final class Palette {

	private static final int[] VIRIDIS = { 0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58,
		0xb5de2b };

	private static final int[] OKABE_ITO = { 0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0x000000 };

	private Palette() {
		// NB: colours only.
	}

	/** The colour of a value of an axis. */
	static Color of(Axis axis, int index) {
		if (!axis.isNumeric() && axis.size() <= OKABE_ITO.length) return new Color(OKABE_ITO[index]);
		double place = axis.size() == 1 ? 0 : (VIRIDIS.length - 1.5) * index / (axis.size() - 1);
		int lower = (int) place;
		return mix(new Color(VIRIDIS[lower]), new Color(VIRIDIS[lower + 1]), place - lower);
	}

	private static Color mix(Color first, Color second, double share) {
		return new Color(mix(first.getRed(), second.getRed(), share), mix(first.getGreen(), second.getGreen(), share), mix(first
			.getBlue(), second.getBlue(), share));
	}

	private static int mix(int first, int second, double share) {
		return (int) Math.round(first + share * (second - first));
	}
}
