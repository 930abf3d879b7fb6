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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.random.TorchCpuGenerator;

class SchedulersTest {

	private static final int STEPS = 6;
	private static final float[] CLEAN = FloatMath.linspace(-1, 1, 32);
	/** A model that comes with PLMS, as Stable Diffusion 1.5 does. */
	private static final SchedulerConfig STABLE_DIFFUSION = SchedulerConfig.empty().with("_class_name", "PNDMScheduler")
		.with("beta_schedule", "scaled_linear").with("beta_start", 0.00085).with("beta_end", 0.012).with("clip_sample", false)
		.with("set_alpha_to_one", false).with("skip_prk_steps", true).with("steps_offset", 1).with("trained_betas", null);

	static Stream<String> names() {
		return Schedulers.names().stream();
	}

	@ParameterizedTest
	@MethodSource("names")
	void everySamplerRunsToItsEnd(String name) {
		Scheduler scheduler = create(name);
		float[] end = run(scheduler, 0);
		for (float value : end) {
			assertTrue(Float.isFinite(value));
		}
		assertTrue(scheduler.initNoiseSigma() >= 1);
		assertEquals(scheduler.order() * STEPS, scheduler.timesteps().length, scheduler.order());
	}

	@ParameterizedTest
	@MethodSource("names")
	void twoRunsAreTheSame(String name) {
		assertArrayEquals(run(create(name), 0), run(create(name), 0));
	}

	@ParameterizedTest
	@MethodSource("names")
	void beginForgetsWhatCameBefore(String name) {
		Scheduler scheduler = create(name);
		int begin = 2 * scheduler.order();
		float[] fresh = run(create(name), begin);
		run(scheduler, 0);
		assertArrayEquals(fresh, run(scheduler, begin));
	}

	@ParameterizedTest
	@MethodSource("names")
	void aRunCanBeLeftInTheMiddleOfAStep(String name) {
		Scheduler scheduler = create(name);
		float[] fresh = run(create(name), 0);
		scheduler.begin(0);
		scheduler.step(CLEAN, 0, CLEAN, TorchCpuGenerator.of(1));
		assertArrayEquals(fresh, run(scheduler, 0));
	}

	@ParameterizedTest
	@MethodSource("names")
	void argumentsStayAsTheyAre(String name) {
		Scheduler scheduler = create(name);
		TorchCpuGenerator noise = TorchCpuGenerator.of(3);
		float[] sample = CLEAN.clone();
		float[] output = noise.next(CLEAN.length);
		float[] outputBefore = output.clone();
		scheduler.begin(0);
		for (int index = 0; index < scheduler.timesteps().length; index++) {
			scheduler.addNoise(sample, output, index);
			scheduler.scaleModelInput(sample, index);
			scheduler.step(output, index, sample, noise);
			assertArrayEquals(CLEAN, sample);
			assertArrayEquals(outputBefore, output);
		}
	}

	@ParameterizedTest
	@MethodSource("names")
	void arraysBelongToTheCallerAfterwards(String name) {
		Scheduler scheduler = create(name);
		TorchCpuGenerator noise = TorchCpuGenerator.of(7);
		float[] latent = scheduler.addNoise(CLEAN, noise.next(CLEAN.length), 0);
		scheduler.begin(0);
		for (int index = 0; index < scheduler.timesteps().length; index++) {
			double timestep = scheduler.timesteps()[index];
			float[] output = GoldenCase.model(scheduler.scaleModelInput(latent, index), timestep);
			float[] next = scheduler.step(output, index, latent, noise);
			Arrays.fill(output, Float.NaN);
			Arrays.fill(latent, Float.NaN);
			Arrays.fill(scheduler.timesteps(), Double.NaN);
			Arrays.fill(scheduler.sigmas(), Float.NaN);
			latent = next.clone();
			Arrays.fill(next, Float.NaN);
		}
		assertArrayEquals(run(create(name), 0), latent);
	}

	@ParameterizedTest
	@CsvSource({ "EulerAncestralDiscreteScheduler, Euler a", "euler_ancestral, Euler a", "EULER A, Euler a",
		"dpmpp_2m, DPM++ 2M", "DPM++ 2m sde karras, DPM++ 2M SDE Karras", "dpmpp_2m_sde, DPM++ 2M SDE", "uni_pc, UniPC",
		"lcm, LCM", "dpm_2_ancestral, DPM2 a", "KDPM2 a Karras, DPM2 a Karras", "plms, PLMS", "heun, Heun", "ddim, DDIM" })
	void namesAreFoundHoweverTheyAreWritten(String written, String name) {
		assertEquals(name, Schedulers.find(written).name());
	}

	@Test
	void everyClassIsFoundByItsName() {
		HashSet<String> classes = new HashSet<>();
		for (String name : Schedulers.names()) {
			SchedulerType type = Schedulers.find(name);
			assertEquals(name, type.name());
			assertEquals(type.className(), Schedulers.find(type.className()).className());
			classes.add(type.className());
		}
		assertEquals(16, classes.size());
	}

	@Test
	void unknownNameListsThePossibleOnes() {
		String message = refusal(() -> Schedulers.find("Eule"));
		assertTrue(message.contains("\"Eule\""), message);
		for (String name : new String[] { "DDIM", "Euler a", "DPM++ 2M SDE", "UniPC", "Karras, Exponential or Beta" }) {
			assertTrue(message.contains(name), message);
		}
	}

	@Test
	void spreadingASamplerThatCannotBeSpreadIsRefused() {
		assertTrue(refusal(() -> Schedulers.find("Euler a Karras")).contains("There is no scheduler"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "DPMSolverSDEScheduler", "DPM++ SDE", "dpmpp_sde" })
	void brownianSamplersAreRefusedWithAReason(String name) {
		assertTrue(refusal(() -> Schedulers.find(name)).contains("DPM++ 2M SDE"));
	}

	@Test
	void aModelsOwnSamplerIsThatOfItsClassName() {
		assertSame(Schedulers.find("PNDMScheduler"), Schedulers.ownOf(STABLE_DIFFUSION));
		assertTrue(refusal(() -> Schedulers.ownOf(SchedulerConfig.empty())).contains("_class_name"));
	}

	@Test
	void aNameWinsOverTheModelsSettings() {
		SchedulerConfig config = STABLE_DIFFUSION.with("algorithm_type", "sde-dpmsolver++").with("use_beta_sigmas", true);
		float[] karras = Schedulers.find("DPM++ 2M Karras").create(config, STEPS, 1).sigmas();
		SchedulerConfig asNamed = STABLE_DIFFUSION.with("use_karras_sigmas", true);
		assertArrayEquals(Schedulers.find("DPMSolverMultistepScheduler").create(asNamed, STEPS, 1).sigmas(), karras);
		Scheduler deterministic = Schedulers.find("DPM++ 2M").create(config, STEPS, 1);
		deterministic.begin(0);
		deterministic.step(CLEAN, 0, CLEAN, count -> {
			throw new AssertionError("DPM++ 2M must not draw noise");
		});
	}

	@Test
	void switchingKeepsWhatTheModelSaysAndTheSamplerKnows() {
		double[] ofEuler = Schedulers.find("Euler").create(STABLE_DIFFUSION, 5, 1).timesteps();
		assertArrayEquals(new double[] { 999, 749.25, 499.5, 249.75, 0 }, ofEuler, "Euler's own spacing");
		double[] ofDdim = Schedulers.find("DDIM").create(STABLE_DIFFUSION, 5, 1).timesteps();
		assertArrayEquals(new double[] { 801, 601, 401, 201, 1 }, ofDdim, "DDIM's own spacing, the model's steps_offset");
		SchedulerConfig spaced = STABLE_DIFFUSION.with("timestep_spacing", "trailing");
		assertArrayEquals(new double[] { 999, 799, 599, 399, 199 }, Schedulers.find("Euler").create(spaced, 5, 1).timesteps());
	}

	@Test
	void strengthCrowdsOnlyConsistencySamplers() {
		assertArrayEquals(new double[] { 999, 759, 499, 259 }, Schedulers.find("LCM").create(STABLE_DIFFUSION, 4, 1)
			.timesteps());
		assertArrayEquals(new double[] { 499, 379, 259, 139 }, Schedulers.find("LCM").create(STABLE_DIFFUSION, 4, 0.5)
			.timesteps());
		assertArrayEquals(Schedulers.find("DDIM").create(STABLE_DIFFUSION, 4, 1).timesteps(), Schedulers.find("DDIM").create(
			STABLE_DIFFUSION, 4, 0.5).timesteps());
	}

	@Test
	void impossibleStepsAndStrengthsAreRefused() {
		SchedulerType ddim = Schedulers.find("DDIM");
		assertTrue(refusal(() -> ddim.create(STABLE_DIFFUSION, 0, 1)).contains("0 steps"));
		assertTrue(refusal(() -> ddim.create(STABLE_DIFFUSION, 1001, 1)).contains("1001 steps"));
		assertTrue(refusal(() -> ddim.create(STABLE_DIFFUSION, 5, Double.NaN)).contains("NaN"));
		assertTrue(refusal(() -> ddim.create(STABLE_DIFFUSION, 5, 0)).contains("0.0"));
		assertTrue(refusal(() -> Schedulers.find("LCM").create(STABLE_DIFFUSION, 51, 1)).contains("51 steps"));
		String pndm = refusal(() -> Schedulers.find("PNDM").create(STABLE_DIFFUSION.with("skip_prk_steps", false), 3, 1));
		assertTrue(pndm.contains("at least 4"), pndm);
	}

	@Test
	void aRunOfTwoCallsAStepCannotBeginBetweenThem() {
		assertTrue(refusal(() -> create("Heun").begin(3)).contains("must be even"));
	}

	@Test
	void roundingPastTheFirstTimestepIsLeftOutOrHarmless() {
		SchedulerConfig trailing = STABLE_DIFFUSION.with("timestep_spacing", "trailing");
		double[] ofDdim = Schedulers.find("DDIM").create(trailing, 61, 1).timesteps();
		assertEquals(61, ofDdim.length);
		assertEquals(15, ofDdim[60]);
		double[] ofEuler = Schedulers.find("Euler").create(trailing, 61, 1).timesteps();
		assertEquals(62, ofEuler.length);
		assertEquals(-1, ofEuler[61]);
	}

	@Test
	void timestepsBeyondTheScheduleAreRefused() {
		Scheduler scheduler = Schedulers.find("DDIM").create(STABLE_DIFFUSION, 1000, 1);
		assertTrue(refusal(() -> scheduler.addNoise(CLEAN, CLEAN, 0)).contains("timestep 1000"));
	}

	private static Scheduler create(String name) {
		return Schedulers.find(name).create(STABLE_DIFFUSION, STEPS, 1);
	}

	private static float[] run(Scheduler scheduler, int begin) {
		TorchCpuGenerator noise = TorchCpuGenerator.of(7);
		double[] timesteps = scheduler.timesteps();
		float[] latent = scheduler.addNoise(CLEAN, noise.next(CLEAN.length), begin);
		scheduler.begin(begin);
		for (int index = begin; index < timesteps.length; index++) {
			float[] output = GoldenCase.model(scheduler.scaleModelInput(latent, index), timesteps[index]);
			latent = scheduler.step(output, index, latent, noise);
		}
		return latent;
	}

	private static String refusal(Runnable action) {
		return assertThrows(IllegalArgumentException.class, action::run).getMessage();
	}
}
