package sc.fiji.img2img.command;

import ij.ImagePlus;
import ij.process.ImageProcessor;

import java.util.function.Supplier;

import sc.fiji.img2img.image.ImageCodec;
import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.tensor.Tensor;

/**
 * A window that shows, after each step, roughly what the result would be if the run ended there.
 * <p>
 * Whoever closes it does not see it again in this run, which goes on.
 * </p>
 */
final class PreviewWindow implements Progress {

	static final String TITLE = "Img2Img preview";

	/** The least width or height of what is shown; latents are small. */
	private static final int SIDE = 384;

	private ImagePlus window;

	@Override
	public void look(Supplier<Tensor> preview) {
		if (window == null) {
			window = new ImagePlus(TITLE, picture(preview.get()));
			window.show();
		}
		else if (window.isVisible()) window.setProcessor(picture(preview.get()));
	}

	@Override
	public void end() {
		if (window == null) return;
		window.changes = false;
		window.close();
	}

	private static ImageProcessor picture(Tensor preview) {
		ImageProcessor pixels = Processors.of(ImageCodec.toRgb(preview));
		int scale = Math.max(1, (int) Math.ceil((double) SIDE / Math.max(pixels.getWidth(), pixels.getHeight())));
		pixels.setInterpolationMethod(ImageProcessor.BILINEAR);
		return pixels.resize(pixels.getWidth() * scale, pixels.getHeight() * scale);
	}
}
