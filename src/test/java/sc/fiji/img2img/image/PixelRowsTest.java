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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.type.NativeType;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.complex.ComplexFloatType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.LongType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.Unsigned12BitType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.ImgUtil;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.tensor.Tensor;

/** The fast way to the numbers in arrays and the way to those of any layout give the same bits. */
class PixelRowsTest {

	private static final int WIDTH = 37;

	private static final int HEIGHT = 23;

	private final Random random = new Random(3);

	@Test
	void arraysAndOtherLayoutsReadAndWriteTheSame() {
		for (Img<?> plane : new Img<?>[] { random(new UnsignedByteType()), random(new UnsignedShortType()), random(
			new FloatType()), colours() })
			assertSame(plane);
	}

	@Test
	void codecsMatchesAndBlendsDoNotDependOnTheLayout() {
		assertLayoutIsNoMatter(random(new UnsignedByteType()), ValueRange.of(20, 200));
		assertLayoutIsNoMatter(random(new UnsignedShortType()), ValueRange.of(60000, 300));
		assertLayoutIsNoMatter(random(new FloatType()), ValueRange.of(-1000, 1000));
		assertLayoutIsNoMatter(random(new ByteType()), ValueRange.of(-128, 127));
		assertLayoutIsNoMatter(random(new ShortType()), ValueRange.of(-30000, 30000));
		assertLayoutIsNoMatter(random(new IntType()), ValueRange.of(-1e9, 1e9));
		assertLayoutIsNoMatter(random(new UnsignedIntType()), ValueRange.of(0, 4e9));
		assertLayoutIsNoMatter(random(new LongType()), ValueRange.of(-9e18, 9e18));
		assertLayoutIsNoMatter(random(new Unsigned12BitType()), ValueRange.of(0, 4095));
		assertLayoutIsNoMatter(random(new BitType()), ValueRange.of(0, 1));
		assertLayoutIsNoMatter(random(new DoubleType()), ValueRange.of(-1000, 1000));
		assertLayoutIsNoMatter(colours(), null);
	}

	@Test
	void onlyTypesOfImageJHaveAFastWay() {
		assertFalse(ArrayRows.of(random(new FloatType())).isEmpty());
		assertTrue(ArrayRows.of(random(new DoubleType())).isEmpty());
		assertTrue(ArrayRows.of(cells(random(new FloatType()))).isEmpty());
		assertTrue(ArrayRows.of(Views.translate(random(new FloatType()), 1, 1)).isEmpty());
	}

	@Test
	void whatIsNaNStaysBitForBit() {
		long[] odd = { 0, Long.MIN_VALUE, (1L << 53) + 1, Long.MAX_VALUE };
		PixelRows longs = PixelRows.of(ArrayImgs.longs(odd, 4, 1)).get(0);
		longs.write(0, new double[] { 7, Double.NaN, Double.NaN, Double.NaN });
		assertArrayEquals(new long[] { 7, Long.MIN_VALUE, (1L << 53) + 1, Long.MAX_VALUE }, odd);
		int[] argb = { 0x12345678, 0x12345678 };
		PixelRows.of(ArrayImgs.argbs(argb, 2, 1)).get(1).write(0, new double[] { Double.NaN, 0x9a });
		assertArrayEquals(new int[] { 0x12345678, 0xff349a78 }, argb);
	}

	@Test
	void typesOfOtherNumbersAreRefused() {
		assertEquals("The pixels of the image should be of a type for whole numbers, FloatType, DoubleType or ARGBType, but " +
			"are of ComplexFloatType.", assertThrows(IllegalArgumentException.class, () -> Plane.of(new ArrayImgFactory<>(
				new ComplexFloatType()).create(2, 2))).getMessage());
	}

	private void assertSame(Img<?> plane) {
		Plane first = Plane.of(plane).copy();
		Plane second = Plane.of(plane).copy();
		for (int c = 0; c < first.channels().size(); c++) {
			PixelRows fast = ArrayRows.of(first.pixels()).get(c);
			PixelRows general = PixelRows.ofAnyLayout(second.pixels()).get(c);
			double[] a = new double[WIDTH];
			double[] b = new double[WIDTH];
			for (int y = 0; y < HEIGHT; y++) {
				fast.read(y, a);
				general.read(y, b);
				assertArrayEquals(a, b);
				for (int x = 0; x < WIDTH; x++)
					a[x] = random.nextInt(4) == 0 ? Double.NaN : random.nextInt(256);
				fast.write(y, a);
				general.write(y, a);
			}
		}
		assertEqual(first.pixels(), second.pixels());
	}

	private <T extends NativeType<T>> void assertLayoutIsNoMatter(Img<T> array, ValueRange range) {
		Plane plane = Plane.of(array);
		Img<T> copy = cells(array);
		Plane cells = Plane.of(Views.translate(copy, 5, -7));
		Tensor tensor = ImageCodec.of(plane, range).encode();
		assertArrayEquals(tensor.data(), ImageCodec.of(cells, range).encode().data());
		for (int i = 0; i < tensor.data().length; i++)
			tensor.data()[i] = 1.2f * tensor.data()[i] + 0.1f * random.nextFloat();
		Plane changed = ImageCodec.of(plane, range).decode(tensor);
		assertEqual(changed.pixels(), ImageCodec.of(cells, range).decode(tensor).pixels());
		float[] shares = new float[WIDTH * HEIGHT];
		for (int i = 0; i < shares.length; i++)
			shares[i] = Math.max(0, Math.min(1, 2 * random.nextFloat() - 0.5f));
		MaskBlend blend = MaskBlend.of(ArrayImgs.floats(shares, WIDTH, HEIGHT));
		Plane other = Plane.of(Views.translate((Img<T>) cells(changed.pixels()), 3, 1));
		blend.apply(changed, plane);
		blend.apply(other, cells);
		assertEqual(changed.pixels(), other.pixels());
		ColorMatch.within(null).apply(changed, plane);
		ColorMatch.within(null).apply(other, cells);
		assertEqual(changed.pixels(), other.pixels());
	}

	@SuppressWarnings({ "rawtypes", "unchecked" })
	private static <T extends NativeType<T>> Img<T> cells(RandomAccessibleInterval<?> plane) {
		Img<T> cells = new CellImgFactory<>((T) plane.getType(), 8).create(plane);
		ImgUtil.copy((RandomAccessibleInterval) plane, (RandomAccessibleInterval) cells);
		return cells;
	}

	private <T extends RealType<T> & NativeType<T>> Img<T> random(T type) {
		Img<T> plane = new ArrayImgFactory<>(type).create(WIDTH, HEIGHT);
		double least = Math.max(-1000, type.getMinValue());
		double greatest = Math.min(70000, type.getMaxValue());
		for (T pixel : plane)
			pixel.setReal(Math.rint(least + random.nextDouble() * (greatest - least)));
		if (plane.firstElement() instanceof FloatType) plane.getAt(3, 3).setReal(Double.NaN);
		if (plane.firstElement() instanceof DoubleType) plane.getAt(4, 3).setReal(Double.POSITIVE_INFINITY);
		return plane;
	}

	private Img<ARGBType> colours() {
		Img<ARGBType> plane = ArrayImgs.argbs(WIDTH, HEIGHT);
		for (ARGBType pixel : plane)
			pixel.set(random.nextInt());
		return plane;
	}

	private static void assertEqual(RandomAccessibleInterval<?> expected, RandomAccessibleInterval<?> actual) {
		for (int y = 0; y < HEIGHT; y++)
			for (int x = 0; x < WIDTH; x++)
				assertEquals(text(expected, x, y), text(actual, x, y), expected.getType().getClass() + " at " + x + ", " + y);
	}

	private static String text(RandomAccessibleInterval<?> plane, int x, int y) {
		Object pixel = plane.getAt(plane.min(0) + x, plane.min(1) + y);
		return pixel instanceof FloatType ? Integer.toHexString(Float.floatToRawIntBits(((FloatType) pixel).get())) : pixel
			.toString();
	}
}
