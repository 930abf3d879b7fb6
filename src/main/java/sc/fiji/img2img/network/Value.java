package sc.fiji.img2img.network;

/**
 * What an operation makes: an image of [batch, channels, height, width], tokens of [batch, length, channels], or rows of
 * [batch, channels].
 */
final class Value {

	private final String name;

	private final int channels;

	Value(String name, int channels) {
		this.name = name;
		this.channels = channels;
	}

	/** What the graph calls it. */
	String name() {
		return name;
	}

	int channels() {
		return channels;
	}
}
