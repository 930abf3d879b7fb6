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
