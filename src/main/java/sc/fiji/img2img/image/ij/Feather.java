package sc.fiji.img2img.image.ij;

import ij.plugin.filter.EDM;
import ij.process.FloatProcessor;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import sc.fiji.img2img.image.Mask;

/** The soft edge of a mask, by ImageJ's map of distances. */
public final class Feather {

	private Feather() {
		// NB: the result is an image.
	}

	/**
	 * The share of the new image in each pixel: 0 outside of a mask, growing from its edge inwards to 1.
	 *
	 * @param width how many pixels wide the edge is; 0 for a hard one
	 */
	public static RandomAccessibleInterval<FloatType> of(Mask mask, double width) {
		FloatProcessor share = new EDM().makeFloatEDM(Processors.of(mask), 0, false);
		share.multiply(1 / Math.max(1, width));
		share.max(1);
		return ArrayImgs.floats((float[]) share.getPixels(), mask.width(), mask.height());
	}
}
