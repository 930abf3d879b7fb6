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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The smallest files that pass for native libraries. */
final class NativeBytes {

	/** The length of all of them. */
	static final int LENGTH = 1024;

	private NativeBytes() {}

	/** A library for a platform. */
	static byte[] of(NativePlatform platform) {
		switch (platform) {
			case LINUX_X64:
				return elf(62);
			case LINUX_AARCH64:
				return elf(183);
			case WIN_X64:
				return pe(0x8664);
			case WIN_ARM64:
				return pe(0xaa64);
			case OSX_X64:
				return macho(0x01000007);
			default:
				return macho(0x0100000c);
		}
	}

	/** A Mach-O file for both of Apple's processors. */
	static byte[] universal() {
		ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
		bytes.putInt(0, 0xcafebabe).putInt(4, 2);
		bytes.putInt(8, 0x01000007).putInt(16, 64).putInt(20, 400);
		bytes.putInt(28, 0x0100000c).putInt(36, 464).putInt(40, LENGTH - 464);
		return bytes.array();
	}

	private static byte[] elf(int machine) {
		ByteBuffer bytes = buffer();
		bytes.putInt(0, 0x464c457f).put(4, (byte) 2).put(5, (byte) 1).putShort(18, (short) machine);
		// NB: three sections of 64 bytes at the end.
		bytes.putLong(40, LENGTH - 192).putShort(58, (short) 64).putShort(60, (short) 3);
		return bytes.array();
	}

	private static byte[] pe(int machine) {
		ByteBuffer bytes = buffer();
		bytes.putShort(0, (short) 0x5a4d).putInt(60, 128).putInt(128, 0x4550).putShort(132, (short) machine);
		bytes.putShort(134, (short) 1).putShort(148, (short) 240);
		int section = 128 + 24 + 240;
		bytes.putInt(section + 16, LENGTH - 512).putInt(section + 20, 512);
		return bytes.array();
	}

	private static byte[] macho(int processor) {
		ByteBuffer bytes = buffer();
		bytes.putInt(0, 0xfeedfacf).putInt(4, processor).putInt(16, 1);
		bytes.putInt(32, 0x19).putInt(36, 72).putLong(72, 0).putLong(80, LENGTH);
		return bytes.array();
	}

	private static ByteBuffer buffer() {
		return ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
	}
}
