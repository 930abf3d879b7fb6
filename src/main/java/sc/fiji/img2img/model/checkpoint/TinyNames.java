package sc.fiji.img2img.model.checkpoint;

/** The original code's names of a TAESD's layers, whose decoder counts its first operation, which has no weights. */
final class TinyNames {

	private TinyNames() {
		// NB: one translation.
	}

	/**
	 * A tensor's name as diffusers has it; its own where it has no number.
	 *
	 * @param half encoder or decoder
	 */
	static String of(String half, String name) {
		int end = name.indexOf('.');
		if (end < 0 || !name.substring(0, end).matches("\\d{1,3}")) return name;
		int layer = Integer.parseInt(name.substring(0, end)) - (half.equals("decoder") ? 1 : 0);
		return half + ".layers." + layer + name.substring(end);
	}
}
