package sc.fiji.img2img;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import ij.process.LUT;

import java.awt.Color;

/** Small stacks with something else in each slice. */
public final class TestStacks {

	private static final int SIZE = 64;

	private TestStacks() {}

	/** Three slices of 16 bits, each another, with labels. */
	public static ImagePlus slices() {
		ImageStack stack = new ImageStack(SIZE, SIZE);
		for (int i = 1; i <= 3; i++) {
			ImageProcessor slice = TestImages.shorts(SIZE, SIZE);
			slice.add(100 * i);
			slice.setRoi(10 * i, 5 * i, 20, 20);
			slice.invert();
			slice.resetRoi();
			stack.addSlice("slice " + i, slice);
		}
		ImagePlus image = new ImagePlus("slices", stack);
		image.setDisplayRange(200, 4000);
		return image;
	}

	/** The same in two channels. */
	public static ImagePlus composite(int mode) {
		ImageStack stack = new ImageStack(SIZE, SIZE);
		for (int i = 1; i <= 3; i++)
			for (int c = 0; c < 2; c++) {
				ImageProcessor slice = slices().getStack().getProcessor(i).duplicate();
				slice.subtract(50 * c);
				stack.addSlice(slice);
			}
		ImagePlus image = new ImagePlus("composite", stack);
		image.setDimensions(2, 3, 1);
		CompositeImage composite = new CompositeImage(image, mode);
		composite.setChannelLut(LUT.createLutFromColor(Color.MAGENTA), 1);
		composite.setChannelLut(LUT.createLutFromColor(Color.GREEN), 2);
		composite.setC(1);
		composite.setDisplayRange(300, 3000);
		return composite;
	}
}
