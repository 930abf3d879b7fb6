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
package sc.fiji.img2img.image;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** A mask as a short text, so that an image's Info can say where it was allowed to change: a bit a pixel, deflated, in base 64. */
public final class MaskText {

	private MaskText() {
		// NB: there and back.
	}

	/** The text of a mask. */
	public static String write(Mask mask) {
		BitSet inside = new BitSet();
		for (int i = 0; i < mask.width() * mask.height(); i++)
			inside.set(i, mask.contains(i));
		Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
		deflater.setInput(inside.toByteArray());
		deflater.finish();
		ByteArrayOutputStream deflated = new ByteArrayOutputStream();
		byte[] part = new byte[1024];
		while (!deflater.finished())
			deflated.write(part, 0, deflater.deflate(part));
		deflater.end();
		return Base64.getEncoder().withoutPadding().encodeToString(deflated.toByteArray());
	}

	/**
	 * The mask of a text.
	 *
	 * @throws IllegalArgumentException if the text is damaged, or of a mask of another size
	 */
	public static Mask read(String text, int width, int height) {
		// NB: a byte more than there can be, to notice masks of larger images.
		byte[] bits = new byte[(int) (((long) width * height + 7) / 8) + 1];
		int length = inflate(text, bits);
		BitSet inside = BitSet.valueOf(Arrays.copyOf(bits, length));
		if (inside.length() > width * height) throw damaged();
		boolean[] pixels = new boolean[width * height];
		inside.stream().forEach(i -> pixels[i] = true);
		return Mask.of(pixels, width, height);
	}

	private static int inflate(String text, byte[] bits) {
		Inflater inflater = new Inflater();
		try {
			inflater.setInput(Base64.getDecoder().decode(text.trim()));
			int length = inflater.inflate(bits);
			if (!inflater.finished()) throw damaged();
			return length;
		}
		catch (DataFormatException | IllegalArgumentException e) {
			// NB: base 64, too, is refused with an IllegalArgumentException.
			throw damaged();
		}
		finally {
			inflater.end();
		}
	}

	private static IllegalArgumentException damaged() {
		return new IllegalArgumentException("The mask in the image's Info is damaged, or of an image of another size.");
	}
}
