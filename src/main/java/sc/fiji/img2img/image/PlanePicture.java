package sc.fiji.img2img.image;

import ij.process.ImageProcessor;

import java.util.List;

import sc.fiji.img2img.tensor.Tensor;

/** One plane by itself. Immutable. */
final class PlanePicture implements Picture {

	private final int number;

	private final ImageProcessor plane;

	private final ValueRange range;

	PlanePicture(int number, ImageProcessor plane, ValueRange range) {
		this.number = number;
		this.plane = plane;
		this.range = range;
	}

	@Override
	public List<Integer> planes() {
		return List.of(number);
	}

	@Override
	public List<ImageProcessor> originals() {
		return List.of(plane);
	}

	@Override
	public Tensor encode(List<ImageProcessor> others) {
		return ImageCodec.of(others.get(0), range).encode();
	}

	@Override
	public List<ImageProcessor> decode(Tensor image) {
		return List.of(ImageCodec.of(plane, range).decode(image));
	}
}
