package sc.fiji.img2img.diffusion.scheduler;

/**
 * The beta distribution with both parameters equal and below 1, whose quantiles place timesteps densely at both ends
 * (Lee et al., "Beta Sampling is All You Need").
 */
final class BetaDistribution {

	private static final int MAX_TERMS = 200;
	private static final int MAX_NEWTON_STEPS = 50;

	private final double parameter;
	private final double half;

	private BetaDistribution(double parameter) {
		this.parameter = parameter;
		half = integral(0.5);
	}

	/** @param parameter both alpha and beta, between 0 and 1 */
	static BetaDistribution of(double parameter) {
		return new BetaDistribution(parameter);
	}

	/**
	 * The inverse of the cumulative distribution function.
	 *
	 * @param p a probability from 0 to 1
	 */
	double quantile(double p) {
		return p > 0.5 ? 1 - lowerQuantile(1 - p) : lowerQuantile(p);
	}

	/** Newton's method from above. The integral is concave below 1/2, so that no step after the first can overshoot. */
	private double lowerQuantile(double p) {
		double target = 2 * half * p;
		double x = Math.pow(parameter * target, 1 / parameter);
		for (int i = 0; i < MAX_NEWTON_STEPS && x > 0; i++) {
			double density = Math.pow(x * (1 - x), parameter - 1);
			double next = x - (integral(x) - target) / density;
			if (Math.abs(next - x) <= Math.ulp(x)) {
				return next;
			}
			x = next;
		}
		return x;
	}

	/** The integral of (t (1 - t))^(parameter - 1) from 0 to x, by expanding the second factor; all terms are positive. */
	private double integral(double x) {
		double coefficient = 1;
		double sum = 1 / parameter;
		for (int n = 1; n < MAX_TERMS; n++) {
			coefficient *= (n - parameter) / n * x;
			double term = coefficient / (parameter + n);
			sum += term;
			if (term < sum * 1e-17) {
				break;
			}
		}
		return Math.pow(x, parameter) * sum;
	}
}
