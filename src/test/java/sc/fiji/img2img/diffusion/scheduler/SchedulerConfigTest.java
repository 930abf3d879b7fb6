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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulerConfigTest {

	private static final String JSON = "{\"beta_start\": 0.00085, \"num_train_timesteps\": 1000, \"clip_sample\": false," +
		" \"beta_schedule\": \"scaled_linear\", \"trained_betas\": null, \"lambda_min_clipped\": -Infinity," +
		" \"disable_corrector\": [0, 2], \"eta\": 0.5, \"_use_default_values\": [\"eta\"]}";

	@Test
	void readsWhatGsonParses() {
		Map<String, Object> map = new Gson().fromJson(JSON, new TypeToken<Map<String, Object>>() {}
			.getType());
		for (SchedulerConfig config : new SchedulerConfig[] { SchedulerConfig.of(map), SchedulerConfig.of(JsonParser
			.parseString(JSON).getAsJsonObject()) })
		{
			assertEquals(0.00085, config.number("beta_start", 1, 0, 1));
			assertEquals(1000, config.integer("num_train_timesteps", 1, 1, 5000));
			assertFalse(config.flag("clip_sample", true));
			assertEquals("scaled_linear", config.text("beta_schedule", ""));
			assertEquals(Double.NEGATIVE_INFINITY, config.number("lambda_min_clipped", 0, Double.NEGATIVE_INFINITY, 0));
			assertArrayEquals(new double[] { 0, 2 }, config.numbers("disable_corrector"));
		}
	}

	@Test
	void missingAndNullKeysHaveTheCallersValue() {
		SchedulerConfig config = SchedulerConfig.of(JsonParser.parseString(JSON).getAsJsonObject());
		assertEquals(0, config.numbers("trained_betas").length);
		assertFalse(config.has("trained_betas"));
		assertTrue(config.flag("thresholding", true));
		assertEquals(7, config.integer("solver_order", 7, 1, 8));
		assertFalse(config.positive("sigma_min").isPresent());
		assertEquals(0.1, config.number("eta", 0.1, 0, 1), "a key that diffusers only filled in");
	}

	@Test
	void withLeavesTheOriginalAlone() {
		SchedulerConfig config = SchedulerConfig.empty().with("eta", 0.5);
		assertEquals(0.7, config.with("eta", 0.7).number("eta", 0, 0, 1));
		assertEquals(0.5, config.number("eta", 0, 0, 1));
		assertFalse(config.with("eta", null).has("eta"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "DDIM|beta_schedule|\"cubic\"|\"squaredcos_cap_v2\"",
		"DDIM|beta_schedule|3|\"linear\"", "DDIM|num_train_timesteps|999.5|whole number",
		"DDIM|num_train_timesteps|\"many\"|whole number", "DDIM|num_train_timesteps|1|from 2", "DDIM|beta_start|-0.1|from 0.0",
		"DDIM|beta_end|[1]|a number", "DDIM|clip_sample|\"yes\"|true or false", "DDIM|prediction_type|\"flow_prediction\"|" +
			"\"epsilon\"", "DDIM|timestep_spacing|\"even\"|\"trailing\"", "DDIM|trained_betas|[0.1, 0.2]|num_train_timesteps",
		"DDIM|trained_betas|\"none\"|list of numbers", "DDIM|trained_betas|[true]|list of numbers", "DDIM|eta|1.5|to 1.0",
		"DDIM|steps_offset|-1|from 0", "DDPM|variance_type|\"learned_range\"|\"fixed_small\"",
		"Euler|sigma_min|0|above 0", "Euler|final_sigmas_type|\"none\"|\"sigma_min\"",
		"Euler|interpolation_type|\"cubic\"|\"log_linear\"", "DPM++ 2M|solver_order|4|from 1 to 3",
		"DPM++ 2M|solver_type|\"rk4\"|\"midpoint\"", "DPM++ 2M|variance_type|\"learned\"|missing",
		"DEIS|algorithm_type|\"sde-dpmsolver++\"|\"deis\"", "UniPC|solver_p|{}|missing", "UniPC|shift_terminal|0.1|missing",
		"UniPC|predict_x0|false|sigma_min", "UniPC|lower_order_final|false|sigma_min", "LCM|original_inference_steps|0|from 1",
		"FlowMatch Euler|use_dynamic_shifting|true|mu", "FlowMatch Euler|shift|0|a number",
		"FlowMatch Euler|shift_terminal|1|a number" })
	void impossibleValuesAreNamed(String sampler, String key, String value, String allowed) {
		SchedulerConfig config = SchedulerConfig.of(JsonParser.parseString("{\"" + key + "\": " + value + "}")
			.getAsJsonObject());
		String message = assertThrows(IllegalArgumentException.class, () -> Schedulers.find(sampler).create(config, 5,
			1)).getMessage();
		assertTrue(message.contains(key), message);
		assertTrue(message.contains(allowed), message);
		assertTrue(message.endsWith("."), message);
	}

	@Test
	void severalSpreadsAtOnceAreRefused() {
		SchedulerConfig config = SchedulerConfig.empty().with("use_karras_sigmas", true).with("use_beta_sigmas", true);
		assertThrows(IllegalArgumentException.class, () -> Schedulers.find("EulerDiscreteScheduler").create(config, 5, 1));
	}

	@Test
	void aFlowWhoseLevelsAreSpreadOtherwiseIsRefused() {
		SchedulerConfig config = SchedulerConfig.empty().with("use_karras_sigmas", true).with("use_flow_sigmas", true);
		String message = assertThrows(IllegalArgumentException.class, () -> Schedulers.find("DPM++ 2M").create(config, 5,
			1)).getMessage();
		assertTrue(message.contains("use_flow_sigmas"), message);
	}

	@Test
	void unknownKeysAreIgnored() {
		SchedulerConfig config = SchedulerConfig.empty().with("a_key_of_tomorrow", "x").with("skip_prk_steps", 3);
		assertEquals(5, Schedulers.find("Euler").create(config, 5, 1).timesteps().length);
	}
}
