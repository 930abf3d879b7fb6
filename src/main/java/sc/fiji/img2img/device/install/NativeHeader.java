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
package sc.fiji.img2img.device.install;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the first bytes of a native library say: the platforms that it is for, and how long it must be.
 * <p>
 * Knows ELF, PE and Mach-O, the latter also with several architectures in one file. Immutable.
 * </p>
 */
final class NativeHeader {

	/** So many bytes of a file are enough. */
	static final int BYTES = 1 << 16;

	private static final int ELF = 0x464c457f;
	private static final int MACHO = 0xfeedfacf;
	private static final int MACHO_FAT = 0xcafebabe;
	private static final int PE = 0x4550;

	/** Java's class files begin as Mach-O's universal files do; what follows is their version, from 45 on. */
	private static final int MOST_ARCHITECTURES = 8;

	private static final int SEGMENT_64 = 0x19;

	private final Set<NativePlatform> platforms = EnumSet.noneOf(NativePlatform.class);

	private long length;

	private NativeHeader() {
		// NB: filled in by what reads it.
	}

	/** Reads a header; one that is of no known kind has no platforms. */
	static NativeHeader of(byte[] head) {
		NativeHeader header = new NativeHeader();
		try {
			header.read(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN));
		}
		catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
			// NB: it ends within its header, so that all of it is not even as long as this.
			header.length = Math.max(header.length, head.length + 1L);
		}
		return header;
	}

	/** The platforms that it is for; none if it is no native library. */
	Set<NativePlatform> platforms() {
		return platforms;
	}

	/** The length in bytes that the file must have at least to be complete. */
	long length() {
		return length;
	}

	// -- Helper methods --

	private void read(ByteBuffer bytes) {
		int magic = bytes.getInt(0);
		if (magic == ELF) readElf(bytes);
		else if ((magic & 0xffff) == 0x5a4d) readPe(bytes);
		else if (magic == MACHO) readMacho(bytes);
		else if (Integer.reverseBytes(magic) == MACHO_FAT) readFat(bytes.duplicate().order(ByteOrder.BIG_ENDIAN));
	}

	/** System V ABI, ELF-64: the table of sections is the last thing in what linkers write. */
	private void readElf(ByteBuffer bytes) {
		boolean wide = bytes.get(4) == 2 && bytes.get(5) == 1;
		if (!wide) return;
		int machine = Short.toUnsignedInt(bytes.getShort(18));
		if (machine == 62) platforms.add(NativePlatform.LINUX_X64);
		if (machine == 183) platforms.add(NativePlatform.LINUX_AARCH64);
		long sections = bytes.getLong(40);
		length = sections + (long) Short.toUnsignedInt(bytes.getShort(58)) * Short.toUnsignedInt(bytes.getShort(60));
	}

	/** Microsoft's PE format: each section says where in the file it lies. */
	private void readPe(ByteBuffer bytes) {
		int start = bytes.getInt(60);
		if (bytes.getInt(start) != PE) return;
		int machine = Short.toUnsignedInt(bytes.getShort(start + 4));
		if (machine == 0x8664) platforms.add(NativePlatform.WIN_X64);
		if (machine == 0xaa64) platforms.add(NativePlatform.WIN_ARM64);
		int count = Short.toUnsignedInt(bytes.getShort(start + 6));
		int table = start + 24 + Short.toUnsignedInt(bytes.getShort(start + 20));
		for (int i = 0; i < count; i++) {
			long size = Integer.toUnsignedLong(bytes.getInt(table + 40 * i + 16));
			length = Math.max(length, Integer.toUnsignedLong(bytes.getInt(table + 40 * i + 20)) + size);
		}
	}

	/** Apple's Mach-O format: the load commands for segments say where in the file these lie. */
	private void readMacho(ByteBuffer bytes) {
		addMacho(bytes.getInt(4));
		int count = bytes.getInt(16);
		int position = 32;
		for (int i = 0; i < count; i++) {
			if (bytes.getInt(position) == SEGMENT_64) length = Math.max(length, bytes.getLong(position + 40) + bytes.getLong(
				position + 48));
			int size = bytes.getInt(position + 4);
			if (size <= 0) return;
			position += size;
		}
	}

	private void readFat(ByteBuffer bytes) {
		int count = bytes.getInt(4);
		if (count < 1 || count > MOST_ARCHITECTURES) return;
		for (int i = 0; i < count; i++) {
			addMacho(bytes.getInt(8 + 20 * i));
			length = Math.max(length, Integer.toUnsignedLong(bytes.getInt(16 + 20 * i)) + Integer.toUnsignedLong(bytes.getInt(
				20 + 20 * i)));
		}
	}

	private void addMacho(int processor) {
		if (processor == 0x01000007) platforms.add(NativePlatform.OSX_X64);
		if (processor == 0x0100000c) platforms.add(NativePlatform.OSX_AARCH64);
	}
}
