package sc.fiji.img2img.text;

/**
 * How byte-level vocabularies write bytes: as the printable Latin-1 character where there is one, the other 68 bytes as
 * the characters from U+0100 on, in the order of the bytes (GPT-2's convention).
 */
final class ByteAlphabet {

	private static final char[] CHARACTERS = characters();

	private ByteAlphabet() {
		// functions only
	}

	/** The character that stands for a byte, given as 0 to 255. */
	static char character(int value) {
		return CHARACTERS[value];
	}

	private static char[] characters() {
		char[] characters = new char[256];
		char next = 0x100;
		for (int value = 0; value < characters.length; value++) {
			characters[value] = isPrintable(value) ? (char) value : next++;
		}
		return characters;
	}

	private static boolean isPrintable(int value) {
		return value >= '!' && value <= '~' || value >= 0xa1 && value <= 0xac || value >= 0xae;
	}
}
