package sc.fiji.img2img.image;

import ij.process.ImageProcessor;

import java.util.List;

import sc.fiji.img2img.onnx.Tensor;

/** One plane by itself. Immutable. */
final class PlanePicture implements Picture {

	private final int number;

	private final ImageProcessor plane;

	private final ImageCodec codec;

	PlanePicture(int number, ImageProcessor plane, ValueRange range) {
		this.number = number;
		this.plane = plane;
		codec = ImageCodec.of(plane, range);
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
	public Tensor encode() {
		return codec.encode();
	}

	@Override
	public List<ImageProcessor> decode(Tensor image) {
		return List.of(codec.decode(image));
	}
}
