package sc.fiji.img2img.diffusion.scheduler;

/** The weights of the terms of a solver's step: the sample, the prediction, its differences, and fresh noise. */
final class DpmWeights {

	/** The difference of the lambdas. */
	final float h;
	final float sample;
	final float prediction;
	/** For the first difference, by the midpoint rule. */
	final float midpoint;
	/** For the first difference, by Heun's rule, and for third order. */
	final float heun;
	/** For the second difference. NB: not a number where the algorithm has no third order. */
	final float curvature;
	final float noise;

	DpmWeights(float h, float sample, float prediction, float midpoint, float heun,
		float curvature, float noise)
	{
		this.h = h;
		this.sample = sample;
		this.prediction = prediction;
		this.midpoint = midpoint;
		this.heun = heun;
		this.curvature = curvature;
		this.noise = noise;
	}
}
