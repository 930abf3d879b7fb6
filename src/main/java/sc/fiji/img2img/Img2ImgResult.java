package sc.fiji.img2img;

import ij.ImagePlus;

import sc.fiji.img2img.diffusion.StepPlan;

import java.util.List;

/** What a run gave. Immutable, but for the image itself, which belongs to the caller. */
public final class Img2ImgResult {

	private final ImagePlus image;

	private final long seed;

	private final StepPlan plan;

	private final List<String> notes;

	Img2ImgResult(ImagePlus image, long seed, StepPlan plan, List<String> notes) {
		this.image = image;
		this.seed = seed;
		this.plan = plan;
		this.notes = List.copyOf(notes);
	}

	/** The new image, not shown; a stack if several variations were asked for. */
	public ImagePlus image() {
		return image;
	}

	/** The seed that was used; the first one of several variations. */
	public long seed() {
		return seed;
	}

	/** The steps that ran. */
	public StepPlan plan() {
		return plan;
	}

	/** What the user should know about this run; mostly nothing. */
	public List<String> notes() {
		return notes;
	}
}
