package sc.fiji.img2img.diffusion.scheduler;

/** Element-wise float32 arithmetic on latents; every method returns a new array. */
final class Latents {

	private Latents() {}

	/** a x + b y. */
	static float[] mix(float a, float[] x, float b, float[] y) {
		float[] result = new float[x.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = a * x[i] + b * y[i];
		}
		return result;
	}

	/** x + factor y. */
	static float[] add(float[] x, float factor, float[] y) {
		float[] result = new float[x.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = x[i] + factor * y[i];
		}
		return result;
	}

	/** factor (x - y). */
	static float[] difference(float factor, float[] x, float[] y) {
		float[] result = new float[x.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = factor * (x[i] - y[i]);
		}
		return result;
	}

	/** (x - factor y) / divisor. */
	static float[] subtractThenDivide(float[] x, float factor, float[] y, float divisor) {
		float[] result = new float[x.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = (x[i] - factor * y[i]) / divisor;
		}
		return result;
	}

	/** x / divisor. */
	static float[] divide(float[] x, float divisor) {
		float[] result = new float[x.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = x[i] / divisor;
		}
		return result;
	}
}
