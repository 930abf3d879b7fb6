package sc.fiji.img2img.diffusion.scheduler;

/** A weighted sum of latents, added up from left to right in float32. */
final class LatentSum {

	private final float[] sum;

	private LatentSum(float[] sum) {
		this.sum = sum;
	}

	static LatentSum of(float weight, float[] latent) {
		float[] sum = new float[latent.length];
		for (int i = 0; i < sum.length; i++) {
			sum[i] = weight * latent[i];
		}
		return new LatentSum(sum);
	}

	/** Starts with a quotient. */
	static LatentSum ofDivided(float[] latent, float divisor) {
		return new LatentSum(Latents.divide(latent, divisor));
	}

	/** Adds one more term to this very sum. */
	LatentSum plus(float weight, float[] latent) {
		for (int i = 0; i < sum.length; i++) {
			sum[i] += weight * latent[i];
		}
		return this;
	}

	/** A multiple of the sum. */
	float[] times(float factor) {
		float[] result = new float[sum.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = factor * sum[i];
		}
		return result;
	}

	/** The sum; no term may be added afterwards. */
	float[] toArray() {
		return sum;
	}
}
