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
package sc.fiji.img2img.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.onnx.graph.GraphFiles;

/** Every way in which a model directory can be wrong ends in one sentence, and in no file. */
@Tag("slow")
class BadModelTest {

	private static final List<String> NETWORKS = List.of("text_encoder", "unet", "vae_encoder", "vae_decoder");

	private static final List<String> CONFIGS = List.of("model_index.json", "scheduler/scheduler_config.json",
		"text_encoder/config.json", "unet/config.json", "vae_decoder/config.json", "tokenizer/tokenizer_config.json",
		"tokenizer/vocab.json");

	@TempDir
	static Path directory;

	private static Path input;

	@FunctionalInterface
	private interface Damage {

		void to(Path model) throws IOException;
	}

	@BeforeAll
	static void makeInput() throws IOException {
		input = TestImages.write(TestImages.rgb(32, 32), directory.resolve("input.png"));
	}

	@TestFactory
	Stream<DynamicTest> truncatedNetworksAreNamed() {
		List<DynamicTest> tests = new ArrayList<>();
		for (String network : NETWORKS)
			for (double share : new double[] { 0, 0.001, 0.5, 0.999, 1 })
				tests.add(damaged(network + " cut off after " + share, model -> cut(model.resolve(network + "/model.onnx"), share),
					network, "not an ONNX model"));
		return tests.stream();
	}

	@TestFactory
	Stream<DynamicTest> otherFilesInTheirPlaceAreNamed() {
		byte[] noise = new byte[5000];
		new Random(1).nextBytes(noise);
		List<DynamicTest> tests = new ArrayList<>();
		for (String network : NETWORKS) {
			tests.add(damaged("garbage as " + network, model -> Files.write(model.resolve(network + "/model.onnx"), noise),
				network, "not an ONNX model"));
			tests.add(damaged("JSON as " + network, model -> write(model, network + "/model.onnx", "{\"a\": 1}"), network,
				"not an ONNX model"));
			tests.add(damaged("PNG as " + network, model -> Files.write(model.resolve(network + "/model.onnx"), Files
				.readAllBytes(input)), network, "not an ONNX model"));
			tests.add(damaged("a large-file pointer as " + network, model -> write(model, network + "/model.onnx",
				"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n"), network, "not an ONNX model"));
			tests.add(damaged("a folder as " + network, model -> {
				Files.delete(model.resolve(network + "/model.onnx"));
				Files.createDirectory(model.resolve(network + "/model.onnx"));
			}, network));
		}
		return tests.stream();
	}

	@TestFactory
	Stream<DynamicTest> swappedNetworksAreNamed() {
		return Stream.of( //
			damaged("the UNet as VAE decoder", model -> copy(model, "unet", "vae_decoder"), "not a VAE decoder"),
			damaged("the UNet as VAE encoder", model -> copy(model, "unet", "vae_encoder"), "not a VAE encoder"),
			damaged("the text encoder as UNet", model -> copy(model, "text_encoder", "unet"), "not a UNet"),
			damaged("the VAE as text encoder", model -> copy(model, "vae_decoder", "text_encoder"), "not a text encoder"),
			damaged("the UNet as text encoder", model -> copy(model, "unet", "text_encoder"), "not a text encoder"),
			damaged("the encoder as decoder", model -> copy(model, "vae_encoder", "vae_decoder"), "not a VAE decoder"),
			damaged("the decoder as encoder", model -> copy(model, "vae_decoder", "vae_encoder"), "not a VAE encoder"),
			damaged("another model's UNet", model -> replace(model, "sd2", "unet"), "do not belong together"),
			damaged("the UNet of Stable Diffusion XL", model -> replace(model, "sdxl", "unet"), "do not belong together"));
	}

	@TestFactory
	Stream<DynamicTest> missingPartsAreNamed() {
		List<DynamicTest> tests = new ArrayList<>();
		for (String network : NETWORKS) {
			tests.add(damaged("no folder " + network, model -> Files.move(model.resolve(network), model.resolve("x")),
				network, "no folder"));
			tests.add(damaged("no file in " + network, model -> Files.delete(model.resolve(network + "/model.onnx")),
				network, "no model.onnx"));
			tests.add(damaged("two renamed files in " + network, model -> {
				Path file = model.resolve(network + "/model.onnx");
				Files.copy(file, file.resolveSibling("a.onnx"));
				Files.move(file, file.resolveSibling("b.onnx"));
			}, network, "several ONNX files"));
		}
		tests.add(damaged("no tokenizer", model -> Files.move(model.resolve("tokenizer"), model.resolve("x")), "tokenizer",
			"vocab.json"));
		tests.add(damaged("no vocabulary", model -> Files.delete(model.resolve("tokenizer/vocab.json")), "vocab.json"));
		tests.add(damaged("no merges", model -> Files.delete(model.resolve("tokenizer/merges.txt")), "merges.txt"));
		tests.add(damaged("no scheduler", model -> Files.delete(model.resolve("scheduler/scheduler_config.json")),
			"scheduler_config.json", "_class_name"));
		tests.add(damaged("nothing at all", BadModelTest::deleteContent, "no folder unet"));
		tests.add(damaged("no model", model -> {
			deleteContent(model);
			Files.delete(model);
		}, "there is no model \""));
		return tests.stream();
	}

	@TestFactory
	Stream<DynamicTest> brokenConfigurationsAreNamed() {
		List<DynamicTest> tests = new ArrayList<>();
		for (String config : CONFIGS) {
			tests.add(damaged("half of " + config, model -> cut(model.resolve(config), 0.5), config, "JSON"));
			tests.add(damaged("a list as " + config, model -> write(model, config, "[1, 2]"), config, "JSON object"));
			tests.add(damaged("bytes as " + config, model -> Files.write(model.resolve(config), new byte[] { -1, -2, 0 }),
				config));
			tests.add(damaged("brackets as " + config, model -> write(model, config, "[".repeat(100_000)), config, "JSON"));
		}
		tests.add(scheduler("without a class", "{\"beta_start\": 0.001}", "_class_name is missing"));
		tests.add(scheduler("of an unknown class", "{\"_class_name\": \"HopScheduler\"}", "HopScheduler"));
		tests.add(scheduler("with a number as class", "{\"_class_name\": 3}", "_class_name"));
		tests.add(scheduler("with a text as number", "{\"_class_name\": \"DDIMScheduler\", \"beta_start\": \"x\"}",
			"beta_start"));
		tests.add(vae("with a text as scaling factor", "{\"scaling_factor\": \"x\"}", "scaling_factor"));
		tests.add(vae("with a scaling factor of 0", "{\"scaling_factor\": 0}", "scaling_factor"));
		tests.add(vae("with a mean of 3 channels", "{\"scaling_factor\": 1, \"latents_mean\": [1, 2, 3]}", "latents_mean"));
		tests.add(vae("with a text as mean", "{\"scaling_factor\": 1, \"latents_mean\": \"x\"}", "latents_mean"));
		return tests.stream();
	}

	@TestFactory
	Stream<DynamicTest> otherArchitecturesAreNamed() {
		return Stream.of( //
			damaged("Stable Diffusion 3", model -> write(model, "model_index.json",
				"{\"_class_name\": \"StableDiffusion3Pipeline\"}"), "StableDiffusion3Pipeline", "diffusion transformer"),
			damaged("Flux", model -> {
				write(model, "model_index.json", "{\"_class_name\": \"FluxPipeline\"}");
				Files.move(model.resolve("unet"), model.resolve("transformer"));
			}, "FluxPipeline", "diffusion transformer"),
			damaged("a transformer without an index", model -> {
				Files.delete(model.resolve("model_index.json"));
				Files.move(model.resolve("unet"), model.resolve("transformer"));
			}, "diffusion transformer"));
	}

	@TestFactory
	Stream<DynamicTest> anotherModelsTokenizerIsNamed() {
		return Stream.of( //
			damaged("a vocabulary larger than the table of embeddings", model -> GraphFiles.shrinkEmbeddings(model.resolve("text_encoder/model.onnx"),
				1000),
				"tokenizer", "does not belong to", "1000"),
			damaged("a vocabulary with a gap", model -> write(model, "tokenizer/vocab.json", "{\"a\": 0, \"b\": 7}"),
				"vocab.json", "gaps"));
	}

	@TestFactory
	Stream<DynamicTest> graphicsOperatorsAreNamed() {
		return Stream.of("NhwcConv", "GroupNorm", "BiasSplitGelu", "SkipGroupNorm", "BiasAdd").map(operator -> damaged(
			operator, model -> GraphFiles.append(model.resolve("unet/model.onnx"), "com.microsoft", operator), "unet", operator,
			"graphics processors", "CPU"));
	}

	@TestFactory
	Stream<DynamicTest> stagesThatOverflowAreNamed() {
		return Stream.of( //
			damaged("text encoder", model -> GraphFiles.poison(model.resolve("text_encoder/model.onnx")), "The text encoder"),
			damaged("VAE encoder", model -> GraphFiles.poison(model.resolve("vae_encoder/model.onnx")), "The VAE encoder"),
			damaged("UNet", model -> GraphFiles.poison(model.resolve("unet/model.onnx")), "The UNet", "timestep"),
			damaged("VAE decoder", model -> GraphFiles.poison(model.resolve("vae_decoder/model.onnx")), "The VAE decoder"));
	}

	@TestFactory
	Stream<DynamicTest> textEncodersOfXlWithoutTheirStatesAreNamed() {
		return Stream.of("text_encoder", "text_encoder_2").map(encoder -> dynamicTest(encoder, () -> {
			Path model = TestModels.copy("sdxl", Files.createTempDirectory(directory, "model"));
			GraphFiles.edit(model.resolve(encoder + "/model.onnx"), graph -> graph.graph().outputs().removeIf(output -> output
				.name().startsWith("hidden_states")));
			assertRefused(model, encoder, "hidden states");
		}));
	}

	// -- Helper methods --

	private static DynamicTest damaged(String name, Damage damage, String... parts) {
		return dynamicTest(name, () -> {
			Path model = TestModels.copy("sd15", Files.createTempDirectory(directory, "model"));
			damage.to(model);
			assertRefused(model, parts);
			if (Files.exists(model)) {
				deleteContent(model);
				Files.delete(model);
			}
		});
	}

	private static void assertRefused(Path model, String... parts) throws IOException {
		Path folder = Files.createTempDirectory(directory, "output");
		CommandRun.of(input, folder.resolve("output.png"), "--model", model, "--steps", 2, "--strength", 0.5, "--guidance", 1,
			"--seed", 1).assertFailed(parts);
		assertArrayEquals(new String[0], folder.toFile().list());
	}

	private static DynamicTest scheduler(String name, String json, String part) {
		return damaged("a scheduler " + name, model -> write(model, "scheduler/scheduler_config.json", json), part);
	}

	private static DynamicTest vae(String name, String json, String part) {
		return damaged("a VAE " + name, model -> write(model, "vae_decoder/config.json", json), part);
	}

	private static void cut(Path file, double share) throws IOException {
		byte[] bytes = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(bytes, Math.min((int) (bytes.length * share), bytes.length - 1)));
	}

	private static void write(Path model, String file, String text) throws IOException {
		Files.write(model.resolve(file), text.getBytes(StandardCharsets.UTF_8));
	}

	private static void copy(Path model, String from, String to) throws IOException {
		Files.write(model.resolve(to + "/model.onnx"), Files.readAllBytes(model.resolve(from + "/model.onnx")));
	}

	private static void replace(Path model, String other, String network) throws IOException {
		Files.write(model.resolve(network + "/model.onnx"), Files.readAllBytes(TestModels.get(other).resolve(network +
			"/model.onnx")));
	}

	private static void deleteContent(Path model) throws IOException {
		try (Stream<Path> walk = Files.walk(model)) {
			walk.sorted(Comparator.reverseOrder()).filter(path -> !path.equals(model)).forEach(path -> path.toFile().delete());
		}
	}
}
