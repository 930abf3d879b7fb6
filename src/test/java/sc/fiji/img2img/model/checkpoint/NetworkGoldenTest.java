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
package sc.fiji.img2img.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

import sc.fiji.img2img.network.Form;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tensor.file.SafeTensors;

/** Each network of the shared checkpoints, built here, gives what torch's gives. */
@Tag("slow")
class NetworkGoldenTest {

	private static final double TOLERANCE = 1e-5;

	@TestFactory
	Stream<DynamicTest> networks() {
		return GoldenCheckpoints.tests(() -> GoldenCheckpoints.names().stream().flatMap(name -> GoldenCheckpoints.models(name).stream().flatMap(model -> forms(name).map(form -> dynamicTest(name + " " + model.getFileName() + " " + form, () -> check(name, model, form))))));
	}

	@TestFactory
	Stream<DynamicTest> autoencodersOfTheirOwn() {
		return GoldenCheckpoints.tests(() -> Stream.of("vae_only", "vae_diffusers", "vae_diffusers_old").map(vae -> dynamicTest(vae, () -> {
			Path folder = GoldenCheckpoints.get("sd1_ldm_f32_ema");
			checkVae(Checkpoint.open(folder.resolve("sd1_ldm_f32_ema.safetensors")).withVae(folder.resolve(vae +
				".safetensors")), "sd1_ldm_f32_ema", "vae.moments");
		})));
	}

	@TestFactory
	Stream<DynamicTest> tinyAutoencoders() {
		return GoldenCheckpoints.tests(() -> Stream.of("taesd_diffusers", "taesd_decoder", "taesd_encoder").map(vae -> dynamicTest(vae, () -> {
			Checkpoint checkpoint = Checkpoint.open(GoldenCheckpoints.models("taesd").get(0)).withVae(GoldenCheckpoints.get(
				"taesd").resolve(vae + ".safetensors"));
			assertTrue(checkpoint.hasTinyVae());
			checkVae(checkpoint, "taesd", "vae.latents");
		})));
	}

	private static void checkVae(Checkpoint checkpoint, String name, String encoded) throws IOException {
		try (SafeTensors golden = SafeTensors.open(GoldenCheckpoints.get(name).resolve("networks.safetensors"))) {
			compare(run(checkpoint.buildEncoder(Form.CPU), Map.of("sample", tensor(golden, "vae.image"))).values().iterator()
				.next(), golden, encoded);
			compare(run(checkpoint.buildDecoder(Form.CPU), Map.of("latent_sample", tensor(golden, "vae.latent"))).get("sample"),
				golden, "vae.decoded");
		}
	}

	/** NB: one of each transformer's form is enough for the plain operators. */
	private static Stream<Form> forms(String name) {
		return name.equals("sd1_ldm_fp16") || name.equals("sdxl_refiner_ldm") ? Stream.of(Form.CPU, Form.PLAIN) : Stream.of(
			Form.CPU);
	}

	private static void check(String name, Path model, Form form) throws IOException {
		Checkpoint checkpoint = Checkpoint.open(model);
		try (SafeTensors golden = SafeTensors.open(GoldenCheckpoints.get(name).resolve("networks.safetensors"))) {
			for (Role role : new Role[] { Role.TEXT_ENCODER, Role.TEXT_ENCODER_2 })
				if (checkpoint.has(role)) checkText(checkpoint, role, form, golden);
			checkUnet(checkpoint.buildUnet(form), golden);
		}
		if (checkpoint.has(Role.VAE) && !name.equals("taesd")) checkVae(checkpoint, name, "vae.moments");
	}

	private static void checkText(Checkpoint checkpoint, Role role, Form form, SafeTensors golden) throws IOException {
		String part = role == Role.TEXT_ENCODER ? "text_encoder" : "text_encoder_2";
		Map<String, Tensor> answers = run(checkpoint.buildText(role, form), Map.of("input_ids", tensor(golden, part +
			".input_ids")));
		compare(answers.entrySet().stream().filter(answer -> !answer.getKey().equals("text_embeds")).findFirst().get()
			.getValue(), golden, part + ".context");
		boolean pooled = golden.names().contains(part + ".pooled");
		assertEquals(pooled, answers.containsKey("text_embeds"));
		if (pooled) compare(answers.get("text_embeds"), golden, part + ".pooled");
	}

	private static void checkUnet(OnnxModel unet, SafeTensors golden) throws IOException {
		Map<String, Tensor> feeds = new LinkedHashMap<>();
		feeds.put("sample", tensor(golden, "unet.sample"));
		feeds.put("timestep", tensor(golden, "unet.timestep"));
		feeds.put("encoder_hidden_states", tensor(golden, "unet.context"));
		if (golden.names().contains("unet.pooled")) {
			feeds.put("text_embeds", tensor(golden, "unet.pooled"));
			feeds.put("time_ids", tensor(golden, "unet.time_ids"));
		}
		compare(run(unet, feeds).get("out_sample"), golden, "unet.out");
	}

	static Map<String, Tensor> run(OnnxModel model, Map<String, Tensor> feeds) throws IOException {
		try (OnnxSession session = OnnxSession.open(model, Provider.CPU)) {
			return session.run(feeds, new Cancellation());
		}
	}

	static Tensor tensor(SafeTensors golden, String name) throws IOException {
		return Tensor.of(golden.floats(name), golden.shape(name));
	}

	static void compare(Tensor actual, SafeTensors golden, String name) throws IOException {
		float[] expected = golden.floats(name);
		assertEquals(expected.length, actual.data().length, name);
		double difference = 0;
		double norm = 0;
		for (int i = 0; i < expected.length; i++) {
			difference += Math.pow(actual.data()[i] - expected[i], 2);
			norm += Math.pow(expected[i], 2);
		}
		double distance = Math.sqrt(difference / norm);
		assertTrue(distance <= TOLERANCE, name + ": relative L2 " + distance);
	}
}
