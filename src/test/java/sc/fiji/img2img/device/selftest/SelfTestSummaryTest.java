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
package sc.fiji.img2img.device.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

/** The outcomes of self-tests in words. */
class SelfTestSummaryTest {

	@Test
	void speedAndErrorAreToldForEachPrecisionAndDevice() {
		SelfTestSummary summary = new SelfTestSummary(List.of(outcome(0, "fp32", null), outcome(1, "fp32", null), outcome(0,
			"fp16", "Card does not compute in fp16")));
		assertTrue(summary.works());
		assertEquals(List.of("fp32"), summary.precisions());
		assertEquals("fp32 on Card: error 2.0e-07, 1.5 ms (built-in CPU provider: 3.0 ms); toy:2, fp32 on Card: error " +
			"2.0e-07, 1.5 ms (built-in CPU provider: 3.0 ms); fp16: Card does not compute in fp16.", summary.summary());
	}

	@Test
	void whatIsWrongWithAllOfThemIsSaidOnce() {
		SelfTestSummary summary = new SelfTestSummary(List.of(outcome(0, "fp32", "Toy finds no device here"), outcome(0,
			"fp16", "Toy finds no device here")));
		assertFalse(summary.works());
		assertEquals("Toy finds no device here.", summary.summary());
	}

	@Test
	void whatWorksInItsFastTypeOnlyDoesNotWork() {
		assertFalse(new SelfTestSummary(List.of(outcome(0, "fp32", "wrong numbers"), outcome(0, "fp16", null))).works());
	}

	private static SelfTestOutcome outcome(int number, String precision, String fault) {
		SelfTestOutcome outcome = new SelfTestOutcome();
		outcome.key = "toy";
		outcome.number = number;
		outcome.hardware = "Card";
		outcome.precision = precision;
		outcome.fault = fault;
		outcome.error = 2e-7;
		outcome.seconds = 1.5e-3;
		outcome.cpuSeconds = 3e-3;
		return outcome;
	}
}
