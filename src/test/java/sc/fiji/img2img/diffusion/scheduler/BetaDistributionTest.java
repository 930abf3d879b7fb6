package sc.fiji.img2img.diffusion.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaDistributionTest {

	private static final BetaDistribution BETA = BetaDistribution.of(0.6);

	/** Values of scipy.stats.beta.ppf(p, 0.6, 0.6). */
	@ParameterizedTest
	@CsvSource({ "0.0, 0.0", "1e-09, 1.85588246249141e-15", "0.001, 1.855873851745199e-05",
		"0.05, 0.012554456873611399", "0.25, 0.17568037865269498", "0.3333333333333333, 0.2754132907776234",
		"0.5, 0.5000000000000001", "0.61, 0.6506988426928272", "0.75, 0.824319621347305",
		"0.9, 0.9604155944112192", "0.999, 0.9999814412614826", "1.0, 1.0" })
	void quantilesAreThoseOfScipy(double p, double quantile) {
		assertEquals(quantile, BETA.quantile(p), quantile * 1e-14);
	}

	@Property
	void quantilesRise(@ForAll @DoubleRange(min = 0, max = 1) final double p,
		@ForAll @DoubleRange(min = 0, max = 1) final double q)
	{
		double low = BETA.quantile(Math.min(p, q));
		double high = BETA.quantile(Math.max(p, q));
		assertTrue(0 <= low && low <= high && high <= 1);
	}

	@Property
	void theDistributionIsSymmetric(@ForAll @DoubleRange(min = 0, max = 1) final double p) {
		assertEquals(1, BETA.quantile(p) + BETA.quantile(1 - p), 1e-12);
	}
}
