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
package sc.fiji.img2img.diffusion.family;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import sc.fiji.img2img.diffusion.Conditions;
import sc.fiji.img2img.diffusion.DenoisingNetwork;
import sc.fiji.img2img.diffusion.DeviceMemory;
import sc.fiji.img2img.diffusion.Guidance;
import sc.fiji.img2img.diffusion.LayeredPredictor;
import sc.fiji.img2img.diffusion.SizeRule;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraRewrite;
import sc.fiji.img2img.lora.Part;
import sc.fiji.img2img.model.Component;
import sc.fiji.img2img.network.SharedRows;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.RewritableSession;
import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.rewrite.AttentionFusion;
import sc.fiji.img2img.onnx.rewrite.DeepLayers;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/**
 * The denoising network of Stable Diffusion and its relatives, whatever its exporter called for: timesteps as a scalar or
 * one per row, of any type, and graphs whose batch is fixed to 1.
 */
final class Unet implements DenoisingNetwork, LayeredPredictor {

	static final String HIDDEN = "encoder_hidden_states";
	static final String POOLED = "text_embeds";
	static final String TIME_IDS = "time_ids";

	private final RewritableSession session;

	private final boolean addsLorasToWeights;

	private final UnetGraph graph;

	private final OuterLayers outer;

	/** What goes in, and comes out. */
	private final int channels;

	private final int latentChannels;

	private final int downsampling;

	private final int trainedEdge;

	private Unet(RewritableSession session, boolean addsLorasToWeights, UnetGraph graph, OuterLayers outer, int channels,
		int latentChannels, int downsampling, int trainedEdge)
	{
		this.session = session;
		this.addsLorasToWeights = addsLorasToWeights;
		this.graph = graph;
		this.outer = outer;
		this.channels = channels;
		this.latentChannels = latentChannels;
		this.downsampling = downsampling;
		this.trainedEdge = trainedEdge;
	}

	/**
	 * Reads and checks a network, which is loaded by {@link #use}.
	 *
	 * @param latentChannels how many the family's latents have
	 * @param usualEdge of the latents that the family was trained with, where the network does not state it
	 * @throws IOException if it is no network of this kind, or the provider does not run it
	 */
	static Unet open(Component component, int latentChannels, int usualEdge, Provider provider, DeviceMemory memory,
		Cancellation cancellation) throws IOException
	{
		OnnxModel model = component.read(provider, false, cancellation);
		boolean conditional = model.graph().input(HIDDEN) != null;
		GraphRewrite usual = graph -> {
			GraphRewrite.DROP_DEAD_INPUTS.apply(graph);
			// NB: after everything that adds to the projections.
			if (provider.fusesAttention()) new AttentionFusion().apply(graph);
		};
		GraphRewrite standing = graph -> {
			DeepLayers.SHOW.apply(graph);
			usual.apply(graph);
		};
		standing.apply(model);
		ValueInfo sample = model.graph().input(UnetGraph.SAMPLE);
		if (sample == null || model.graph().input(UnetGraph.TIMESTEP) == null || !conditional)
			throw new IOException(model.file() + " is not a UNet: it should have the inputs " + UnetGraph.SAMPLE + ", " + UnetGraph.TIMESTEP +
				" and " + HIDDEN + ", but has " + ValueInfo.list(model.graph().inputs()) + ".");
		int stated = component.sampleSize();
		int inpainting = 2 * latentChannels + 1;
		if (sample.dim(1) != latentChannels && sample.dim(1) != inpainting && sample.dim(1) != -1) throw new IOException(
			"The UNet " + model.file() + " takes " + sample.dim(1) + " channels; only those of " + latentChannels + ", and of " +
				inpainting + " for inpainting, can be run.");
		RewritableSession session = RewritableSession.open(model, standing, provider);
		UnetGraph graph = new UnetGraph(session, memory, SharedRows.isIn(model));
		OuterLayers outer = new OuterLayers(component, usual, provider, memory);
		return new Unet(session, provider.addsLorasToWeights(), graph, outer, (int) Math.max(latentChannels, sample.dim(1)),
			latentChannels, component.downsampling(model), stated > 0 ? stated : usualEdge);
	}

	@Override
	public Conditions use(List<Lora> loras, int images, RunControl control) throws IOException {
		return prepare(loras, images, false, control).load();
	}

	@Override
	public Loading prepare(List<Lora> loras, int images, boolean layered, RunControl control) throws IOException {
		LoraRewrite rewrite = LoraRewrite.of(Part.UNET, loras).addedToWeights(addsLorasToWeights);
		if (layered) outer.open(control.cancellation());
		if (!session.isLoaded(rewrite.key())) control.stage("Loading the UNet");
		control.check();
		return () -> {
			session.use(rewrite.key(), rewrite, control.cancellation());
			if (layered) outer.use(rewrite, control.cancellation());
			return Conditions.of(rewrite.feeds(IntStream.range(0, images).toArray()));
		};
	}

	@Override
	public void release() {
		session.release();
		outer.release();
	}

	@Override
	public long bytes() {
		return session.bytes();
	}

	@Override
	public int loads() {
		return session.loads() + outer.loads();
	}

	@Override
	public int channels() {
		return channels;
	}

	/** What is shrunk inside must come out whole: exported graphs do not crop at their skip connections, as torch does. */
	@Override
	public SizeRule sizes() {
		ValueInfo sample = session.input(UnetGraph.SAMPLE);
		return SizeRule.of(downsampling, sample.dim(2), sample.dim(3));
	}

	@Override
	public int trainedEdge() {
		return trainedEdge;
	}

	/** NB: those that take the guidance as an input were trained to give guided answers by themselves. */
	@Override
	public boolean takesGuidance() {
		ValueInfo embedding = session.input(GuidanceEmbedding.INPUT);
		if (embedding != null) GuidanceEmbedding.check(embedding);
		return embedding != null;
	}

	@Override
	public Conditions fit(Conditions conditions, Guidance guidance) {
		checkFit(conditions.get(HIDDEN), session.input(HIDDEN));
		if (!takesGuidance()) return conditions;
		return conditions.and(GuidanceEmbedding.of(guidance, session.input(GuidanceEmbedding.INPUT), conditions.get(HIDDEN)
			.dim(0)));
	}

	@Override
	public Tensor predict(Tensor sample, double timestep, Conditions conditions, RunControl control) {
		return checked(graph.ask(sample, timestep, conditions, control), sample, timestep);
	}

	@Override
	public LayeredPredictor layers() {
		return this;
	}

	@Override
	public Answer predictAll(Tensor sample, double timestep, Conditions conditions, RunControl control) {
		Set<String> outputs = new LinkedHashSet<>(List.of(graph.answer(), DeepLayers.NAME));
		List<Tensor> answers = graph.ask(sample, timestep, conditions, outputs, control);
		return new Answer(checked(answers.get(0), sample, timestep), Stage.UNET.checked(answers.get(1), timestep));
	}

	@Override
	public Tensor predictOuter(Tensor sample, double timestep, Conditions conditions, Tensor deep, RunControl control) {
		return checked(outer.ask(sample, timestep, conditions, deep, control), sample, timestep);
	}

	@Override
	public void close() {
		session.close();
		outer.close();
	}

	// -- Helper methods --

	private static void checkFit(Tensor hidden, ValueInfo input) {
		if (input.dim(2) > 0 && input.dim(2) != hidden.dim(2)) throw new IllegalArgumentException(
			"The model's text encoder and UNet do not belong together: the one gives " + hidden.dim(2) +
				" numbers per token, the other takes " + input.dim(2) + ".");
		if (input.dim(1) > 0 && input.dim(1) != hidden.dim(1)) throw new IllegalArgumentException(
			"The UNet was exported for prompts of " + input.dim(1) + " tokens only, but the prompts need " + hidden.dim(1) +
				"; shorten them.");
	}

	private Tensor checked(Tensor answer, Tensor sample, double timestep) {
		AnswerShape.require("The UNet", answer, sample.dim(0), latentChannels, sample.dim(2), sample.dim(3));
		return Stage.UNET.checked(answer, timestep);
	}
}
