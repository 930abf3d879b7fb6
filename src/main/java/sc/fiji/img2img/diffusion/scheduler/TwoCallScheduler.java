package sc.fiji.img2img.diffusion.scheduler;

import sc.fiji.img2img.random.NoiseSource;

/**
 * A sampler of two model calls a step: Euler's method leads to the second, which starts anew from the first one's sample.
 * The last step has the first call only.
 */
abstract class TwoCallScheduler extends SigmaScheduler {

	private float[] startSample;
	private float[] startDirection;

	TwoCallScheduler(PredictionType prediction, SigmaSteps steps) {
		super(prediction, steps);
	}

	@Override
	public final int order() {
		return 2;
	}

	/** @throws IllegalArgumentException between two calls of a step */
	@Override
	public final void begin(int index) {
		if (index % 2 != 0) {
			throw new IllegalArgumentException("A run cannot begin at timestep number " + index +
				": this sampler calls the model twice a step, so that the number must be even.");
		}
		startSample = null;
		startDirection = null;
	}

	@Override
	final float[] move(float[] sample, float[] direction, int index, NoiseSource noise) {
		if (startSample == null) {
			startSample = sample.clone();
			startDirection = direction;
			return Latents.add(sample, sigma(index + 1) - sigma(index), direction);
		}
		float[] result = finish(startSample, startDirection, direction, index, noise);
		startSample = null;
		startDirection = null;
		return result;
	}

	/**
	 * The latent at the end of a step.
	 *
	 * @param start the sample of the step's first call
	 * @param atStart the direction that the first call gave
	 * @param direction the one of the second call
	 * @param index the second call's index
	 */
	abstract float[] finish(float[] start, float[] atStart, float[] direction, int index, NoiseSource noise);
}
