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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

import sc.fiji.img2img.random.NoiseSource;
import sc.fiji.img2img.tensor.file.SafeTensors;

/** Every sampler against runs of diffusers: the same timesteps, noise levels and latents after every model call. */
class SchedulerGoldenTest {

	private static final double TOLERANCE = 1e-4;
	private static final Path RESOURCES = Paths.get("src", "test", "resources", "goldens");

	@TestFactory
	Stream<DynamicTest> runsLikeDiffusers(TestReporter reporter) throws IOException {
		return tests(RESOURCES.resolve("schedulers.json"), reporter);
	}

	@TestFactory
	Stream<DynamicTest> runsLikeDiffusersWithRarerSettings(TestReporter reporter) throws IOException {
		return tests(RESOURCES.resolve("schedulers_more.json"), reporter);
	}

	/** Each of these raises an error in diffusers, when it is made, told the number of steps, or stepped. */
	@TestFactory
	Stream<DynamicTest> refusesWhatDiffusersRefuses() throws IOException {
		List<DynamicTest> tests = new ArrayList<>();
		for (JsonElement element : read(RESOURCES.resolve("schedulers_more.json")).getAsJsonArray("refused")) {
			JsonObject refused = element.getAsJsonObject();
			SchedulerType type = Schedulers.find(refused.get("scheduler").getAsString());
			SchedulerConfig config = SchedulerConfig.of(refused.getAsJsonObject("config"));
			tests.add(DynamicTest.dynamicTest(type.className() + ' ' + config, () -> assertThrows(
				IllegalArgumentException.class, () -> type.create(config, 5, 1))));
		}
		assertTrue(tests.size() > 10);
		return tests.stream();
	}

	private static Stream<DynamicTest> tests(Path json, TestReporter reporter) throws IOException {
		List<DynamicTest> tests = new ArrayList<>();
		Path data = json.resolveSibling(json.getFileName().toString().replace(".json", ".safetensors"));
		for (GoldenCase golden : cases(json)) {
			tests.add(DynamicTest.dynamicTest(golden.name(), () -> check(golden, data, reporter)));
		}
		assertTrue(tests.size() > 10, json + " holds too few cases");
		return tests.stream();
	}

	private static List<GoldenCase> cases(Path json) throws IOException {
		List<GoldenCase> cases = new ArrayList<>();
		for (JsonElement element : read(json).getAsJsonArray("cases")) {
			cases.add(new GoldenCase(element.getAsJsonObject()));
		}
		return cases;
	}

	private static JsonObject read(Path json) throws IOException {
		try (Reader reader = Files.newBufferedReader(json)) {
			return JsonParser.parseReader(reader).getAsJsonObject();
		}
	}

	private static void check(GoldenCase golden, Path data, TestReporter reporter) throws IOException {
		Scheduler scheduler = golden.scheduler();
		double[] timesteps = scheduler.timesteps();
		int begin = golden.begin();
		assertEquals(golden.order(), scheduler.order());
		assertArrayEquals(golden.timesteps(), Arrays.copyOfRange(timesteps, begin, timesteps.length), 1e-3);
		assertSigmas(golden.sigmas(), scheduler.sigmas());
		assertEquals(golden.initNoiseSigma(), scheduler.initNoiseSigma(), golden.initNoiseSigma() * 1e-6);

		try (SafeTensors tensors = SafeTensors.open(data)) {
			NoiseSource noise = golden.noiseSource();
			float[] latent = golden.noise(scheduler, noise);
			double noisedError = relativeError(golden.noised(tensors), 0, latent);
			assertTrue(noisedError < 1e-6, "the noised latent is off by " + noisedError);
			float[] trajectory = golden.trajectory(tensors);
			double worst = 0;
			scheduler.begin(begin);
			for (int index = begin; index < timesteps.length; index++) {
				float[] output = GoldenCase.model(scheduler.scaleModelInput(latent, index), timesteps[index]);
				latent = scheduler.step(output, index, latent, noise);
				double error = relativeError(trajectory, (index - begin) * latent.length, latent);
				assertTrue(error < TOLERANCE, "model call " + index + " leads to a latent that is off by " + error);
				worst = Math.max(worst, error);
			}
			assertEquals(trajectory.length, (timesteps.length - begin) * latent.length);
			reporter.publishEntry(golden.name(), String.format(Locale.ROOT, "%.1e", worst));
		}
	}

	private static void assertSigmas(double[] expected, float[] actual) {
		assertEquals(expected.length, actual.length);
		for (int i = 0; i < expected.length; i++) {
			assertEquals(expected[i], actual[i], expected[i] * 1e-6, "noise level " + i);
		}
	}

	private static double relativeError(float[] expected, int offset, float[] actual) {
		double difference = 0;
		double norm = 0;
		for (int i = 0; i < actual.length; i++) {
			double value = expected[offset + i];
			difference += (value - actual[i]) * (value - actual[i]);
			norm += value * value;
		}
		return Math.sqrt(difference / norm);
	}
}
