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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.concurrent.atomic.AtomicInteger;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.util.ConstantUtils;

import org.junit.jupiter.api.Test;

/** Planes of images that may cost something to read. */
class IntervalPicturesTest {

	@Test
	void whatIsSmallIsReadOnce() {
		ArrayImg<UnsignedByteType, ?> pixels = ArrayImgs.unsignedBytes(new byte[] { 1, 2, 3, 4, 5, 6 }, 3, 2);
		AtomicInteger read = new AtomicInteger();
		RandomAccessibleInterval<UnsignedByteType> costly = Converters.convert((RandomAccessibleInterval<UnsignedByteType>) pixels, (
			in, out) -> {
			read.incrementAndGet();
			out.set(in);
		}, new UnsignedByteType());
		Picture picture = picture(costly);
		float[] encoded = picture.encode().data();
		picture.decode(picture.encode());
		assertEquals(6, read.get());
		assertArrayEquals(picture(pixels).encode().data(), encoded);
	}

	@Test
	void arraysAndLargePlanesAreNotCopied() {
		RandomAccessibleInterval<UnsignedByteType> array = ArrayImgs.unsignedBytes(3, 2);
		assertSame(array, picture(array).originals().get(0).pixels());
		RandomAccessibleInterval<UnsignedByteType> large = ConstantUtils.constantRandomAccessibleInterval(new UnsignedByteType(),
			new FinalInterval(2049, 2048));
		assertSame(large, picture(large).originals().get(0).pixels());
	}

	private static Picture picture(RandomAccessibleInterval<UnsignedByteType> image) {
		return new IntervalPictures<>(image, ImageLayout.of(0, 1), true).picture(0);
	}
}
