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
package sc.fiji.img2img.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.network.RandomWeights;
import sc.fiji.img2img.onnx.graph.OnnxModel;

/** A single file is a model by its name, wherever it lies; a VAE of its own can be named beside it. */
class CheckpointModelTest {

	@TempDir
	private Path folder;

	private Path file;

	@BeforeEach
	void writeFile() throws IOException {
		file = Files.createDirectories(folder.resolve("m\u00f6dels of mine")).resolve("Nuclei v1.5.safetensors");
		write(file, "model.diffusion_model.", UNET);
	}

	@Test
	void aFileInTheFoldersIsFoundByItsNameAndIsNotChanged() throws IOException {
		byte[] before = Files.readAllBytes(file);
		ModelFinder finder = ModelFinder.of(file.getParent());
		assertTrue(finder.names().contains("Nuclei v1.5"), finder.names().toString());
		for (String asked : new String[] { "nuclei V1.5", "Nuclei v1.5.safetensors", file.toString() })
			assertEquals("Nuclei v1.5", finder.open(asked).name(), asked);
		OnnxModel unet = finder.open("nuclei v1.5").component(Model.UNET).read();
		assertEquals(4, unet.graph().input("sample").dim(1));
		assertEquals(file.toRealPath().getParent(), unet.folder());
		assertArrayEquals(before, Files.readAllBytes(file));
	}

	@Test
	void aLinkLeadsToTheFileItself() throws IOException {
		Path link = Files.createSymbolicLink(Files.createDirectory(folder.resolve("cache")).resolve("link.safetensors"), file);
		assertEquals(file.toRealPath().getParent(), Model.open(link).component(Model.UNET).read().folder());
	}

	@Test
	void lorasAndPartsAreNoModels() throws IOException {
		write(file.resolveSibling("lora.safetensors"), "lora_unet_", new Object[][] { { "x.lora_down.weight", 2L, 2L } });
		write(file.resolveSibling("vae.safetensors"), "first_stage_model.", new Object[][] { { "decoder.conv_in.weight", 8L, 4L,
			3L, 3L } });
		List<Path> models = ModelCatalog.of(List.of(file.getParent())).models();
		assertEquals(1, models.size(), models.toString());
		ModelFinder finder = ModelFinder.of(file.getParent());
		IOException e = assertThrows(IOException.class, () -> finder.open("nuclei v1.5", file.resolveSibling(
			"lora.safetensors").toString()));
		assertTrue(e.getMessage().contains("is a LoRA"), e.getMessage());
	}

	@Test
	void anotherVaeIsAnotherModel() throws IOException, InterruptedException, ExecutionException {
		Path vae = file.resolveSibling("vae.safetensors");
		write(vae, "first_stage_model.", new Object[][] { { "decoder.conv_in.weight", 8L, 4L, 3L, 3L } });
		Model model = Model.open(file).withVae(vae);
		String before = model.files().fingerprint().get();
		write(vae, "first_stage_model.", new Object[][] { { "decoder.conv_in.weight", 4L, 4L, 3L, 3L } });
		assertNotEquals(before, model.files().fingerprint().get());
		assertEquals(Fingerprint.of(file), Model.open(file).files().fingerprint().get());
	}

	@Test
	void aVaeIsFoundByItsName() throws IOException, InterruptedException, ExecutionException {
		Path vae = Files.createDirectory(file.resolveSibling("vae")).resolve("Own VAE.safetensors");
		write(vae, "first_stage_model.", new Object[][] { { "decoder.conv_in.weight", 8L, 4L, 3L, 3L } });
		ModelFinder finder = ModelFinder.of(file.getParent());
		for (String name : new String[] { "Own VAE", "Own VAE.safetensors" })
			assertEquals(Model.open(file).withVae(vae).files().fingerprint().get(), finder.open("nuclei v1.5", name).files()
				.fingerprint().get());
		assertThrows(IOException.class, () -> finder.open("nuclei v1.5", "Another"));
	}

	@Test
	void aFolderWithAFileIsToldToNameTheFile() {
		IOException e = assertThrows(IOException.class, () -> Architectures.of(Model.open(file.getParent())));
		assertTrue(e.getMessage().contains("(Nuclei v1.5.safetensors); name that file itself"), e.getMessage());
	}

	@Test
	void anExportedModelKeepsItsVae() {
		IOException e = assertThrows(IOException.class, () -> ModelFinder.of().open(TestModels.get("sd15").toString(), file
			.toString()));
		assertTrue(e.getMessage().contains("with its own VAE"), e.getMessage());
	}

	/** A UNet of one level, in the original code's names. */
	private static final Object[][] UNET = { { "time_embed.0.weight", 128L, 32L }, { "time_embed.0.bias", 128L }, {
		"time_embed.2.weight", 128L, 128L }, { "time_embed.2.bias", 128L }, { "input_blocks.0.0.weight", 32L, 4L, 3L, 3L }, {
			"input_blocks.0.0.bias", 32L }, { "out.0.weight", 32L }, { "out.0.bias", 32L }, { "out.2.weight", 4L, 32L, 3L, 3L }, {
				"out.2.bias", 4L } };

	private static void write(Path file, String prefix, Object[][] tensors) throws IOException {
		List<Object[]> all = new ArrayList<>(List.of(tensors));
		if (tensors == UNET) {
			resnet(all, "input_blocks.1.0", 32);
			transformer(all, "input_blocks.1.1");
			for (int i = 0; i < 2; i++) {
				resnet(all, "output_blocks." + i + ".0", 64);
				transformer(all, "output_blocks." + i + ".1");
			}
		}
		StringBuilder header = new StringBuilder("{");
		long end = 0;
		for (Object[] tensor : all) {
			long count = 1;
			StringBuilder shape = new StringBuilder();
			for (int d = 1; d < tensor.length; d++) {
				count *= (Long) tensor[d];
				shape.append(d == 1 ? "" : ",").append(tensor[d]);
			}
			header.append(header.length() == 1 ? "" : ",").append("\"").append(prefix).append(tensor[0]).append(
				"\":{\"dtype\":\"F32\",\"shape\":[").append(shape).append("],\"data_offsets\":[").append(end).append(",").append(end +=
					4 * count).append("]}");
		}
		byte[] json = header.append("}").toString().getBytes(StandardCharsets.UTF_8);
		ByteBuffer bytes = ByteBuffer.allocate((int) (8 + json.length + end)).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length)
			.put(json);
		for (Object[] tensor : all) {
			long[] shape = new long[tensor.length - 1];
			for (int d = 0; d < shape.length; d++)
				shape[d] = (Long) tensor[d + 1];
			for (double value : RandomWeights.values((String) tensor[0], shape))
				bytes.putFloat((float) value);
		}
		Files.write(file, bytes.array());
	}

	private static void resnet(List<Object[]> all, String name, long in) {
		add(all, name + ".in_layers.0", in);
		add(all, name + ".in_layers.2", 32L, in, 3L, 3L);
		add(all, name + ".emb_layers.1", 32L, 128L);
		add(all, name + ".out_layers.0", 32L);
		add(all, name + ".out_layers.3", 32L, 32L, 3L, 3L);
		if (in != 32) add(all, name + ".skip_connection", 32L, in, 1L, 1L);
	}

	private static void transformer(List<Object[]> all, String name) {
		add(all, name + ".norm", 32L);
		add(all, name + ".proj_in", 32L, 32L, 1L, 1L);
		add(all, name + ".proj_out", 32L, 32L, 1L, 1L);
		String block = name + ".transformer_blocks.0.";
		for (int i = 1; i <= 3; i++)
			add(all, block + "norm" + i, 32L);
		for (int i = 1; i <= 2; i++) {
			long context = i == 1 ? 32 : 48;
			all.add(new Object[] { block + "attn" + i + ".to_q.weight", 32L, 32L });
			all.add(new Object[] { block + "attn" + i + ".to_k.weight", 32L, context });
			all.add(new Object[] { block + "attn" + i + ".to_v.weight", 32L, context });
			add(all, block + "attn" + i + ".to_out.0", 32L, 32L);
		}
		add(all, block + "ff.net.0.proj", 256L, 32L);
		add(all, block + "ff.net.2", 32L, 128L);
	}

	private static void add(List<Object[]> all, String name, Object... shape) {
		Object[] weight = new Object[shape.length + 1];
		weight[0] = name + ".weight";
		System.arraycopy(shape, 0, weight, 1, shape.length);
		all.add(weight);
		all.add(new Object[] { name + ".bias", shape[0] });
	}
}
