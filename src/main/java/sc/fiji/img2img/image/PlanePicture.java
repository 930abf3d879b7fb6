package sc.fiji.img2img.image;

import java.util.List;

import sc.fiji.img2img.tensor.Tensor;

/** One plane by itself. Immutable. */
public final class PlanePicture implements Picture {

	private final Plane plane;

	private final ValueRange range;

	/** @param range what black and white are; colours have none */
	public PlanePicture(Plane plane, ValueRange range) {
		this.plane = plane;
		this.range = range;
	}

	@Override
	public List<Plane> originals() {
		return List.of(plane);
	}

	@Override
	public Tensor encode(List<Plane> others) {
		return ImageCodec.of(others.get(0), range).encode();
	}

	@Override
	public List<Plane> decode(Tensor image) {
		return List.of(ImageCodec.of(plane, range).decode(image));
	}
}
