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
package sc.fiji.img2img;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.util.List;

import net.imglib2.Cursor;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.type.NativeType;
import net.imglib2.type.logic.BitType;
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
import net.imglib2.util.ImgUtil;
import net.imglib2.view.Views;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import sc.fiji.img2img.image.ImageLayout;
import sc.fiji.img2img.image.ValueRange;
import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.run.RunControl;

/** Images of ImgLib2, of all types and of any number of dimensions, come back as what they were. */
class IntervalRunTest {

	private static final int SIZE = 32;

	private static final ImageLayout XY = ImageLayout.of(0, 1);

	private static Img2Img img2img;

	@BeforeAll
	static void open() throws IOException {
		img2img = Img2Img.open(TestModels.get("sd15"));
	}

	@AfterAll
	static void close() {
		img2img.close();
	}

	@Test
	void imagesOfImageJsTypesGiveTheSamePixelsAsThere() throws IOException {
		for (ImageProcessor pixels : List.of(TestImages.bytes(SIZE, SIZE), TestImages.shorts(SIZE, SIZE), TestImages.floats(
			SIZE, SIZE), TestImages.rgb(SIZE, SIZE)))
		{
			Object expected = Runs.of(img2img, pixels, Runs.SHORT).getPixels();
			ArrayImg<?, ?> image = (ArrayImg<?, ?>) Processors.plane(pixels).pixels();
			assertPixels(expected, array(run(image, Runs.SHORT)));
		}
	}

	@Test
	void otherTypesOfNumbersComeBackWithinTheirRange() throws IOException {
		assertRuns(new ByteType(), -128, 127);
		assertRuns(new ShortType(), -3000, 3000);
		assertRuns(new UnsignedShortType(), 50, 4000);
		assertRuns(new IntType(), -2000000, 2000000);
		assertRuns(new UnsignedIntType(), 0, 4e9);
		assertRuns(new LongType(), -1e15, 1e15);
		assertRuns(new Unsigned12BitType(), 0, 4095);
		assertRuns(new BitType(), 0, 1);
		assertRuns(new DoubleType(), -1e-3, 1e-3);
	}

	@Test
	void dimensionsMayLieInAnyOrderAndLayout() throws IOException {
		Img<UnsignedByteType> stack = waves(new UnsignedByteType(), 3, SIZE, 2, SIZE - 8);
		ImageLayout layout = ImageLayout.of(3, 1);
		Img<UnsignedByteType> result = run(stack, layout, null, Runs.SHORT);
		assertArrayEquals(stack.dimensionsAsLongArray(), result.dimensionsAsLongArray());
		for (int a = 0; a < 3; a++)
			for (int b = 0; b < 2; b++) {
				RandomAccessibleInterval<UnsignedByteType> plane = plane(stack, a, b);
				assertPixels(array(copy(plane(result, a, b))), array(run(copy(plane), Runs.SHORT)));
			}
		Img<UnsignedByteType> cells = new CellImgFactory<>(new UnsignedByteType(), 5).create(stack);
		ImgUtil.copy(stack, cells);
		assertPixels(array(result), array(copy(run(Views.translate(cells, 7, -3, 0, 1), layout, null, Runs.SHORT))));
	}

	@Test
	void planesOfAStackHaveOneValueRange() throws IOException {
		Img<UnsignedShortType> stack = waves(new UnsignedShortType(), SIZE, SIZE, 2);
		for (UnsignedShortType pixel : Views.hyperSlice(stack, 2, 1))
			pixel.set(pixel.get() / 4);
		stack.getAt(3, 3, 0).set(0);
		stack.getAt(4, 3, 0).set(60000);
		Img<UnsignedShortType> dim = copy(Views.hyperSlice(stack, 2, 1));
		Img<UnsignedShortType> result = run(stack, Runs.SHORT);
		ImageLayout layout = XY.withRange(ValueRange.of(0, 60000));
		assertPixels(array(copy(Views.hyperSlice(result, 2, 1))), array(run(dim, layout, null, Runs.SHORT)));
	}

	@Test
	void channelsAreRunTogetherAsRedGreenAndBlue() throws IOException {
		ColorProcessor rgb = TestImages.rgb(SIZE, SIZE);
		Img<UnsignedByteType> channels = ArrayImgs.unsignedBytes(SIZE, SIZE, 3);
		ImageStack stack = new ImageStack(SIZE, SIZE);
		for (int c = 0; c < 3; c++) {
			ImageProcessor channel = rgb.getChannel(c + 1, null);
			stack.addSlice(channel);
			Cursor<UnsignedByteType> cursor = Views.flatIterable(Views.hyperSlice(channels, 2, c)).cursor();
			for (int i = 0; i < SIZE * SIZE; i++)
				cursor.next().set(channel.get(i));
		}
		Img<UnsignedByteType> result = run(channels, XY.withChannel(2), null, Runs.SHORT);
		ImagePlus expected = img2img.run(new CompositeImage(new ImagePlus("a", stack), IJ.COMPOSITE), Runs.SHORT).image();
		for (int c = 0; c < 3; c++)
			assertPixels(expected.getStack().getPixels(c + 1), array(copy(Views.hyperSlice(result, 2, c))));
	}

	@Test
	void outsideOfAMaskEveryBitStays() throws IOException {
		Img<LongType> image = waves(new LongType(), SIZE, SIZE);
		image.getAt(0, 0).set((1L << 53) + 1);
		Img<BitType> mask = ArrayImgs.bits(SIZE, SIZE);
		for (int x = 8; x < 24; x++)
			for (int y = 8; y < 24; y++)
				mask.getAt(x, y).set(true);
		Img<LongType> result = run(image, XY, mask, Runs.SHORT);
		int changed = 0;
		for (int x = 0; x < SIZE; x++)
			for (int y = 0; y < SIZE; y++)
				if (!mask.getAt(x, y).get()) assertEquals(image.getAt(x, y).get(), result.getAt(x, y).get());
				else if (!image.getAt(x, y).equals(result.getAt(x, y))) changed++;
		assertTrue(changed > 100, changed + " pixels change");
	}

	@Test
	void theResultSaysWhatItWasMadeWith() throws IOException {
		Img2ImgResult<Img<UnsignedByteType>> result = img2img.run(waves(new UnsignedByteType(), SIZE, SIZE, 2), Runs.SHORT);
		assertEquals("UnsignedByteType, 32 x 32 x 2", result.info().get("input"));
		assertEquals("42", result.info().get("seed"));
	}

	@Test
	void wrongArgumentsGetOneSentence() {
		Img<UnsignedByteType> image = ArrayImgs.unsignedBytes(SIZE, SIZE, 5);
		Img<UnsignedByteType> mask = ArrayImgs.unsignedBytes(SIZE, 8);
		assertRefused("The image should have two or more dimensions, of which two are x and y, but has 1.", ArrayImgs.floats(5),
			XY, null, Runs.SHORT);
		assertRefused("The image has no pixels: it has 0 x 3.", Views.interval(ArrayImgs.floats(1, 3), new FinalInterval(
			new long[2], new long[] { -1, 2 })), XY, null, Runs.SHORT);
		assertRefused("y should be one of the image's dimensions, 0 to 2, but is 3.", image, ImageLayout.of(0, 3), null,
			Runs.SHORT);
		assertRefused("x and y should be two dimensions of the image, but are both 1.", image, ImageLayout.of(1, 1), null,
			Runs.SHORT);
		assertRefused("channel should be another dimension than y, but both are 1.", image, XY.withChannel(1), null,
			Runs.SHORT);
		assertRefused("At most three channels are run together, as red, green and blue, but dimension 2 has 5; without a " +
			"channel dimension each of them is run by itself.", image, XY.withChannel(2), null, Runs.SHORT);
		assertRefused("An image of ARGBType needs no channel dimension: each pixel has its colours.", ArrayImgs.argbs(8, 8, 3),
			XY.withChannel(2), null, Runs.SHORT);
		assertRefused("An image of ARGBType needs no value range: its colours go from 0 to 255.", ArrayImgs.argbs(8, 8), XY
			.withRange(ValueRange.of(0, 1)), null, Runs.SHORT);
		assertRefused("The value range should go from one number to another, but goes from 0.0 to NaN.", image, XY.withRange(
			ValueRange.of(0, Double.NaN)), null, Runs.SHORT);
		assertRefused("The pixels of the image should be of a type for whole numbers, FloatType, DoubleType or ARGBType, but " +
			"are of ComplexFloatType.", new ArrayImgFactory<>(new ComplexFloatType()).create(8, 8), XY, null, Runs.SHORT);
		mask.getAt(1, 1).set(1);
		assertRefused("The mask should have the image's size, 32 x 32 pixels, but has 32 x 8.", image, XY, mask, Runs.SHORT);
		assertRefused("A mask should have two dimensions, x and y, but has 3.", image, XY, image, Runs.SHORT);
		assertRefused("Nothing of the mask is above 0: make it 1 where the image is to change.", image, XY, ArrayImgs
			.unsignedBytes(SIZE, SIZE), Runs.SHORT);
		assertRefused("variations should be 1 where the result has the image's dimensions, but is 2.", image, XY, null,
			Runs.SHORT.with(Img2ImgSettings.VARIATIONS, 2));
		assertRefused("raw should be off for an image of UnsignedByteType, since what the model gives is colours.", image, XY,
			null, Runs.SHORT.with(Img2ImgSettings.RAW, true));
	}

	// -- Helper methods --

	private static <T extends NativeType<T>> void assertRefused(String sentence, RandomAccessibleInterval<T> image,
		ImageLayout layout, RandomAccessibleInterval<UnsignedByteType> mask, Img2ImgSettings settings)
	{
		assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> run(image, layout, mask, settings))
			.getMessage());
	}

	private static <T extends RealType<T> & NativeType<T>> void assertRuns(T type, double low, double high)
		throws IOException
	{
		Img<T> image = new ArrayImgFactory<>(type).create(SIZE, SIZE);
		Cursor<T> cursor = image.cursor();
		for (int i = 0; i < SIZE * SIZE; i++)
			cursor.next().setReal(low + (high - low) * (0.5 + 0.5 * Math.sin(i % SIZE / 3.0) * Math.sin(i / SIZE / 4.0)));
		Img<T> result = run(image, XY.withRange(ValueRange.of(low, high)), null, Runs.SHORT);
		assertEquals(type.getClass(), result.getType().getClass());
		double least = Double.MAX_VALUE;
		double greatest = -Double.MAX_VALUE;
		for (T pixel : result) {
			least = Math.min(least, pixel.getRealDouble());
			greatest = Math.max(greatest, pixel.getRealDouble());
		}
		assertTrue(least >= low && greatest <= high, type.getClass() + ": " + least + " to " + greatest);
		assertTrue(greatest - least > 0.1 * (high - low), type.getClass() + ": " + least + " to " + greatest);
	}

	private static <T extends RealType<T> & NativeType<T>> Img<T> waves(T type, long... size) {
		Img<T> image = new ArrayImgFactory<>(type).create(size);
		double top = Math.min(60000, type.getMaxValue());
		int i = 0;
		for (T pixel : image)
			pixel.setReal(Math.rint(top * (0.5 + 0.5 * Math.sin(i++ / 17.0))));
		return image;
	}

	private static <T> RandomAccessibleInterval<T> plane(RandomAccessibleInterval<T> image, int a, int b) {
		return Views.permute(Views.hyperSlice(Views.hyperSlice(image, 2, b), 0, a), 0, 1);
	}

	private static <T extends NativeType<T>> Img<T> copy(RandomAccessibleInterval<T> image) {
		Img<T> copy = new ArrayImgFactory<>(image.getType()).create(image);
		ImgUtil.copy(Views.zeroMin(image), copy);
		return copy;
	}

	private static Object array(Img<?> image) {
		return ((ArrayDataAccess<?>) ((ArrayImg<?, ?>) image).update(null)).getCurrentStorageArray();
	}

	private static void assertPixels(Object expected, Object actual) {
		if (expected instanceof byte[]) assertArrayEquals((byte[]) expected, (byte[]) actual);
		else if (expected instanceof short[]) assertArrayEquals((short[]) expected, (short[]) actual);
		else if (expected instanceof int[]) assertArrayEquals((int[]) expected, (int[]) actual);
		else assertArrayEquals((float[]) expected, (float[]) actual);
	}

	private static <T extends NativeType<T>> Img<T> run(RandomAccessibleInterval<T> image, Img2ImgSettings settings)
		throws IOException
	{
		return img2img.run(image, settings).image();
	}

	private static <T extends NativeType<T>> Img<T> run(RandomAccessibleInterval<T> image, ImageLayout layout,
		RandomAccessibleInterval<? extends RealType<?>> mask, Img2ImgSettings settings) throws IOException
	{
		return img2img.run(image, layout, mask, settings, RunControl.silent()).image();
	}
}
