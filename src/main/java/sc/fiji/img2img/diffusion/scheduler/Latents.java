package sc.fiji.img2img.diffusion.scheduler;

/** Element-wise float32 arithmetic on latents; every method returns a new array. */
final class Latents {

	private Latents() {}

	/** a x + b y. */
	static float[] mix(final float a, final float[] x, final float b, final float[] y) {
		final float[] result = new float[x.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = a * x[i] + b * y[i];
		}
		return result;
	}

	/** x + factor y. */
	static float[] add(final float[] x, final float factor, final float[] y) {
		final float[] result = new float[x.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = x[i] + factor * y[i];
		}
		return result;
	}

	/** factor (x - y). */
	static float[] difference(final float factor, final float[] x, final float[] y) {
		final float[] result = new float[x.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = factor * (x[i] - y[i]);
		}
		return result;
	}

	/** (x - factor y) / divisor. */
	static float[] subtractThenDivide(final float[] x, final float factor, final float[] y, final float divisor) {
		final float[] result = new float[x.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = (x[i] - factor * y[i]) / divisor;
		}
		return result;
	}

	/** x / divisor. */
	static float[] divide(final float[] x, final float divisor) {
		final float[] result = new float[x.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = x[i] / divisor;
		}
		return result;
	}
}
