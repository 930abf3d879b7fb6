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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.file.SafeTensors;

/** LoRA files of every kind are known, and damaged or unsuitable ones are refused in a sentence. */
class LoraFileTest {

	private static final String TO_K = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_k";

	private static final String MODULE = "down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_k";

	private static final String CONV = "lora_unet_down_blocks_0_resnets_0_conv1";

	@TempDir
	Path folder;

	@Test
	void theSameModulesAreFoundWhateverWroteTheFile() throws IOException {
		for (String model : List.of("sd15", "sdxl")) {
			ModelDirectory directory = ModelDirectory.open(TestModels.get(model));
			for (String form : List.of("kohya", "kohya_fp16", "peft")) {
				LoraFile file = LoraFile.open(directory.path().resolve("lora").resolve("concept." + form + ".safetensors"));
				Coverage coverage = Coverage.of(Architectures.of(directory).loras(), file);
				coverage.require();
				assertEquals(model.equals("sd15") ? "117 of 117 UNet modules, 12 of 12 text encoder modules"
					: "112 of 112 UNet modules, 12 of 12 text encoder modules, 12 of 12 second text encoder modules", coverage
						.toString());
			}
		}
	}

	@Test
	void keysOfEveryProgramAreRead() throws IOException {
		assertName(Part.UNET, "mid_block_attentions_0_proj_in", "lora_unet_mid_block_attentions_0_proj_in");
		assertName(Part.UNET, "mid_block_attentions_0_proj_in", "unet.mid_block.attentions.0.proj_in");
		assertName(Part.UNET, "mid_block_attentions_0_proj_in", "base_model.model.mid_block.attentions.0.proj_in");
		assertName(Part.UNET, "mid_block_attentions_0_proj_in", "lycoris_mid_block_attentions_0_proj_in");
		assertName(Part.UNET, "mid_block_attn1_to_out_0", "unet.mid_block.attn1.processor.to_out");
		assertName(Part.UNET, "mid_block_attn1_to_q", "mid_block.attn1.processor.to_q");
		assertName(Part.TEXT_ENCODER, "text_model_0_self_attn_q_proj", "text_encoder.text_model.0.self_attn.to_q");
		assertName(Part.TEXT_ENCODER, "text_model_0_mlp_fc1", "lora_te_text_model_0_mlp_fc1");
		assertName(Part.TEXT_ENCODER, "text_model_0_mlp_fc1", "lora_te1_text_model_0_mlp_fc1");
		assertName(Part.TEXT_ENCODER_2, "text_model_0_mlp_fc1", "lora_te2_text_model_0_mlp_fc1");
		assertName(Part.TEXT_ENCODER_2, "text_model_0_mlp_fc1", "text_encoder_2.text_model.0.mlp.fc1");
	}

	@Test
	void namesOfTheOriginalCodeAreTranslated() {
		SgmNames names = new SgmNames(2);
		assertEquals("down_blocks_1_attentions_0_transformer_blocks_0_attn1_to_q", names.translate(
			"input_blocks_4_1_transformer_blocks_0_attn1_to_q"));
		assertEquals("down_blocks_0_downsamplers_0_conv", names.translate("input_blocks_3_0_op"));
		assertEquals("mid_block_resnets_1_conv2", names.translate("middle_block_2_out_layers_3"));
		assertEquals("up_blocks_0_attentions_2_proj_out", names.translate("output_blocks_2_1_proj_out"));
		assertEquals("up_blocks_0_upsamplers_0_conv", names.translate("output_blocks_2_2_conv"));
		assertEquals("up_blocks_2_resnets_1_conv_shortcut", names.translate("output_blocks_7_0_skip_connection"));
		assertEquals("time_embedding_linear_2", names.translate("time_embed_2"));
		assertFalse(SgmNames.knows("down_blocks_0_downsamplers_0_conv"));
	}

	@Test
	void modulesAreFoundInGraphsOfEveryExporter() throws IOException {
		GraphModules expected = GraphModules.of(unet("layouts/optimum"));
		for (String layout : List.of("layouts/dynamo", "layouts/diffusers_script", "layouts/optimum_2023", "layouts/fp16")) {
			GraphModules modules = GraphModules.of(unet(layout));
			for (String path : List.of("mid_block_attentions_0_transformer_blocks_0_attn2_to_v", "conv_in", "conv_norm_out",
				"down_blocks_0_attentions_0_transformer_blocks_0_ff_net_0_proj", "down_blocks_0_resnets_0_time_emb_proj",
				"down_blocks_0_attentions_0_transformer_blocks_0_norm2", "time_embedding_linear_1"))
			{
				GraphModule module = modules.find(path);
				assertTrue(module != null, layout + " has no " + path);
				if (expected.find(path).weight() != null && module.weight() != null) assertEquals(Arrays.toString(expected.find(
					path).weight().shape()), Arrays.toString(module.weight().shape()), layout + " " + path);
			}
		}
	}

	@Test
	void scaleIsAlphaOverRank() throws IOException {
		Path file = new LoraBytes().add(TO_K + ".lora_down.weight", 1, 4, 16).add(TO_K + ".lora_up.weight", 1, 16, 4).add(TO_K +
			".alpha", 2).write(folder.resolve("a.safetensors"));
		assertEquals(0.5, scale(file));
		Path none = new LoraBytes().add(TO_K + ".lora_down.weight", 1, 4, 16).write(folder.resolve("b.safetensors"));
		assertEquals(1, scale(none));
		Path stabilised = new LoraBytes().say("lora_adapter_metadata",
			"{\\\"unet.lora_alpha\\\": 8, \\\"unet.use_rslora\\\": true}").add(TO_K + ".lora_down.weight", 1, 4, 16).write(folder
				.resolve("c.safetensors"));
		assertEquals(4, scale(stabilised));
	}

	@Test
	void triggerWordsAreTheMostFrequentTags() throws IOException {
		Path file = new LoraBytes().say("ss_tag_frequency", "{\\\"1_a\\\": {\\\"cell\\\": 2, \\\"nuclei\\\": 9}}").add(TO_K +
			".alpha", 2).write(folder.resolve("a.safetensors"));
		assertEquals(List.of("nuclei", "cell"), LoraFile.open(file).triggerWords());
		Path named = new LoraBytes().say("modelspec.trigger_phrase", "stained, purple").add(TO_K + ".alpha", 2).write(folder
			.resolve("b.safetensors"));
		assertEquals(List.of("stained", "purple"), LoraFile.open(named).triggerWords());
	}

	@Test
	void brokenFilesAreNamed() throws IOException {
		byte[] good = small().toBytes();
		assertRefused(Arrays.copyOf(good, good.length - 3), "truncated");
		assertRefused(Arrays.copyOf(good, 40), "truncated");
		ByteBuffer huge = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(1L << 60);
		assertRefused(huge.array(), "1152921504606846976");
		assertRefused(new String(good, StandardCharsets.ISO_8859_1).replaceFirst("\\[256,", "[200,").getBytes(
			StandardCharsets.ISO_8859_1), "data offsets");
		assertRefused(new String(good, StandardCharsets.ISO_8859_1).replaceFirst("\\[256,512\\]", "[  0,256]").getBytes(
			StandardCharsets.ISO_8859_1), "overlaps the one before it");
		assertRefused(new LoraBytes().add(TO_K + ".lora_down.weight", 1, 4, 16).add(TO_K + ".lora_A.weight", 1, 4, 16)
			.toBytes(), "mean the same tensor");
		assertRefused("PK\3\4 and what torch.save writes".getBytes(StandardCharsets.ISO_8859_1), "is a pickle");
		assertRefused(new byte[0], "0 bytes");
		assertRefused(new LoraBytes().add("model.diffusion_model.out.2.weight", 1, 4).toBytes(), "of no form that is known");
		assertRefused(new LoraBytes().add("unet.conv_in.weight", 1, 4).toBytes(), "a model's own weights");
		assertRefused(new LoraBytes().add("transformer.x.lora_A.weight", 1, 4, 4).toBytes(), "diffusion transformer");
		assertRefused(new LoraBytes().toBytes(), "holds no tensors");
	}

	@Test
	void kindsThatAreNotSupportedAreNamed() throws IOException {
		assertRefused(new LoraBytes().add(TO_K + ".oft_blocks", 1, 4, 4, 4).toBytes(), "the kind OFT");
		assertRefused(new LoraBytes().add("unet.conv_in.oft_R.weight", 1, 4, 4).toBytes(), "the kind OFT");
		assertRefused(new LoraBytes().add("unet.conv_in.boft_R", 1, 4, 4).toBytes(), "the kind BOFT");
		assertRefused(new LoraBytes().add(TO_K + ".a1.weight", 1, 4, 16).toBytes(), "the kind GLoRA (it has the key " + TO_K +
			".a1.weight), which is not supported; LoRA, LoCon");
	}

	@Test
	void whatDoesNotFitIsNamed() throws IOException {
		assertUnfit(small().add("lora_unet_mid_block_attentions_7_proj_in.alpha", 1),
			"only 1 of 2 UNet modules match the model", "has no module lora_unet_mid_block_attentions_7_proj_in");
		assertUnfit(new LoraBytes().add(TO_K + ".lora_down.weight", 1, 4, 17).add(TO_K + ".lora_up.weight", 1, 16, 4),
			"[4, 17] in its down where the model has [16, 16]");
		assertUnfit(new LoraBytes().add(TO_K + ".lora_down.weight", 1, 4, 16), "lacks its tensor up");
		assertUnfit(small().say("ss_base_model_version", "sdxl_base_v1-0"), "made for Stable Diffusion XL");
		assertUnfit(new LoraBytes().add(TO_K.replace("attn1", "attn2") + ".lora_down.weight", 1, 4, 2048),
			"made for Stable Diffusion XL, a model whose prompts have 2048 numbers per token");
		assertUnfit(new LoraBytes().add("lora_te2_text_model_encoder_layers_0_mlp_fc1.alpha", 1), "second text encoder");
	}

	@Test
	void adaptersOfPeftAreReadByAnyName() throws IOException {
		for (String adapter : List.of("default", "default_0", "style", "my-style v2", "weight2"))
			for (String wrapper : List.of("", "base_model.model.", "module.", "unet.", "_orig_mod.")) {
				String module = "unet." + wrapper + MODULE;
				LoraFile file = LoraFile.open(new LoraBytes().add(module + ".lora_A." + adapter + ".weight", 1, 4, 16).add(module +
					".lora_B." + adapter + ".weight", 1, 16, 4).add(module + ".lora_magnitude_vector." + adapter + ".weight", 1, 16)
					.write(folder.resolve("a.safetensors")));
				Coverage coverage = Coverage.of(Architectures.of(ModelDirectory.open(TestModels.get("sd15"))).loras(), file);
				coverage.require();
				assertEquals("1 of 1 UNet modules", coverage.toString());
				assertEquals(EnumSet.of(Role.DOWN, Role.UP, Role.MAGNITUDE_VECTOR), file.modules(Part.UNET).get(0).roles());
			}
	}

	@Test
	void severalAdaptersAreSeveralLoras() throws IOException {
		String module = "unet." + MODULE;
		assertRefused(new LoraBytes().add(module + ".lora_A.one.weight", 1, 4, 16).add(module + ".lora_B.one.weight", 1, 16, 4)
			.add(module + ".lora_A.two.weight", 1, 4, 16).toBytes(), "several adapters, one and two");
		assertRefused(new LoraBytes().add(module + ".lora_A.one.weight", 1, 4, 16).add("unet.conv_in.lora_A.two.weight", 1, 4,
			4, 3, 3).toBytes(), "several adapters, one and two");
	}

	@Test
	void flagsThatAreEmptyAreNamed() throws IOException {
		assertUnfit(new LoraBytes().add(TO_K + ".weight", 1, 16).add(TO_K + ".on_input", 1, 0),
			"on_input should be one number, but has 0");
	}

	@Test
	void endingsTellRoles() {
		assertKey("a.b", Role.DOWN, "", "a.b.lora_A.weight");
		assertKey("a.b", Role.DOWN, "", "a.b_lora.down.weight");
		assertKey("a.b", Role.UP, "", "a.b.lora_linear_layer.up.weight");
		assertKey("a.b", Role.UP, "", "a.b.lora.up.weight");
		assertKey("a.b", Role.IA3_FACTOR, "x", "a.b.ia3_l.x");
		assertKey("a.b", Role.HADA_W1_A, "x", "a.b.hada_w1_a.x");
		assertKey("a.b", Role.MAGNITUDE_VECTOR, "", "a.b.lora_magnitude_vector.weight");
		assertKey("a.b", Role.MAGNITUDE_VECTOR, "x", "a.b.lora_magnitude_vector.x");
		assertKey("a.b", Role.WEIGHT, "", "a.b.weight");
		assertKey("a.lora_A.x.y", Role.WEIGHT, "", "a.lora_A.x.y.weight");
		assertEquals(null, LoraKey.of("a.b"));
		assertEquals(null, LoraKey.of(""));
		assertEquals(null, LoraKey.of("."));
	}

	@Test
	void embeddingsAreNamed() throws IOException {
		assertRefused(new LoraBytes().add("emb_params", 1, 2, 32).toBytes(), "is an embedding (a textual inversion)");
		assertRefused(new LoraBytes().add("clip_g", 1, 2, 32).add("clip_l", 1, 2, 32).toBytes(), "is an embedding");
		assertRefused(new LoraBytes().add("<cat-toy>", 1, 32).toBytes(), "is an embedding");
		LoraFile bundle = LoraFile.open(small().add("bundle_emb.mytoken.string_to_param.*", 1, 2, 32).write(folder.resolve(
			"bundle.safetensors")));
		assertEquals(Set.of("mytoken"), bundle.embeddings());
		Coverage.of(Architectures.of(ModelDirectory.open(TestModels.get("sd15"))).loras(), bundle).require();
	}

	@Test
	void sizesBeyondAllNumbersAreNamed() throws IOException {
		assertUnfit(new LoraBytes().add(CONV + ".lora_down.weight", 1, 65536, 16, 1, 1).add(CONV + ".lora_up.weight", 1, 16, 65536,
			1, 1).add(CONV + ".lora_mid.weight", 1, 65536, 0, 1, 1), "[65536, 0, 1, 1] in its mid where the model has [16, 16, 3, 3]");
		assertUnfit(new LoraBytes().add(CONV + ".hada_w1_a", 1, 65536, 16).add(CONV + ".hada_w1_b", 1, 65536, 16).add(CONV +
			".hada_t1", 1, 0, 65536, 3, 3).add(CONV + ".hada_w2_a", 1, 65536, 16).add(CONV + ".hada_w2_b", 1, 65536, 16).add(CONV +
				".hada_t2", 1, 0, 65536, 3, 3), "in its hada_t1 where the model has");
	}

	@Test
	void headersFarLargerThanAnyAreRefusedUnread() throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(20_000_010).order(ByteOrder.LITTLE_ENDIAN).putLong(20_000_000).put((byte) '{');
		assertRefused(bytes.array(), "its header has 20000000 bytes, and that of a LoRA at most 16000000");
	}

	@Test
	void nanIsNamed() throws IOException {
		Path file = new LoraBytes().add(TO_K + ".lora_down.weight", Float.NaN, 4, 16).add(TO_K + ".lora_up.weight", 1, 16, 4)
			.write(folder.resolve("a.safetensors"));
		LoraRewrite rewrite = LoraRewrite.of(Part.UNET, List.of(Lora.of(LoraFile.open(file), 1)));
		IOException e = assertThrows(IOException.class, () -> rewrite.apply(unet("sd15")));
		assertTrue(e.getMessage().contains(TO_K + ".lora_down.weight holds NaN"), e.getMessage());
	}

	@Property(tries = 500)
	void mutatedHeadersEndInNothingButIoExceptions(@ForAll @Size(min = 1, max = 6) List<@IntRange(max = 100000) Integer> places,
		@ForAll byte replacement) throws IOException
	{
		byte[] bytes = small().say("ss_tag_frequency", "{}").toBytes();
		int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
		for (int place : places)
			bytes[place % (8 + header)] = (byte) (replacement + place / (8 + header));
		Path file = Files.write(Files.createTempFile("lora", ".safetensors"), bytes);
		try {
			LoraFile opened = LoraFile.open(file);
			opened.triggerWords();
			Coverage.of(Architectures.of(ModelDirectory.open(TestModels.get("sd15"))).loras(), opened).require();
		}
		catch (IOException e) {
			assertFalse(e.getMessage().isBlank());
			assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
		}
		finally {
			Files.delete(file);
		}
	}

	private static LoraBytes small() {
		return new LoraBytes().add(TO_K + ".lora_down.weight", 1, 4, 16).add(TO_K + ".lora_up.weight", 1, 16, 4);
	}

	private static double scale(Path path) throws IOException {
		LoraFile file = LoraFile.open(path);
		try (SafeTensors tensors = SafeTensors.open(path)) {
			return new LoraTensors(file, tensors, file.modules(Part.UNET).get(0)).scale(4);
		}
	}

	private static OnnxModel unet(String model) throws IOException {
		return ModelDirectory.open(TestModels.get(model)).component(ModelDirectory.UNET).read(new Cancellation());
	}

	private static void assertKey(String module, Role role, String adapter, String key) {
		assertEquals(List.of(module, role, adapter), List.of(LoraKey.of(key).module(), LoraKey.of(key).role(), LoraKey.of(key)
			.adapter()));
	}

	private static void assertName(Part part, String path, String key) throws IOException {
		assertEquals(part, new StableDiffusionNames().find(key).part(), key);
		assertEquals(path, new StableDiffusionNames().find(key).path(), key);
	}

	private void assertRefused(byte[] bytes, String reason) throws IOException {
		Path file = Files.write(folder.resolve("broken.safetensors"), bytes);
		IOException e = assertThrows(IOException.class, () -> LoraFile.open(file));
		assertTrue(e.getMessage().contains(reason), e.getMessage());
		assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
	}

	private void assertUnfit(LoraBytes bytes, String... reasons) throws IOException {
		LoraFile file = LoraFile.open(bytes.write(folder.resolve("unfit.safetensors")));
		ModelDirectory model = ModelDirectory.open(TestModels.get("sd15"));
		IOException e = assertThrows(IOException.class, () -> Coverage.of(Architectures.of(model).loras(), file).require());
		for (String reason : reasons)
			assertTrue(e.getMessage().contains(reason), e.getMessage());
	}
}
