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
import java.util.zip.CRC32;

import javax.imageio.stream.ImageInputStream;

/** PNG: an uncompressed iTXt chunk of its own keyword, behind the header. Immutable. */
final class PngXmp implements XmpPlace {

	private static final byte[] SIGNATURE = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

	/** The keyword, no compression, and neither language nor translation. */
	private static final byte[] HEAD = "XML:com.adobe.xmp\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

	private static final byte[] TYPE = "iTXt".getBytes(StandardCharsets.ISO_8859_1);

	/** Signature and header chunk. */
	private static final int FIRST = 33;

	/** A chunk's length, type and checksum. */
	private static final int AROUND = 12;

	@Override
	public boolean isOf(byte[] beginning) {
		return beginning.length >= SIGNATURE.length && Arrays.equals(beginning, 0, SIGNATURE.length, SIGNATURE, 0,
			SIGNATURE.length);
	}

	@Override
	public int capacity() {
		return LONGEST;
	}

	@Override
	public List<ByteBuffer> embed(byte[] file, byte[] packet) {
		ByteBuffer chunk = ByteBuffer.allocate(HEAD.length + packet.length + AROUND);
		chunk.putInt(HEAD.length + packet.length).put(TYPE).put(HEAD).put(packet);
		CRC32 checksum = new CRC32();
		checksum.update(chunk.array(), 4, chunk.position() - 4);
		chunk.putInt((int) checksum.getValue()).flip();
		return List.of(ByteBuffer.wrap(file, 0, FIRST), chunk, ByteBuffer.wrap(file, FIRST, file.length - FIRST));
	}

	@Override
	public Optional<byte[]> read(ImageInputStream in) throws IOException {
		in.setByteOrder(ByteOrder.BIG_ENDIAN);
		for (long place = SIGNATURE.length; place + AROUND <= in.length();) {
			in.seek(place);
			long length = in.readUnsignedInt();
			byte[] type = new byte[TYPE.length];
			in.readFully(type);
			if (Arrays.equals(type, TYPE) && length >= HEAD.length && length <= LONGEST) {
				byte[] content = new byte[(int) length];
				in.readFully(content);
				if (Arrays.equals(content, 0, HEAD.length, HEAD, 0, HEAD.length)) return Optional.of(Arrays.copyOfRange(content,
					HEAD.length, content.length));
			}
			place += length + AROUND;
		}
		return Optional.empty();
	}
}
