package sc.fiji.img2img;

import ij.ImagePlus;

import java.util.List;

import sc.fiji.img2img.diffusion.StepPlan;

/** What a run gave. Immutable, but for the image itself, which belongs to the caller. */
public final class Img2ImgResult {

	private final ImagePlus image;

	private final Img2ImgSettings settings;

	private final StepPlan plan;

	private final List<String> notes;

	Img2ImgResult(ImagePlus image, Img2ImgSettings settings, StepPlan plan, List<String> notes) {
		this.image = image;
		this.settings = settings;
		this.plan = plan;
		this.notes = List.copyOf(notes);
	}

	/** The new image, not shown; a stack if several variations were asked for. */
	public ImagePlus image() {
		return image;
	}

	/** The seed that was used; the first one of several variations. */
	public long seed() {
		return settings.get(Img2ImgSettings.SEED);
	}

	/** The settings as they were run: the seed drawn, and what was not set as the model suggests. */
	public Img2ImgSettings settings() {
		return settings;
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
