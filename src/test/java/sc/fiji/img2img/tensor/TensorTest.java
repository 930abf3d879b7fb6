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
package sc.fiji.img2img.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.ConstantUtils;
import net.imglib2.util.ImgUtil;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;

/** Tensors are images, and images are tensors. */
class TensorTest {

	@Test
	void theImageHasTheTensorsElementsAndItsDimensionsReversed() {
		Tensor tensor = tensor(2, 3, 4, 5);
		Img<FloatType> image = tensor.image();
		assertArrayEquals(new long[] { 5, 4, 3, 2 }, image.dimensionsAsLongArray());
		assertEquals(((1 * 3 + 2) * 4 + 3) * 5 + 4, image.getAt(4, 3, 2, 1).get());
		image.getAt(1, 0, 0, 0).set(-7);
		assertEquals(-7, tensor.data()[1], "both have one array");
	}

	@Test
	void anArrayImageIsATensorWithoutACopy() {
		Tensor tensor = tensor(1, 2, 3);
		Tensor same = Tensor.of(tensor.image());
		assertSame(tensor.data(), same.data());
		assertArrayEquals(tensor.shape(), same.shape());
	}

	@Test
	void imagesOfAnyOtherLayoutAreCopied() {
		Tensor tensor = tensor(1, 3, 7, 6);
		RandomAccessibleInterval<FloatType> image = tensor.image();
		Img<FloatType> cells = new CellImgFactory<>(new FloatType(), 4).create(image);
		ImgUtil.copy(image, cells);
		assertArrayEquals(tensor.data(), Tensor.of(cells).data());
		assertArrayEquals(tensor.data(), Tensor.of(Views.translate(image, 5, -3, 0, 1)).data());
		Tensor part = Tensor.of(Views.interval(image, FinalInterval.createMinSize(2, 3, 1, 0, 3, 2, 1, 1)));
		assertArrayEquals(new long[] { 1, 1, 2, 3 }, part.shape());
		assertArrayEquals(new float[] { 62, 63, 64, 68, 69, 70 }, part.data());
		assertNotSame(tensor.data(), part.data());
	}

	@Test
	void anArrayThatIsLongerThanItsImageIsCopied() {
		Tensor tensor = Tensor.of(ArrayImgs.floats(new float[] { 1, 2, 3, 4, 5 }, 2, 2));
		assertArrayEquals(new float[] { 1, 2, 3, 4 }, tensor.data());
	}

	@Test
	void anImageOfMoreElementsThanAnArrayIsRefused() {
		RandomAccessibleInterval<FloatType> huge = ConstantUtils.constantRandomAccessibleInterval(new FloatType(),
			new FinalInterval(1 << 16, 1 << 16));
		assertEquals("A tensor holds at most 2147483647 numbers, but the image [65536, 65536] has 4294967296.", assertThrows(
			IllegalArgumentException.class, () -> Tensor.of(huge)).getMessage());
	}

	@Test
	void rowsAreCopiedUnlessTheyAreAll() {
		Tensor tensor = tensor(2, 3, 4);
		assertSame(tensor, tensor.rows(0, 2));
		assertSame(tensor, Tensor.concatenate(tensor));
		assertArrayEquals(tensor.data(), Tensor.concatenate(tensor.row(0), tensor.row(1)).data());
		assertNotSame(tensor.data(), tensor.row(0).data());
	}

	/** Each element is its place. */
	private static Tensor tensor(long... shape) {
		int size = 1;
		for (long dimension : shape)
			size *= dimension;
		float[] data = new float[size];
		for (int i = 0; i < size; i++)
			data[i] = i;
		return Tensor.of(data, shape);
	}
}
