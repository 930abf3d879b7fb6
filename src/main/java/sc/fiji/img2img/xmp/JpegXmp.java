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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import javax.imageio.stream.ImageInputStream;

/** JPEG: an APP1 segment of its own name, behind JFIF's. Immutable. */
final class JpegXmp implements XmpPlace {

	private static final byte[] NAME = "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.ISO_8859_1);

	private static final int MARKER = 0xff;
	private static final int START = 0xd8;
	private static final int JFIF = 0xe0;
	private static final int APP1 = 0xe1;
	private static final int SCAN = 0xda;

	/** A segment's length counts its own two bytes. */
	private static final int LONGEST_SEGMENT = 0xffff - 2;

	@Override
	public boolean isOf(byte[] beginning) {
		return beginning.length >= 3 && (beginning[0] & 0xff) == MARKER && (beginning[1] & 0xff) == START &&
			(beginning[2] & 0xff) == MARKER;
	}

	@Override
	public int capacity() {
		return LONGEST_SEGMENT - NAME.length;
	}

	@Override
	public List<ByteBuffer> embed(byte[] file, byte[] packet) {
		int first = 2;
		if ((file[3] & 0xff) == JFIF) first += 2 + (file[4] & 0xff) * 256 + (file[5] & 0xff);
		ByteBuffer segment = ByteBuffer.allocate(4 + NAME.length + packet.length);
		segment.put((byte) MARKER).put((byte) APP1).putShort((short) (2 + NAME.length + packet.length)).put(NAME).put(packet)
			.flip();
		return List.of(ByteBuffer.wrap(file, 0, first), segment, ByteBuffer.wrap(file, first, file.length - first));
	}

	@Override
	public Optional<byte[]> read(ImageInputStream in) throws IOException {
		in.setByteOrder(ByteOrder.BIG_ENDIAN);
		in.seek(2);
		while (in.read() == MARKER) {
			int kind = in.read();
			if (kind == MARKER) {
				// NB: any number of these may stand before a segment.
				in.seek(in.getStreamPosition() - 1);
				continue;
			}
			if (kind == SCAN || kind < 0) break;
			int length = in.readUnsignedShort() - 2;
			long end = in.getStreamPosition() + length;
			if (kind == APP1 && length >= NAME.length) {
				byte[] content = new byte[length];
				in.readFully(content);
				if (Arrays.equals(content, 0, NAME.length, NAME, 0, NAME.length)) return Optional.of(Arrays.copyOfRange(content,
					NAME.length, length));
			}
			in.seek(end);
		}
		return Optional.empty();
	}
}
