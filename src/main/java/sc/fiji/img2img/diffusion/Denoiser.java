package sc.fiji.img2img.diffusion;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/** The loop: asks the UNet about all rows at once, guides its answers, lets each row's scheduler step. Immutable. */
final class Denoiser {

	private final Unet unet;

	private final Conditions conditions;

	private final Guidance guidance;

	private final LatentPreview preview;

	Denoiser(Unet unet, Conditions conditions, Guidance guidance, LatentPreview preview) {
		this.unet = unet;
		this.conditions = conditions;
		this.guidance = guidance;
		this.preview = preview;
	}

	/**
	 * Takes all rows to the end of the schedule.
	 *
	 * @param rows the images of the batch, begun at {@code first}
	 * @param timesteps the whole schedule
	 * @param first the index of the first model call
	 * @param steps how many steps these calls are for the user
	 */
	void run(List<Trajectory> rows, double[] timesteps, int first, int steps, RunControl control)
	{
		boolean pairs = conditions.hasNegative();
		Map<String, Tensor> feeds = conditions.feeds(rows.size());
		int calls = timesteps.length - first;
		int done = 0;
		long start = System.nanoTime();
		long warm = start;
		for (int index = first; index < timesteps.length; index++) {
			Tensor answers = unet.predict(inputs(rows, index, pairs), timesteps[index], feeds, control);
			for (int r = 0; r < rows.size(); r++) {
				float[] answer = answers.row(pairs ? rows.size() + r : r).data();
				rows.get(r).step(pairs ? guidance.apply(answers.row(r).data(), answer) : answer, index);
			}
			int made = index + 1 - first;
			// NB: devices compile in the first call.
			if (made == 1) warm = System.nanoTime();
			// NB: samplers may call the model more or less often than once per step.
			int stepsMade = (int) ((long) made * steps / calls);
			if (stepsMade == done) continue;
			done = stepsMade;
			double seconds = made == 1 ? (warm - start) * 1e-9 : (System.nanoTime() - warm) * 1e-9 / (made - 1);
			double secondsLeft = seconds * (calls - made);
			control.step(done, steps, secondsLeft, () -> preview.render(rows.get(0).latent()));
		}
	}

	private static Tensor inputs(List<Trajectory> rows, int index, boolean pairs) {
		Tensor[] inputs = rows.stream().map(row -> row.modelInput(index)).toArray(Tensor[]::new);
		if (!pairs) return Tensor.concatenate(inputs);
		Tensor[] both = Arrays.copyOf(inputs, 2 * inputs.length);
		System.arraycopy(inputs, 0, both, inputs.length, inputs.length);
		return Tensor.concatenate(both);
	}
}
