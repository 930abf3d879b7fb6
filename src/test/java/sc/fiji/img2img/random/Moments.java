package sc.fiji.img2img.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Mean, variance, and the chance to lie within one standard deviation. */
final class Moments {

	private final int count;
	private final double mean;
	private final double variance;
	private final double withinOne;

	private Moments(int count, double mean, double variance, double withinOne) {
		this.count = count;
		this.mean = mean;
		this.variance = variance;
		this.withinOne = withinOne;
	}

	static Moments of(float[] values) {
		double sum = 0;
		double squares = 0;
		int within = 0;
		for (float value : values) {
			sum += value;
			squares += (double) value * value;
			if (Math.abs(value) < 1) within++;
		}
		double mean = sum / values.length;
		return new Moments(values.length, mean, squares / values.length - mean * mean, (double) within / values.length);
	}

	/** Six standard errors each way: one seed in 5e8 may fail. */
	void assertStandardNormal() {
		double error = 6 / Math.sqrt(count);
		assertEquals(0, mean, error);
		assertEquals(1, variance, Math.sqrt(2) * error);
		assertEquals(0.682689, withinOne, 0.4655 * error);
	}
}
