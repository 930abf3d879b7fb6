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
import java.util.List;
import java.util.Optional;

import javax.imageio.stream.ImageInputStream;

/**
 * TIFF: the tag 700 of the first page.
 * <p>
 * A file gets it by a new directory of that page at its end; all else stays where it is. Immutable.
 * </p>
 */
final class TiffXmp implements XmpPlace {

	private static final int TAG = 700;

	private static final int BYTE = 1;
	private static final int UNDEFINED = 7;

	private static final int HEADER = 8;

	/** Tag, type, count, and the value or its place. */
	private static final int ENTRY = 12;

	@Override
	public boolean isOf(byte[] beginning) {
		return beginning.length >= HEADER && (beginning[0] == 'I' && beginning[1] == 'I' && beginning[2] == 42 &&
			beginning[3] == 0 || beginning[0] == 'M' && beginning[1] == 'M' && beginning[2] == 0 && beginning[3] == 42);
	}

	@Override
	public int capacity() {
		return LONGEST;
	}

	@Override
	public List<ByteBuffer> embed(byte[] file, byte[] packet) {
		ByteBuffer old = ByteBuffer.wrap(file).order(order(file[0]));
		int directory = old.getInt(4);
		int entries = Short.toUnsignedInt(old.getShort(directory));
		// NB: directories begin at even places.
		int padding = file.length % 2;
		int place = file.length + padding;
		ByteBuffer tail = ByteBuffer.allocate(padding + 2 + (entries + 1) * ENTRY + 4 + packet.length).order(old.order());
		tail.position(padding);
		tail.putShort((short) (entries + 1));
		boolean written = false;
		for (int i = 0; i < entries; i++) {
			int entry = directory + 2 + i * ENTRY;
			if (!written && Short.toUnsignedInt(old.getShort(entry)) > TAG) {
				putEntry(tail, entries, packet.length, place);
				written = true;
			}
			tail.put(file, entry, ENTRY);
		}
		if (!written) putEntry(tail, entries, packet.length, place);
		tail.putInt(old.getInt(directory + 2 + entries * ENTRY)).put(packet).flip();
		ByteBuffer header = ByteBuffer.allocate(HEADER).order(old.order());
		header.put(file, 0, 4).putInt(place).flip();
		return List.of(header, ByteBuffer.wrap(file, HEADER, file.length - HEADER), tail);
	}

	@Override
	public Optional<byte[]> read(ImageInputStream in) throws IOException {
		in.seek(0);
		in.setByteOrder(order((byte) in.read()));
		in.seek(4);
		long directory = in.readUnsignedInt();
		in.seek(directory);
		int entries = in.readUnsignedShort();
		for (int i = 0; i < entries; i++) {
			in.seek(directory + 2 + (long) i * ENTRY);
			if (in.readUnsignedShort() != TAG) continue;
			int type = in.readUnsignedShort();
			long length = in.readUnsignedInt();
			long place = in.readUnsignedInt();
			if (type != BYTE && type != UNDEFINED || length > LONGEST || place + length > in.length()) return Optional.empty();
			byte[] packet = new byte[(int) length];
			in.seek(place);
			in.readFully(packet);
			return Optional.of(packet);
		}
		return Optional.empty();
	}

	private static ByteOrder order(byte first) {
		return first == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
	}

	/** @param place of the new directory, behind which the packet lies */
	private static void putEntry(ByteBuffer tail, int entries, int length, int place) {
		tail.putShort((short) TAG).putShort((short) BYTE).putInt(length).putInt(place + 2 + (entries + 1) * ENTRY + 4);
	}
}
