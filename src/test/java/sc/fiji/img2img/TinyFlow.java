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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import sc.fiji.img2img.diffusion.Architecture;
import sc.fiji.img2img.diffusion.ConditionPair;
import sc.fiji.img2img.diffusion.Conditions;
import sc.fiji.img2img.diffusion.ConfigRepair;
import sc.fiji.img2img.diffusion.DenoisingNetwork;
import sc.fiji.img2img.diffusion.DeviceMemory;
import sc.fiji.img2img.diffusion.DiffusionJob;
import sc.fiji.img2img.diffusion.LatentDistribution;
import sc.fiji.img2img.diffusion.LatentSpace;
import sc.fiji.img2img.diffusion.SchedulerChoice;
import sc.fiji.img2img.diffusion.SizeRule;
import sc.fiji.img2img.diffusion.StrengthRule;
import sc.fiji.img2img.diffusion.TextStack;
import sc.fiji.img2img.diffusion.scheduler.SchedulerConfig;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraFamily;
import sc.fiji.img2img.lora.LoraNames;
import sc.fiji.img2img.lora.LoraRewrite;
import sc.fiji.img2img.lora.LoraTarget;
import sc.fiji.img2img.lora.ModuleName;
import sc.fiji.img2img.lora.Part;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.RewritableSession;
import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.random.NoiseSource;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/**
 * A family that nobody else knows: latents of 16 channels at a quarter of the image's size, prompts of 11 tokens, conditions
 * and modules of its own names, along the straight lines of a rectified flow.
 */
final class TinyFlow implements Architecture, LoraTarget {

	static final int CHANNELS = 16;

	static final int FACTOR = 4;

	static final int TOKENS = 11;

	static final int WIDTH = 6;

	/** How latents are scaled. */
	private static final float SHIFT = 0.1f;
	private static final float SCALE = 1.5f;

	private static final Part MIXER = Part.network("mixer", "mixer");

	private static final LoraFamily FAMILY = LoraFamily.of("Tiny Flow", WIDTH, header -> "tiny-flow".equals(header.get(
		"modelspec.architecture")));

	private final Path folder;

	/** @param folder where it may write its network */
	TinyFlow(Path folder) {
		this.folder = folder;
	}

	@Override
	public TextStack openText(Provider provider, RunControl control) throws IOException {
		return new Letters(OnnxSession.open(TinyFlowGraphs.text(), provider));
	}

	@Override
	public LatentSpace openLatents(Provider provider, DeviceMemory memory, RunControl control) throws IOException {
		return new Blocks(OnnxSession.open(TinyFlowGraphs.encoder(), provider), OnnxSession.open(TinyFlowGraphs.decoder(),
			provider));
	}

	@Override
	public DenoisingNetwork openNetwork(Provider provider, DeviceMemory memory, RunControl control)
		throws IOException
	{
		Path file = Files.write(folder.resolve("mixer.onnx"), TinyFlowGraphs.mixer().encode());
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
		return TinyFlow::module;
	}

	@Override
	public Set<LoraFamily> families() {
		return Set.of(FAMILY);
	}

	@Override
	public OnnxModel read(Part part, Cancellation cancellation) {
		return part.equals(MIXER) ? TinyFlowGraphs.mixer() : null;
	}

	@Override
	public String toString() {
		return "tiny";
	}

	/** What the text encoder makes of a prompt's first letters: [1, 11, 6]. */
	static Tensor words(OnnxSession text, String prompt) {
		float[] ids = new float[TOKENS];
		for (int i = 0; i < Math.min(TOKENS, prompt.length()); i++)
			ids[i] = prompt.charAt(i) % 32;
		return text.run(Map.of("ids", Tensor.of(ids, 1, TOKENS)), new Cancellation()).get("words");
	}

	/** The scaled latent of an image. */
	static Tensor encode(OnnxSession encoder, Tensor image) {
		Tensor latent = encoder.run(Map.of("image", image), new Cancellation()).get("latent");
		for (int i = 0; i < latent.data().length; i++)
			latent.data()[i] = (latent.data()[i] - SHIFT) * SCALE;
		return latent;
	}

	/** The image of a scaled latent. */
	static Tensor decode(OnnxSession decoder, Tensor latent) {
		float[] data = latent.data().clone();
		for (int i = 0; i < data.length; i++)
			data[i] = data[i] / SCALE + SHIFT;
		return decoder.run(Map.of("latent", Tensor.of(data, latent.shape())), new Cancellation()).get("image");
	}

	/** How its LoRA files name modules. */
	static ModuleName module(String key) {
		return key.startsWith("mixer.") ? ModuleName.of(MIXER, key.substring("mixer.".length()).replace('.', '_')) : null;
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
			Tensor latent = TinyFlow.encode(encoder, image);
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
			return TinyFlow.decode(decoder, latent);
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
}
