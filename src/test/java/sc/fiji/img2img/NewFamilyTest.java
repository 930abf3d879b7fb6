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
package sc.fiji.img2img;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.diffusion.Architecture;
import sc.fiji.img2img.diffusion.ConditionPair;
import sc.fiji.img2img.diffusion.Conditions;
import sc.fiji.img2img.diffusion.ConfigRepair;
import sc.fiji.img2img.diffusion.DenoisingNetwork;
import sc.fiji.img2img.diffusion.DeviceMemory;
import sc.fiji.img2img.diffusion.DiffusionJob;
import sc.fiji.img2img.diffusion.Guidance;
import sc.fiji.img2img.diffusion.Img2ImgPipeline;
import sc.fiji.img2img.diffusion.LatentDistribution;
import sc.fiji.img2img.diffusion.LatentSpace;
import sc.fiji.img2img.diffusion.SchedulerChoice;
import sc.fiji.img2img.diffusion.SizeRule;
import sc.fiji.img2img.diffusion.StrengthRule;
import sc.fiji.img2img.diffusion.TextStack;
import sc.fiji.img2img.diffusion.scheduler.SchedulerConfig;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraBytes;
import sc.fiji.img2img.lora.LoraFamily;
import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.lora.LoraNames;
import sc.fiji.img2img.lora.LoraRewrite;
import sc.fiji.img2img.lora.LoraTarget;
import sc.fiji.img2img.lora.ModuleName;
import sc.fiji.img2img.lora.Part;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.RewritableSession;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.graph.Weight;
import sc.fiji.img2img.random.NoiseDevice;
import sc.fiji.img2img.random.NoiseSource;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/**
 * A family that nobody knows but this class runs through the pipeline: latents of 16 channels at a quarter of the image's
 * size, prompts of 11 tokens, conditions and modules of its own names, along the straight lines of a rectified flow.
 */
class NewFamilyTest {

	private static final int CHANNELS = 16;

	private static final int FACTOR = 4;

	private static final int TOKENS = 11;

	private static final int WIDTH = 6;

	private static final int STEPS = 5;

	/** How latents are scaled. */
	private static final float SHIFT = 0.1f;
	private static final float SCALE = 1.5f;

	private static final Part MIXER = Part.network("mixer", "mixer");

	@TempDir
	Path folder;

	@Test
	void theLoopIsTheOneThatIsWrittenOutHere() throws IOException {
		try (Img2ImgPipeline pipeline = open()) {
			assertEquals(2 * FACTOR, pipeline.sizes().multiple());
			List<Tensor> latents = pipeline.denoise(job().seeds(3, 8), RunControl.silent());
			assertEquals(2, latents.size());
			assertArrayEquals(new long[] { 1, CHANNELS, 40 / FACTOR, 64 / FACTOR }, latents.get(0).shape());
			Tensor expected = byHand(8);
			assertTrue(distance(latents.get(1).data(), expected.data()) < 1e-6);
			assertTrue(distance(latents.get(0).data(), expected.data()) > 1e-2);
			Tensor image = pipeline.decode(latents.get(1), true, RunControl.silent());
			assertArrayEquals(new long[] { 1, 3, 40, 64 }, image.shape());
			try (OnnxSession decoder = OnnxSession.open(Networks.decoder(), Provider.CPU)) {
				assertArrayEquals(decode(decoder, latents.get(1)).data(), image.data());
			}
		}
	}

	@Test
	void theSameSeedGivesTheSameLatents() throws IOException {
		float[] first;
		try (Img2ImgPipeline pipeline = open()) {
			first = pipeline.denoise(job(), RunControl.silent()).get(0).data();
			assertArrayEquals(first, pipeline.denoise(job(), RunControl.silent()).get(0).data());
			assertTrue(distance(pipeline.denoise(job().prompt("other"), RunControl.silent()).get(0).data(), first) > 1e-3);
		}
		try (Img2ImgPipeline pipeline = open()) {
			assertArrayEquals(first, pipeline.denoise(job(), RunControl.silent()).get(0).data());
		}
	}

	@Test
	void whatIsOutsideAMaskStays() throws IOException {
		float[] mask = new float[40 * 64];
		Arrays.fill(mask, 0, 20 * 64, 1);
		try (Img2ImgPipeline pipeline = open(); OnnxSession encoder = OnnxSession.open(Networks.encoder(), Provider.CPU)) {
			Tensor latent = pipeline.denoise(job().mask(Tensor.of(mask, 1, 1, 40, 64)), RunControl.silent()).get(0);
			Tensor clean = encode(encoder, image());
			int size = 10 * 16;
			for (int i = 0; i < latent.data().length; i++)
				assertEquals(i % size < size / 2, latent.data()[i] != clean.data()[i], "element " + i);
		}
	}

	@Test
	void lorasFindItsModules() throws IOException {
		Path file = new LoraBytes().say("modelspec.architecture", "tiny-flow").add("mixer.mix.lora_A.weight", 0.3f, 2, WIDTH)
			.add("mixer.mix.lora_B.weight", 0.2f, CHANNELS, 2).write(folder.resolve("lora.safetensors"));
		try (Img2ImgPipeline pipeline = open()) {
			LoraFile lora = LoraFile.open(file, NewFamilyTest::module);
			float[] plain = pipeline.denoise(job(), RunControl.silent()).get(0).data();
			List<Tensor> rows = pipeline.denoise(job().seeds(8, 8).lora(Lora.ofRows(lora, new double[] { 0, 1 }, new double[] {
				1 })), RunControl.silent());
			assertEquals("1 of 1 mixer modules", pipeline.coverage(lora).toString());
			assertArrayEquals(plain, rows.get(0).data());
			assertTrue(distance(rows.get(1).data(), plain) > 1e-3);
			LoraFile other = LoraFile.open(new LoraBytes().say("modelspec.architecture", "stable-diffusion-xl-v1-base/lora").add(
				"mixer.mix.lora_A.weight", 1, 2, WIDTH).write(folder.resolve("other.safetensors")), NewFamilyTest::module);
			String refusal = assertThrows(IOException.class, () -> pipeline.denoise(job().lora(Lora.of(other, 1)), RunControl
				.silent())).getMessage();
			assertTrue(refusal.contains("made for Stable Diffusion XL, but the model tiny is of another family"), refusal);
		}
	}

	// -- Helper methods --

	private Img2ImgPipeline open() throws IOException {
		return Img2ImgPipeline.open(new TinyFlow(folder), Provider.CPU, RunControl.silent());
	}

	private static DiffusionJob job() {
		return DiffusionJob.of(image()).prompt("cells").negative("noise").steps(STEPS, false).strength(0.8).guidance(Guidance.of(
			3, 0)).seeds(8);
	}

	private static Tensor image() {
		float[] image = new float[3 * 40 * 64];
		for (int i = 0; i < image.length; i++)
			image[i] = (float) Math.sin(i * 0.01);
		return Tensor.of(image, 1, 3, 40, 64);
	}

	/** The whole run, with nothing but the graphs. */
	private static Tensor byHand(long seed) throws IOException {
		try (OnnxSession encoder = OnnxSession.open(Networks.encoder(), Provider.CPU);
			OnnxSession text = OnnxSession.open(Networks.text(), Provider.CPU);
			OnnxSession mixer = OnnxSession.open(Networks.mixer(), Provider.CPU))
		{
			Tensor clean = encode(encoder, image());
			float[] noise = NoiseDevice.CPU.seeded(seed).next(clean.data().length);
			float[] latent = clean.data().clone();
			for (int i = 0; i < latent.length; i++)
				latent[i] = sigma(1) * noise[i] + (1 - sigma(1)) * latent[i];
			for (int step = 1; step < STEPS; step++) {
				float[] against = ask(mixer, latent, clean.shape(), sigma(step), words(text, "noise"));
				float[] towards = ask(mixer, latent, clean.shape(), sigma(step), words(text, "cells"));
				for (int i = 0; i < latent.length; i++)
					latent[i] += (sigma(step + 1) - sigma(step)) * (against[i] + 3 * (towards[i] - against[i]));
			}
			return Tensor.of(latent, clean.shape());
		}
	}

	private static float sigma(int step) {
		return step == STEPS ? 0 : (float) (1 - 0.999 * step / (STEPS - 1));
	}

	private static float[] ask(OnnxSession mixer, float[] latent, long[] shape, float sigma, Tensor words) {
		return mixer.run(Map.of("latents", Tensor.of(latent, shape), "time", Tensor.of(new float[] { sigma * 1000 }, 1), "words",
			words), new Cancellation()).get("flow").data();
	}

	private static Tensor words(OnnxSession text, String prompt) {
		float[] ids = new float[TOKENS];
		for (int i = 0; i < Math.min(TOKENS, prompt.length()); i++)
			ids[i] = prompt.charAt(i) % 32;
		return text.run(Map.of("ids", Tensor.of(ids, 1, TOKENS)), new Cancellation()).get("words");
	}

	private static Tensor encode(OnnxSession encoder, Tensor image) {
		Tensor latent = encoder.run(Map.of("image", image), new Cancellation()).get("latent");
		for (int i = 0; i < latent.data().length; i++)
			latent.data()[i] = (latent.data()[i] - SHIFT) * SCALE;
		return latent;
	}

	private static Tensor decode(OnnxSession decoder, Tensor latent) {
		float[] data = latent.data().clone();
		for (int i = 0; i < data.length; i++)
			data[i] = data[i] / SCALE + SHIFT;
		return decoder.run(Map.of("latent", Tensor.of(data, latent.shape())), new Cancellation()).get("image");
	}

	private static ModuleName module(String key) {
		return key.startsWith("mixer.") ? ModuleName.of(MIXER, key.substring("mixer.".length()).replace('.', '_')) : null;
	}

	private static double distance(float[] actual, float[] expected) {
		double difference = 0;
		double norm = 0;
		for (int i = 0; i < expected.length; i++) {
			difference += Math.pow(actual[i] - (double) expected[i], 2);
			norm += Math.pow(expected[i], 2);
		}
		return Math.sqrt(difference / norm);
	}

	/** All that the pipeline needs to know of the family. */
	private static final class TinyFlow implements Architecture, LoraTarget {

		private static final LoraFamily FAMILY = LoraFamily.of("Tiny Flow", WIDTH, header -> "tiny-flow".equals(header.get(
			"modelspec.architecture")));

		private final Path folder;

		private TinyFlow(Path folder) {
			this.folder = folder;
		}

		@Override
		public TextStack openText(Provider provider, RunControl control) throws IOException {
			return new Letters(OnnxSession.open(Networks.text(), provider));
		}

		@Override
		public LatentSpace openLatents(Provider provider, DeviceMemory memory, RunControl control) throws IOException {
			return new Blocks(OnnxSession.open(Networks.encoder(), provider), OnnxSession.open(Networks.decoder(), provider));
		}

		@Override
		public DenoisingNetwork openNetwork(Provider provider, DeviceMemory memory, RunControl control)
			throws IOException
		{
			Path file = Files.write(folder.resolve("mixer.onnx"), Networks.mixer().encode());
			return new Mixer(RewritableSession.open(OnnxModel.read(file), GraphRewrite.DROP_DEAD_INPUTS, provider));
		}

		@Override
		public SchedulerChoice schedulers() {
			return SchedulerChoice.of(SchedulerConfig.of(Map.of("_class_name", "FlowMatchEulerDiscreteScheduler")),
				"the test brings along", StrengthRule.FEWER_STEPS, ConfigRepair.NONE);
		}

		@Override
		public LoraTarget loras() {
			return this;
		}

		@Override
		public LoraNames names() {
			return NewFamilyTest::module;
		}

		@Override
		public Set<LoraFamily> families() {
			return Set.of(FAMILY);
		}

		@Override
		public OnnxModel read(Part part, Cancellation cancellation) {
			return part.equals(MIXER) ? Networks.mixer() : null;
		}

		@Override
		public String toString() {
			return "tiny";
		}
	}

	/** Prompts of eleven letters. */
	private static final class Letters implements TextStack {

		private final OnnxSession session;

		private Letters(OnnxSession session) {
			this.session = session;
		}

		@Override
		public void use(List<Lora> loras, RunControl control) {
			// NB: this encoder has no modules that LoRAs could change.
		}

		@Override
		public ConditionPair encode(DiffusionJob job, boolean guided, int image, RunControl control) {
			return ConditionPair.of(Conditions.of("words", words(session, job.prompt())), guided ? Conditions.of("words", words(
				session, job.negative())) : null);
		}

		@Override
		public int loads() {
			return 0;
		}

		@Override
		public void close() {
			session.close();
		}
	}

	/** A latent for each block of pixels, and no chance in it. */
	private static final class Blocks implements LatentSpace {

		private final OnnxSession encoder;

		private final OnnxSession decoder;

		private Blocks(OnnxSession encoder, OnnxSession decoder) {
			this.encoder = encoder;
			this.decoder = decoder;
		}

		@Override
		public int channels() {
			return CHANNELS;
		}

		@Override
		public int factor() {
			return FACTOR;
		}

		@Override
		public SizeRule sizes() {
			return SizeRule.multiplesOf(FACTOR);
		}

		@Override
		public LatentDistribution encode(Tensor image, RunControl control) {
			Tensor latent = NewFamilyTest.encode(encoder, image);
			return new LatentDistribution() {

				@Override
				public Tensor mean() {
					return Tensor.of(latent.data().clone(), latent.shape());
				}

				@Override
				public Tensor sample(NoiseSource noise) {
					return mean();
				}
			};
		}

		@Override
		public Tensor decode(Tensor latent, RunControl control) {
			return NewFamilyTest.decode(decoder, latent);
		}

		@Override
		public void close() {
			encoder.close();
			decoder.close();
		}
	}

	/** The network, in patches of two. */
	private static final class Mixer implements DenoisingNetwork {

		private final RewritableSession session;

		private Mixer(RewritableSession session) {
			this.session = session;
		}

		@Override
		public Tensor predict(Tensor latents, double timestep, Conditions conditions, RunControl control) {
			Map<String, Tensor> feeds = new LinkedHashMap<>(conditions.tensors());
			float[] times = new float[latents.dim(0)];
			Arrays.fill(times, (float) timestep);
			feeds.put("latents", latents);
			feeds.put("time", Tensor.of(times, times.length));
			return session.run(feeds, control.cancellation()).get("flow");
		}

		@Override
		public int channels() {
			return CHANNELS;
		}

		@Override
		public SizeRule sizes() {
			return SizeRule.multiplesOf(2);
		}

		@Override
		public Conditions use(List<Lora> loras, int images, RunControl control) throws IOException {
			LoraRewrite rewrite = LoraRewrite.of(MIXER, loras);
			session.use(rewrite.key(), rewrite, control.cancellation());
			return Conditions.of(rewrite.feeds(IntStream.range(0, images).toArray()));
		}

		@Override
		public int loads() {
			return session.loads();
		}

		@Override
		public void close() {
			session.close();
		}
	}

	/** The graphs, random but always the same. */
	private static final class Networks {

		private final OnnxModel model;

		private final Random random = new Random(7);

		private Networks(String name) {
			model = OnnxModel.create(Path.of(name), 17);
		}

		static OnnxModel encoder() {
			Networks graph = new Networks("encoder.onnx");
			graph.input("image", -1, 3, -1, -1);
			graph.node("", "Conv", "latent", "image", graph.floats("w", CHANNELS, 3, FACTOR, FACTOR)).withAll("strides", FACTOR,
				FACTOR);
			return graph.output("latent", -1, CHANNELS, -1, -1);
		}

		static OnnxModel decoder() {
			Networks graph = new Networks("decoder.onnx");
			graph.input("latent", -1, CHANNELS, -1, -1);
			graph.node("", "ConvTranspose", "image", "latent", graph.floats("w", CHANNELS, 3, FACTOR, FACTOR)).withAll("strides",
				FACTOR, FACTOR);
			return graph.output("image", -1, 3, -1, -1);
		}

		static OnnxModel text() {
			Networks graph = new Networks("text.onnx");
			graph.model.graph().inputs().add(ValueInfo.of("ids", ElementType.INT64, -1, TOKENS));
			graph.node("", "Gather", "words", graph.floats("table", 32, WIDTH), "ids");
			return graph.output("words", -1, TOKENS, WIDTH);
		}

		/** tanh(conv(latents) + mean over the tokens of mix(words) + time / 1000) */
		static OnnxModel mixer() {
			Networks graph = new Networks("mixer.onnx");
			graph.input("latents", -1, CHANNELS, -1, -1);
			graph.input("time", -1);
			graph.input("words", -1, TOKENS, WIDTH);
			graph.node("/conv/Conv", "Conv", "seen", "latents", graph.floats("conv.weight", CHANNELS, CHANNELS, 3, 3)).withAll(
				"pads", 1, 1, 1, 1);
			graph.node("/mix/MatMul", "MatMul", "mixed", "words", graph.floats("mix.weight.turned", WIDTH, CHANNELS));
			graph.node("", "ReduceMean", "mean", "mixed").withAll("axes", 1).with("keepdims", 0);
			graph.node("", "Reshape", "said", "mean", graph.integers("four", -1, CHANNELS, 1, 1));
			graph.node("", "Reshape", "turn", "time", graph.integers("one", -1, 1, 1, 1));
			graph.node("", "Div", "share", "turn", graph.put(Weight.of("thousand", ElementType.FLOAT, new long[0], 1000)));
			graph.node("", "Add", "told", "said", "share");
			graph.node("", "Add", "sum", "seen", "told");
			graph.node("", "Tanh", "flow", "sum");
			return graph.output("flow", -1, CHANNELS, -1, -1);
		}

		private Node node(String name, String type, String output, String... inputs) {
			Node node = Node.of(name, "", type, List.of(inputs), List.of(output));
			model.graph().nodes().add(node);
			return node;
		}

		private void input(String name, long... shape) {
			model.graph().inputs().add(ValueInfo.of(name, ElementType.FLOAT, shape));
		}

		private OnnxModel output(String name, long... shape) {
			model.graph().outputs().add(ValueInfo.of(name, ElementType.FLOAT, shape));
			return model;
		}

		private String floats(String name, long... shape) {
			int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
			return put(Weight.of(name, ElementType.FLOAT, shape, random.doubles(count, -0.3, 0.3).toArray()));
		}

		private String integers(String name, double... values) {
			return put(Weight.of(name, ElementType.INT64, new long[] { values.length }, values));
		}

		private String put(Weight weight) {
			model.graph().weights().put(weight.name(), weight);
			return weight.name();
		}
	}
}
