package sc.fiji.img2img.xmp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

import javax.imageio.stream.ImageInputStream;

/** Where files of one format keep their XMP packet. Immutable. */
interface XmpPlace {

	/** The longest packet that is read; what is longer is no packet. */
	int LONGEST = 1 << 24;

	/** Whether a file that begins with these bytes is of the format. */
	boolean isOf(byte[] beginning);

	/** The longest packet that fits in. */
	int capacity();

	/**
	 * A file with a packet in it.
	 *
	 * @param file as its encoder made it, without a packet; not changed
	 * @return the pieces of the new file, which share the bytes of the old one
	 */
	List<ByteBuffer> embed(byte[] file, byte[] packet);

	/**
	 * The packet of a file.
	 *
	 * @param in at any place
	 * @throws IOException if the file ends where more should be
	 */
	Optional<byte[]> read(ImageInputStream in) throws IOException;
}
