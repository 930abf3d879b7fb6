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
package sc.fiji.img2img.device;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import sc.fiji.img2img.device.provider.Candidate;
import sc.fiji.img2img.device.selftest.SelfTest;
import sc.fiji.img2img.device.selftest.SelfTestOutcome;
import sc.fiji.img2img.device.selftest.SelfTests;

/**
 * The devices that passed their self-tests, in the order of the times that these measured.
 * <p>
 * A device counts in the precision in which it would be taken. Immutable.
 * </p>
 */
final class SpeedOrder {

	/** What counts of each candidate that works; null for those that need no test. */
	private final Map<Candidate, SelfTestOutcome> outcomes = new LinkedHashMap<>();

	private final Precision precision;

	/**
	 * Tests what was not tested before.
	 *
	 * @param candidates in the order that decides between equals
	 */
	SpeedOrder(List<Candidate> candidates, SelfTests tests, Precision precision) {
		this.precision = precision;
		for (Candidate candidate : candidates) {
			SelfTestOutcome outcome = !candidate.needsTest() || candidate.fault() != null ? null : passed(candidate, tests);
			if (outcome != null || !candidate.needsTest()) outcomes.put(candidate, outcome);
		}
	}

	/** Those that work, the fastest first. */
	List<Candidate> candidates() {
		Comparator<Candidate> order = Comparator.comparing(this::seconds);
		if (precision == Precision.FAST) order = Comparator.comparing(this::isExact).thenComparing(order);
		return outcomes.keySet().stream().sorted(order).collect(Collectors.toList());
	}

	/** Whether it works. */
	boolean has(Candidate candidate) {
		return outcomes.containsKey(candidate);
	}

	// -- Helper methods --

	private SelfTestOutcome passed(Candidate candidate, SelfTests tests) {
		List<Boolean> types = new ArrayList<>();
		if (precision != Precision.FP32 && !candidate.fastType().isEmpty()) types.add(true);
		types.add(false);
		for (boolean fast : types)
			for (SelfTestOutcome outcome : tests.of(candidate, fast))
				if (outcome.isPassed() && (outcome.gpu || !candidate.needsGpu())) return outcome;
		return null;
	}

	/** NB: what needs no test is the CPU, which is timed in the others' tests. */
	private double seconds(Candidate candidate) {
		SelfTestOutcome own = outcomes.get(candidate);
		if (own != null) return own.seconds;
		return outcomes.values().stream().filter(outcome -> outcome != null).mapToDouble(outcome -> outcome.cpuSeconds).min()
			.orElse(0);
	}

	private boolean isExact(Candidate candidate) {
		SelfTestOutcome own = outcomes.get(candidate);
		return own == null || own.precision.equals(SelfTest.FP32);
	}
}
