package sc.fiji.img2img.command;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.process.LUT;

/**
 * Views of images that are run: they share the pixels, but what users do with the image's window meanwhile, such as
 * scrolling or closing it, does not touch them.
 */
final class ImageView {

	private static final String INFO = "Info";

	/** Where ImageJ keeps the label of an image that is no stack. */
	private static final String SLICE_LABEL = "Slice_Label";

	private ImageView() {
		// NB: makes images only.
	}

	/** A view of what is displayed now; an image without pixels is its own. */
	static ImagePlus of(ImagePlus image) {
		return image.getProcessor() == null ? image : at(image, image.getCurrentSlice());
	}

	/** A view of a slice of the image's stack, from 1, as the image shows it. */
	static ImagePlus at(ImagePlus image, int index) {
		LUT[] luts = image.getLuts();
		ImagePlus view = new ImagePlus(image.getTitle(), image.getStack());
		view.setDimensions(image.getNChannels(), image.getNSlices(), image.getNFrames());
		view.setOpenAsHyperStack(image.isHyperStack());
		if (image.isComposite()) {
			CompositeImage composite = new CompositeImage(view, image.getDisplayMode());
			composite.setLuts(luts);
			view = composite;
		}
		view.setSlice(index);
		if (!image.isComposite() && view.getType() != ImagePlus.COLOR_RGB) view.setLut(luts[0]);
		view.setCalibration(image.getCalibration());
		view.setOverlay(image.getOverlay());
		view.setProperty(INFO, image.getProperty(INFO));
		// NB: for a single slice that has no label, ImageJ makes one of the whole Info.
		view.setProp(SLICE_LABEL, image.getProp(SLICE_LABEL));
		return view;
	}
}
