package sc.fiji.img2img.image;

import ij.plugin.filter.EDM;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

/**
 * Puts the changed part of an image into the original, with a soft edge.
 * <p>
 * Pixels outside the mask stay as they are, bit for bit; inside, the share of the changed image grows from the edge
 * inwards. Immutable.
 * </p>
 */
public final class MaskBlend {

	private final FloatProcessor share;

	private MaskBlend(FloatProcessor share) {
		this.share = share;
	}

	/**
	 * A blend within the pixels of the mask that are at least 128.
	 *
	 * @param feather how many pixels wide the edge is; 0 for a hard one
	 */
	public static MaskBlend of(ImageProcessor mask, double feather) {
		ByteProcessor inside = (ByteProcessor) mask.duplicate().convertToByte(false);
		inside.threshold(127);
		FloatProcessor distance = new EDM().makeFloatEDM(inside, 0, false);
		distance.multiply(1 / Math.max(1, feather));
		distance.max(1);
		return new MaskBlend(distance);
	}

	/**
	 * Blends in place.
	 *
	 * @param changed the new image, which becomes the blend
	 * @param original of the same type and size
	 */
	public void apply(ImageProcessor changed, ImageProcessor original) {
		for (int i = 0; i < share.getPixelCount(); i++) {
			float part = share.getf(i);
			if (part >= 1) continue;
			// NB: the int of a float image's pixel is its bit pattern, so that NaN and infinity are kept, too.
			if (part <= 0 || changed instanceof FloatProcessor && !Float.isFinite(original.getf(i))) changed.set(i, original.get(i));
			else if (changed instanceof ColorProcessor) changed.set(i, mixRgb(changed.get(i), original.get(i), part));
			else if (changed instanceof FloatProcessor) changed.setf(i, mix(changed.getf(i), original.getf(i), part));
			else changed.set(i, Math.round(mix(changed.get(i), original.get(i), part)));
		}
	}

	private static int mixRgb(int changed, int original, float part) {
		int rgb = 0xff;
		for (int shift = 16; shift >= 0; shift -= 8)
			rgb = rgb << 8 | Math.round(mix(changed >> shift & 0xff, original >> shift & 0xff, part));
		return rgb;
	}

	private static float mix(float changed, float original, float part) {
		return original + part * (changed - original);
	}
}
