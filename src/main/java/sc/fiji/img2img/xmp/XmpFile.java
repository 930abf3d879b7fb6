/*-
 * #%L
 * Image to image with latent diffusion models, for ImageJ and Fiji.
 * %%
 * Copyright (C) 2026 Img2Img developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
package sc.fiji.img2img.xmp;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/** Puts XMP packets into image files, and finds them there: PNG, JPEG and TIFF. */
public final class XmpFile {

	private static final List<XmpPlace> PLACES = List.of(new PngXmp(), new JpegXmp(), new TiffXmp());

	private static final int BEGINNING = 16;

	private XmpFile() {
		// NB: packets in, packets out.
	}

	/**
	 * How long a packet may be, in bytes.
	 *
	 * @param file the image file that it is for
	 * @return 0 if files of its format have none
	 */
	public static int capacity(byte[] file) {
		return place(file).map(XmpPlace::capacity).orElse(0);
	}

	/**
	 * A file with a packet in it, whose pixels are the same.
	 *
	 * @param file an image as it was encoded, without a packet; not changed
	 * @param packet within the {@link #capacity}
	 * @return the pieces of the new file, one behind the other, which share the bytes of the old one
	 */
	public static List<ByteBuffer> embed(byte[] file, String packet) {
		byte[] bytes = packet.getBytes(StandardCharsets.UTF_8);
		return place(file).map(place -> place.embed(file, bytes)).orElseGet(() -> List.of(ByteBuffer.wrap(file)));
	}

	/**
	 * The packet of a file.
	 *
	 * @return empty if it has none, is damaged, or of a format that has none
	 * @throws IOException if it cannot be read
	 */
	public static Optional<String> read(Path file) throws IOException {
		try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
			byte[] beginning = new byte[(int) Math.min(BEGINNING, in.length())];
			in.readFully(beginning);
			Optional<XmpPlace> place = place(beginning);
			if (place.isEmpty()) return Optional.empty();
			return place.get().read(in).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
		}
		catch (EOFException | IndexOutOfBoundsException e) {
			return Optional.empty();
		}
	}

	private static Optional<XmpPlace> place(byte[] file) {
		byte[] beginning = Arrays.copyOf(file, Math.min(file.length, BEGINNING));
		return PLACES.stream().filter(place -> place.isOf(beginning)).findFirst();
	}
}
