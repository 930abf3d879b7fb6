package sc.fiji.img2img;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.diffusion.StepPlan;

/**
 * What a run gave. Immutable, but for the image itself, which belongs to the caller.
 *
 * @param <I> the kind of image
 */
public final class Img2ImgResult<I> {

	private final I image;

	private final Img2ImgSettings settings;

	private final StepPlan plan;

	private final List<String> notes;

	private final Map<String, String> info;

	Img2ImgResult(I image, Img2ImgSettings settings, StepPlan plan, List<String> notes, Map<String, String> info) {
		this.image = image;
		this.settings = settings;
		this.plan = plan;
		this.notes = List.copyOf(notes);
		this.info = Collections.unmodifiableMap(new LinkedHashMap<>(info));
	}

	/** The new image, not shown; a stack if several variations were asked for. */
	public I image() {
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

	/** What it was made with: settings, model, device and input, as an ImagePlus has it in its Info. */
	public Map<String, String> info() {
		return info;
	}
}
