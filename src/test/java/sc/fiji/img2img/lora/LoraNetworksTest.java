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
package sc.fiji.img2img.lora;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

import sc.fiji.img2img.RelativeL2;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tensor.file.SafeTensors;

/** A single network, asked once, answers with LoRAs at any weight as torch does in double precision. */
@Tag("slow")
class LoraNetworksTest {

	/** What float32 leaves of a text encoder's answer; UNets are less exact, see `spread`. */
	private static final double TOLERANCE = 2e-6;

	private static final Path EXACT = Path.of("src", "test", "resources", "goldens", "lora");

	@TestFactory
	Stream<DynamicTest> exactAnswers() throws IOException {
		List<DynamicTest> tests = new ArrayList<>();
		for (JsonElement single : JsonParser.parseString(Files.readString(EXACT.resolve("exact.json"))).getAsJsonObject()
			.getAsJsonArray("networks"))
			tests.add(dynamicTest(single.getAsJsonObject().get("key").getAsString(), () -> check(single.getAsJsonObject())));
		return tests.stream();
	}

	private static void check(JsonObject single) throws IOException {
		Path directory = TestModels.get(single.get("model").getAsString());
		double tolerance = Math.max(TOLERANCE, 2 * single.get("spread").getAsDouble());
		for (LoraForm form : LoraForm.values()) {
			double error = error(directory, single, form, 1);
			assertTrue(error <= tolerance, form + ": relative L2 " + error);
		}
		assertTrue(error(directory, single, LoraForm.MERGED, 1.01) > 5 * tolerance, "an error of a hundredth would not be seen");
	}

	/** @param factor by which the LoRAs' weights are off */
	private static double error(Path directory, JsonObject single, LoraForm form, double factor) throws IOException {
		List<Lora> loras = new ArrayList<>();
		for (Map.Entry<String, JsonElement> lora : single.getAsJsonObject("lora").entrySet())
			loras.add(Lora.of(LoraFile.open(directory.resolve(Path.of("lora", lora.getKey() + ".kohya.safetensors"))), factor *
				lora.getValue().getAsDouble()));
		OnnxModel model = ModelDirectory.open(directory).component(part(single).component()).read();
		return error(model, form.put(model, part(single), loras), single);
	}

	private static double error(OnnxModel model, LoraRewrite rewrite, JsonObject single) throws IOException {
		String name = single.get("model").getAsString() + "." + single.get("part").getAsString() + ".";
		try (SafeTensors exact = SafeTensors.open(EXACT.resolve("exact.safetensors"));
			OnnxSession session = OnnxSession.open(model, Provider.CPU))
		{
			Map<String, Tensor> feeds = new LinkedHashMap<>();
			for (String key : exact.names())
				if (key.startsWith(name) && session.input(key.substring(name.length())) != null) feeds.put(key.substring(name
					.length()), Tensor.of(exact.floats(key), exact.shape(key)));
			feeds.putAll(rewrite.feeds(new int[feeds.get(part(single) == Part.UNET ? "sample" : "input_ids").dim(0)]));
			String key = single.get("key").getAsString();
			Map<String, Tensor> answers = session.run(feeds, new Cancellation());
			return RelativeL2.of(answer(answers).data(), exact.floats(key));
		}
	}

	private static Part part(JsonObject single) {
		String name = single.get("part").getAsString();
		return Stream.of(Part.UNET, Part.TEXT_ENCODER, Part.TEXT_ENCODER_2).filter(part -> part.component().equals(name))
			.findFirst().get();
	}

	/** The UNet's only answer; a text encoder's last hidden state, or with a projection the last but one. */
	private static Tensor answer(Map<String, Tensor> answers) {
		int states = (int) answers.keySet().stream().filter(name -> name.startsWith("hidden_states.")).count();
		if (answers.containsKey("text_embeds")) return answers.get("hidden_states." + (states - 2));
		return answers.getOrDefault("last_hidden_state", answers.values().iterator().next());
	}
}
