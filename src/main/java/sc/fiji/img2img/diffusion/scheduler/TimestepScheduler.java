package sc.fiji.img2img.diffusion.scheduler;

/** A sampler that steps from training timestep to training timestep, with samples that keep their variance. */
abstract class TimestepScheduler implements Scheduler {

	final PredictionType prediction;
	final NoiseSchedule schedule;
	private final int[] timesteps;

	/** @param timesteps those of the model calls, each within the schedule */
	TimestepScheduler(PredictionType prediction, NoiseSchedule schedule, int[] timesteps) {
		this.prediction = prediction;
		this.schedule = schedule;
		this.timesteps = timesteps;
	}

	@Override
	public final double[] timesteps() {
		return TimestepSpacing.toDouble(timesteps);
	}

	@Override
	public final float[] addNoise(float[] clean, float[] noise, int index) {
		return schedule.addNoise(clean, noise, timesteps[index]);
	}

	/** The timestep of a model call. */
	final int timestep(int index) {
		return timesteps[index];
	}

	/** The variance of the image that is left at a model call. */
	final float alpha(int index) {
		return schedule.alpha(timesteps[index]);
	}

	/** Whether no model call follows. */
	final boolean isLast(int index) {
		return index == timesteps.length - 1;
	}

	/** The image that the model's output tells of. */
	final float[] image(float[] sample, float[] modelOutput, int index) {
		float alpha = alpha(index);
		return prediction.image(sample, modelOutput, FloatMath.sqrt(alpha), FloatMath.sqrt(1 - alpha));
	}

	/** The noise that the model's output tells of. */
	final float[] noise(float[] sample, float[] modelOutput, int index) {
		float alpha = alpha(index);
		return prediction.noise(sample, modelOutput, FloatMath.sqrt(alpha), FloatMath.sqrt(1 - alpha));
	}
}
