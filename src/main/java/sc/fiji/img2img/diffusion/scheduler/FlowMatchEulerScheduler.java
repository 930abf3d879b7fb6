package sc.fiji.img2img.diffusion.scheduler;

import java.util.Arrays;

import sc.fiji.img2img.random.NoiseSource;

/**
 * Euler's method along the straight lines of rectified flows (Esser et al., "Scaling Rectified Flow Transformers"), where
 * a sample is {@code (1 - sigma) * image + sigma * noise}.
 */
final class FlowMatchEulerScheduler implements Scheduler {

	private final double[] timesteps;
	private final float[] sigmas;
	private final boolean stochastic;

	FlowMatchEulerScheduler(SchedulerConfig config, int steps) {
		int trained = NoiseSchedule.trainingTimesteps(config);
		SigmaSpacing spacing = SigmaSpacing.of(config);
		double[] levels = FlowShift.of(config, "shift").apply(unshifted(config, trained, steps));
		if (!spacing.isOfTimesteps()) {
			levels = spacing.levels(levels[0], levels[levels.length - 1], steps);
		}
		boolean inverted = config.flag("invert_sigmas", false);
		stochastic = config.flag("stochastic_sampling", false);
		timesteps = new double[steps];
		sigmas = new float[steps + 1];
		for (int i = 0; i < steps; i++) {
			sigmas[i] = inverted ? 1 - (float) levels[i] : (float) levels[i];
			timesteps[i] = sigmas[i] * trained;
		}
		sigmas[steps] = inverted ? 1 : 0;
	}

	/** NB: the ends have been shifted once already, in single precision; diffusers shifts them twice. */
	private static double[] unshifted(SchedulerConfig config, int trained, int steps) {
		float first = 1;
		float last = 1f / trained;
		if (!config.flag("use_dynamic_shifting", false)) {
			float shift = (float) config.number("shift", 1, Double.MIN_VALUE, Double.MAX_VALUE);
			first = shift * first / (1 + (shift - 1) * first);
			last = shift * last / (1 + (shift - 1) * last);
		}
		double[] timesteps = FloatMath.linspaceDouble((double) first * trained, (double) last * trained, steps);
		return Arrays.stream(timesteps).map(t -> t / trained).toArray();
	}

	@Override
	public double[] timesteps() {
		return timesteps.clone();
	}

	@Override
	public float[] sigmas() {
		return sigmas.clone();
	}

	@Override
	public float[] addNoise(float[] clean, float[] noise, int index) {
		return Latents.mix(sigmas[index], noise, 1 - sigmas[index], clean);
	}

	@Override
	public float[] step(float[] modelOutput, int index, float[] sample, NoiseSource noise) {
		float sigma = sigmas[index];
		float next = sigmas[index + 1];
		if (!stochastic) {
			return Latents.add(sample, next - sigma, modelOutput);
		}
		float[] image = Latents.add(sample, -sigma, modelOutput);
		return Latents.mix(1 - next, image, next, noise.next(sample.length));
	}
}
