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
package sc.fiji.img2img.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** The steps that run are those of diffusers: the double product, cut off. */
class StepPlanTest {

	@Example
	void productsThatFallShortOfAWholeNumberAreCutOff() {
		assertEquals(28, StepPlan.of(50, 0.58).running());
		assertEquals(14, StepPlan.of(50, 0.29).running());
		assertEquals(11, StepPlan.of(20, 0.57).running());
		assertEquals(18, StepPlan.of(20, 0.9).running());
		assertEquals(12, StepPlan.of(20, 0.6).running());
	}

	@Property
	void theDoubleProductIsCutOff(@ForAll @IntRange(min = 1, max = 1000) int steps,
		@ForAll @Scale(12) @DoubleRange(min = 0, max = 1) double strength)
	{
		StepPlan plan = StepPlan.of(steps, strength);
		assertEquals((int) Math.floor(steps * strength), plan.running());
		assertEquals(steps, plan.scheduled());
		assertEquals(steps, plan.first() + plan.running());
		assertEquals(plan.running() == 0, plan.isEmpty());
		assertEquals(plan.running() + " of " + steps + " steps", plan.toString());
	}

	@Property
	void exactPlansRunWhatWasAskedForAndEndWithTheStrengthsShare(@ForAll @IntRange(min = 1, max = 200) int steps,
		@ForAll @Scale(12) @DoubleRange(min = 0.001, max = 1) double strength)
	{
		StepPlan plan = StepPlan.exact(steps, strength);
		assertEquals(steps, plan.running());
		assertTrue(plan.scheduled() >= steps);
		assertTrue(plan.scheduled() * strength <= steps && (plan.scheduled() + 1) * strength > steps - 1e-9,
			plan.scheduled() + " scheduled");
	}

	@Property
	void wholePlansRunEverything(@ForAll @IntRange(min = 1, max = 200) int steps,
		@ForAll @Scale(12) @DoubleRange(min = 0.001, max = 1) double strength)
	{
		assertEquals(steps, StepPlan.whole(steps, strength).running());
		assertEquals(0, StepPlan.whole(steps, strength).first());
	}

	@Example
	void strengthZeroRunsNothing() {
		assertTrue(StepPlan.of(20, 0).isEmpty());
		assertTrue(StepPlan.exact(20, 0).isEmpty());
		assertTrue(StepPlan.whole(20, 0).isEmpty());
	}

	@Property
	void anythingElseIsRefused(@ForAll double strength) {
		Assume.that(!(strength >= 0 && strength <= 1));
		String message = assertThrows(IllegalArgumentException.class, () -> StepPlan.of(20, strength)).getMessage();
		assertTrue(message.contains("strength") && message.contains(Double.toString(strength)), message);
		assertThrows(IllegalArgumentException.class, () -> StepPlan.exact(0, 0.5));
		assertThrows(IllegalArgumentException.class, () -> StepPlan.of(20, Double.NaN));
	}
}
