package sc.fiji.img2img.diffusion;

/**
 * Classifier-free guidance: how far the model's answer is pushed from the negative towards the positive prompt.
 * <p>
 * Immutable. Rescaling: Lin et al. 2023, "Common Diffusion Noise Schedules and Sample Steps are Flawed", section 3.4.
 * </p>
 */
public final class Guidance {

	private final double scale;

	private final double rescale;

	private Guidance(double scale, double rescale) {
		this.scale = scale;
		this.rescale = rescale;
	}

	/**
	 * A guidance.
	 *
	 * @param scale at most 1 for none; 5 to 8 is usual
	 * @param rescale how much of the contrast that guidance adds is taken back, 0 to 1
	 */
	public static Guidance of(double scale, double rescale) {
		if (!Double.isFinite(scale)) throw new IllegalArgumentException("guidance should be a number, but is " + scale + ".");
		if (!(rescale >= 0 && rescale <= 1)) throw new IllegalArgumentException(
			"guidance rescale should be between 0 and 1, but is " + rescale + ".");
		return new Guidance(scale, rescale);
	}

	/** The scale, also called CFG scale. */
	public double scale() {
		return scale;
	}

	/** Whether the negative prompt matters, so that the model is asked twice. */
	public boolean isActive() {
		return scale > 1;
	}

	/**
	 * The guided answer.
	 *
	 * @param negative the answer to the negative prompt
	 * @param positive the answer to the prompt, of the same length
	 */
	public float[] apply(float[] negative, float[] positive) {
		float factor = (float) scale;
		float[] guided = new float[positive.length];
		for (int i = 0; i < guided.length; i++)
			guided[i] = negative[i] + factor * (positive[i] - negative[i]);
		if (rescale == 0) return guided;
		float ratio = (float) (deviation(positive) / deviation(guided));
		float share = (float) rescale;
		float rest = (float) (1 - rescale);
		for (int i = 0; i < guided.length; i++)
			guided[i] = share * (guided[i] * ratio) + rest * guided[i];
		return guided;
	}

	private static double deviation(float[] values) {
		double mean = 0;
		for (float value : values)
			mean += value;
		mean /= values.length;
		double sum = 0;
		for (float value : values)
			sum += (value - mean) * (value - mean);
		return Math.sqrt(sum / (values.length - 1));
	}
}
