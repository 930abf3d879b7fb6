package sc.fiji.img2img;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** How far numbers are from those that they should be, as a share of those. */
public final class RelativeL2 {

	private RelativeL2() {
		// NB: one number.
	}

	/** The norm of the difference over that of the expected numbers. */
	public static double of(float[] actual, float[] expected) {
		assertEquals(expected.length, actual.length);
		double difference = 0;
		double norm = 0;
		for (int i = 0; i < expected.length; i++) {
			difference += Math.pow(actual[i] - (double) expected[i], 2);
			norm += Math.pow(expected[i], 2);
		}
		return Math.sqrt(difference / norm);
	}
}
