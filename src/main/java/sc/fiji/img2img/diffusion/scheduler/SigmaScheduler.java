package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/**
 * A sampler that steps from noise level to noise level after Karras et al.: samples are {@code image + sigma * noise}, and
 * the model sees them divided by their standard deviation.
 */
abstract class SigmaScheduler implements Scheduler {

	private final PredictionType prediction;
	private final SigmaSteps steps;

	SigmaScheduler(PredictionType prediction, SigmaSteps steps) {
		this.prediction = prediction;
		this.steps = steps;
	}

	@Override
	public final double[] timesteps() {
		return steps.timesteps.clone();
	}

	@Override
	public final float[] sigmas() {
		return steps.sigmas.clone();
	}

	@Override
	public final float initNoiseSigma() {
		return steps.initNoiseSigma;
	}

	@Override
	public final float[] addNoise(float[] clean, float[] noise, int index) {
		return Latents.add(clean, level(index), noise);
	}

	@Override
	public final float[] scaleModelInput(float[] sample, int index) {
		float sigma = sigma(index);
		return Latents.divide(sample, FloatMath.sqrt(sigma * sigma + 1));
	}

	@Override
	public final float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		float sigma = sigma(index);
		float[] image = limited(prediction.imageUnscaled(sample, modelOutput, sigma));
		float[] direction = new float[sample.length];
		for (int i = 0; i < direction.length; i++) {
			direction[i] = (sample[i] - image[i]) / sigma;
		}
		return move(sample, direction, index, noise);
	}

	/** The noise level that stands at an index of {@link #sigmas()}. */
	final float level(int index) {
		return steps.sigmas[index];
	}

	/** The noise level of the sample that the model is called with. */
	final float sigma(int index) {
		return steps.called[index];
	}

	/** The predicted image, with what the configuration does to values that are too large. */
	float[] limited(float[] image) {
		return image;
	}

	/**
	 * Moves the latent one timestep on, as {@link #step} does.
	 *
	 * @param direction the direction in which the noise level changes the sample: the noise, as the predicted image tells
	 *          it; a new array
	 */
	abstract float[] move(float[] sample, float[] direction, int index, NoiseSource noise);
}
