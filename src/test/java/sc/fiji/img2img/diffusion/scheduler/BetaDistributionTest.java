/*-
 * #%L
 * Image to image with latent diffusion models, for ImageJ and Fiji.
 * %%
 * Copyright (C) 2026 Img2Img developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
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
