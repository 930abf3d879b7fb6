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
package sc.fiji.img2img.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.DoubleType;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.TestImages;

/** Images are compared strip by strip as they would be at once. */
class ImageComparisonTest {

	/** More than one strip, and not a whole number of them. */
	private static final int WIDTH = 1100;
	private static final int HEIGHT = 1001;

	@Test
	void greyImages() {
		ByteProcessor one = TestImages.bytes(WIDTH, HEIGHT);
		ByteProcessor other = (ByteProcessor) one.duplicate();
		other.blurGaussian(2);
		ImageComparison comparison = new ImageComparison(new ImagePlus("a", one), Img2ImgSettings.defaults());
		assertEquals(Ssim.of(shares((byte[]) one.getPixels()), shares((byte[]) other.getPixels()), 1), comparison.ssim(
			new ImagePlus("b", other)), 1e-6);
		double sum = 0;
		for (int i = 0; i < WIDTH * HEIGHT; i++)
			sum += Math.abs(one.get(i) - other.get(i)) / 255.0;
		assertEquals(sum / (WIDTH * HEIGHT), comparison.difference(new ImagePlus("b", other)), 1e-6);
	}

	/** NB: the first strip is grey. */
	@Test
	void coloursInPartOfTheImage() {
		ColorProcessor one = TestImages.bytes(WIDTH, HEIGHT).convertToColorProcessor();
		ColorProcessor other = (ColorProcessor) one.duplicate();
		for (int x = 0; x < WIDTH; x++)
			for (int y = HEIGHT - 100; y < HEIGHT; y++)
				other.set(x, y, other.get(x, y) & 0xffff00 | x & 0xff);
		double mean = 0;
		for (int channel = 1; channel <= 3; channel++)
			mean += Ssim.of(shares(one.getChannel(channel)), shares(other.getChannel(channel)), 1) / 3;
		assertEquals(mean, new ImageComparison(new ImagePlus("a", one), Img2ImgSettings.defaults()).ssim(new ImagePlus("b",
			other)), 1e-6);
	}

	private static RandomAccessibleInterval<DoubleType> shares(byte[] pixels) {
		double[] shares = new double[pixels.length];
		for (int i = 0; i < shares.length; i++)
			shares[i] = (pixels[i] & 0xff) / 255.0;
		return ArrayImgs.doubles(shares, WIDTH, HEIGHT);
	}
}
