package sc.fiji.img2img;

import static sc.fiji.img2img.Img2ImgSettings.GUIDANCE;
import static sc.fiji.img2img.Img2ImgSettings.SEED;
import static sc.fiji.img2img.Img2ImgSettings.STEPS;
import static sc.fiji.img2img.Img2ImgSettings.STRENGTH;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import java.io.IOException;

import sc.fiji.img2img.run.RunControl;

/** Short runs of the test models. */
final class Runs {

	/** Two steps of four, without guidance. */
	static final Img2ImgSettings SHORT = Img2ImgSettings.defaults().with(STEPS, 4).with(STRENGTH, 0.5).with(GUIDANCE, 1.0)
		.with(SEED, 42L);

	private Runs() {}

	/** The result's first slice. */
	static ImageProcessor of(Img2Img img2img, ImageProcessor pixels, Img2ImgSettings settings) throws IOException {
		return img2img.run(TestImages.plus(pixels), settings).image().getProcessor();
	}

	/** The pixels of a short run on a small image. */
	static int[] bits(Img2Img img2img) throws IOException {
		return (int[]) ((ColorProcessor) of(img2img, TestImages.rgb(64, 64), SHORT)).getPixels();
	}

	/** Runs under supervision. */
	static Img2ImgResult<ImagePlus> of(Img2Img img2img, Img2ImgSettings settings, RunControl control) throws IOException {
		return img2img.run(TestImages.plus(TestImages.rgb(64, 64)), null, settings, control);
	}
}
