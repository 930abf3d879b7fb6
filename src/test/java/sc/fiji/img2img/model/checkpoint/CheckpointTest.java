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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.network.AutoencoderConfig;
import sc.fiji.img2img.network.Form;
import sc.fiji.img2img.network.TextConfig;
import sc.fiji.img2img.network.UnetConfig;

/** What a file is shows from its tensors' names and shapes; what cannot be run is called what it is. */
class CheckpointTest {

	@TempDir
	private Path folder;

	@TestFactory
	Stream<DynamicTest> measuresOfTheSharedCheckpoints() {
		return GoldenCheckpoints.tests(() -> GoldenCheckpoints.names().stream().filter(name -> !name.equals("taesd")).flatMap(name -> GoldenCheckpoints
			.models(name).stream().map(model -> dynamicTest(name + " " + model.getFileName(), () -> check(Checkpoint.open(model),
				GoldenCheckpoints.json(name, "expected.json"))))));
	}

	@TestFactory
	Stream<DynamicTest> measuresOfPublishedModels() {
		return GoldenCheckpoints.tests(() -> {
			JsonObject keys = GoldenCheckpoints.json("keys", "keys.json");
			return keys.keySet().stream().map(name -> dynamicTest(name, () -> checkKeys(name, keys.getAsJsonObject(name))));
		});
	}

	@TestFactory
	Stream<DynamicTest> brokenFiles() {
		return GoldenCheckpoints.tests(() -> {
			JsonObject broken = GoldenCheckpoints.json("broken", "broken.json");
			return broken.keySet().stream().map(name -> dynamicTest(name, () -> checkBroken(name, broken.getAsJsonObject(name))));
		});
	}

	private static void checkBroken(String name, JsonObject expected) {
		Path path = GoldenCheckpoints.get("broken").resolve(name);
		if (expected.has("refused")) {
			assertDoesNotThrow(() -> open(path));
			return;
		}
		IOException refusal = assertThrows(IOException.class, () -> open(path));
		String message = refusal.getMessage().toLowerCase(Locale.ROOT);
		for (JsonElement word : expected.getAsJsonArray("words"))
			assertTrue(Arrays.stream(word.getAsString().toLowerCase(Locale.ROOT).split("\\|")).anyMatch(message::contains), refusal
				.getMessage());
		assertTrue(refusal.getMessage().contains(name), refusal.getMessage());
	}

	private static void open(Path path) throws IOException {
		Checkpoint checkpoint = Checkpoint.open(path);
		checkpoint.requireWhole();
		checkpoint.buildUnet(Form.CPU);
		checkpoint.buildEncoder(Form.CPU);
		checkpoint.buildDecoder(Form.CPU);
		checkpoint.buildText(Role.TEXT_ENCODER, Form.CPU);
	}

	/** Each file has its header, and a hole where its weights would be. */
	private void checkKeys(String name, JsonObject expected) throws IOException {
		Path file = folder.resolve(name + ".safetensors");
		byte[] header = Files.readAllBytes(GoldenCheckpoints.get("keys").resolve("keys_" + name + ".json"));
		try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
			out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).array());
			out.write(header);
			out.setLength(8 + header.length + expected.get("bytes").getAsLong());
		}
		if (expected.has("refused") || expected.has("part") && !expected.has("unet")) {
			assertThrows(IOException.class, () -> Checkpoint.open(file));
			return;
		}
		check(Checkpoint.open(file), expected);
	}

	private static void check(Checkpoint checkpoint, JsonObject expected) throws IOException {
		if (expected.has("family")) assertEquals(expected.get("family").getAsString().replace("_inpaint", ""), checkpoint.base()
			.name().toLowerCase(Locale.ROOT));
		checkUnet(checkpoint.unet(), expected.getAsJsonObject("unet"));
		if (expected.has("vae") && checkpoint.has(Role.VAE)) checkVae(checkpoint.vae(), expected.getAsJsonObject("vae"));
		List<JsonElement> texts = expected.has("text_encoders") ? expected.getAsJsonArray("text_encoders").asList() : List.of();
		List<Role> roles = Stream.of(Role.TEXT_ENCODER, Role.TEXT_ENCODER_2).filter(checkpoint::has).collect(Collectors
			.toList());
		assertEquals(texts.size(), roles.size());
		for (int i = 0; i < roles.size(); i++)
			checkText(checkpoint.text(roles.get(i)), texts.get(i).getAsJsonObject());
	}

	private static void checkUnet(UnetConfig unet, JsonObject expected) {
		assertEquals(expected.get("in_channels").getAsInt(), unet.in);
		assertEquals(expected.get("out_channels").getAsInt(), unet.out);
		assertEquals(expected.get("time_embed_dim").getAsInt(), unet.time());
		assertEquals(expected.get("context_dim").getAsInt(), unet.context);
		assertEquals(expected.get("linear_projection").getAsBoolean(), unet.linear);
		assertEquals(expected.get("norm_groups").getAsInt(), unet.groups);
		assertArrayEquals(numbers(expected.get("block_out_channels")), unet.levels.stream().mapToInt(level -> level.channels)
			.toArray());
		assertArrayEquals(numbers(expected.get("heads")), unet.levels.stream().mapToInt(level -> level.heads).toArray());
		JsonObject depths = expected.getAsJsonObject("transformer_depths");
		int last = unet.levels.size() - 1;
		for (int i = 0; i <= last; i++) {
			assertArrayEquals(numbers(depths.getAsJsonArray("down").get(i)), unet.levels.get(i).down);
			assertArrayEquals(numbers(depths.getAsJsonArray("up").get(i)), unet.levels.get(last - i).up);
		}
		assertEquals(expected.getAsJsonObject("middle").get("resnets").getAsInt(), unet.middleResnets);
		assertEquals(expected.getAsJsonObject("middle").get("transformer_depth").getAsInt(), unet.middleDepth);
		assertEquals(expected.has("added"), unet.added != null);
		if (unet.added != null) assertEquals(expected.get("added"), json(Map.of("time_ids", unet.added.timeIds, "time_id_dim",
			unet.added.timeIdSize, "pooled_dim", unet.added.pooled)));
	}

	private static void checkVae(AutoencoderConfig vae, JsonObject expected) {
		assertArrayEquals(numbers(expected.get("block_out_channels")), vae.channels);
		assertEquals(expected.get("layers_per_block").getAsInt(), vae.layers);
		assertEquals(expected.get("latent_channels").getAsInt(), vae.latent);
		assertEquals(expected.get("norm_groups").getAsInt(), vae.groups);
	}

	private static void checkText(TextConfig text, JsonObject expected) {
		assertEquals(expected.get("hidden_size").getAsInt(), text.width);
		assertEquals(expected.get("intermediate_size").getAsInt(), text.inner);
		assertEquals(expected.get("heads").getAsInt(), text.heads);
		assertEquals(expected.get("layers_in_file").getAsInt(), text.layers);
		assertEquals(expected.get("act").getAsString().equals("quick_gelu"), text.quick);
		String context = expected.get("context").getAsString();
		assertEquals(context.contains("last layer but one") ? text.layers - 1 : text.layers, text.read);
		assertEquals(!context.contains("no final norm"), text.normalised);
		assertEquals(expected.has("projection_dim") ? expected.get("projection_dim").getAsInt() : 0, text.pooled);
	}

	private static int[] numbers(JsonElement list) {
		return StreamSupport.stream(((JsonArray) list).spliterator(), false).mapToInt(JsonElement::getAsInt).toArray();
	}

	private static JsonElement json(Map<String, Integer> numbers) {
		return new Gson().toJsonTree(numbers);
	}
}
