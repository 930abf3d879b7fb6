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
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import sc.fiji.img2img.diffusion.Architecture;
import sc.fiji.img2img.diffusion.ConfigRepair;
import sc.fiji.img2img.diffusion.DenoisingNetwork;
import sc.fiji.img2img.diffusion.DeviceMemory;
import sc.fiji.img2img.diffusion.LatentSpace;
import sc.fiji.img2img.diffusion.SchedulerChoice;
import sc.fiji.img2img.diffusion.SmallDecoder;
import sc.fiji.img2img.diffusion.StrengthRule;
import sc.fiji.img2img.diffusion.scheduler.SchedulerConfig;
import sc.fiji.img2img.lora.LoraFamily;
import sc.fiji.img2img.lora.LoraNames;
import sc.fiji.img2img.lora.LoraTarget;
import sc.fiji.img2img.lora.Part;
import sc.fiji.img2img.lora.StableDiffusionNames;
import sc.fiji.img2img.model.Component;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.model.SmallVae;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;

/**
 * What Stable Diffusion and its relatives have in common: a UNet over the latents of an autoencoder, four numbers at each
 * place.
 * <p>
 * Any of them may have been distilled to a latent consistency model, which its model_index.json says, or be an inpainting
 * model, which its UNet's channels say.
 * </p>
 */
abstract class UnetArchitecture implements Architecture, LoraTarget {

	private static final List<String> NEEDED = List.of(Model.UNET, Model.VAE_ENCODER, Model.VAE_DECODER);

	private static final List<String> NETWORKS = List.of(Model.TEXT_ENCODER, Model.TEXT_ENCODER_2, Model.UNET,
		Model.VAE_ENCODER, Model.VAE_DECODER);

	private static final int LATENT_CHANNELS = 4;

	private final Model model;

	private final String title;

	private final double scalingFactor;

	private final Set<LoraFamily> loraFamilies;

	private final SchedulerChoice schedulers;

	private final Map<String, Component> components = new LinkedHashMap<>();

	/**
	 * Looks at the files, and reads none of the networks.
	 *
	 * @param title what users call the family
	 * @param scalingFactor the VAE's, where a model does not state it
	 * @param repair what is mended in the files of old models
	 * @param loraFamilies as of {@link LoraTarget#families}
	 * @throws IOException if a network is missing, or what the model says of its scheduler cannot be read
	 */
	UnetArchitecture(Model model, String title, double scalingFactor, ConfigRepair repair,
		LoraFamily... loraFamilies) throws IOException
	{
		require(model);
		for (String network : NETWORKS)
			if (model.has(network)) components.put(network, model.component(network));
		this.model = model;
		this.title = title;
		this.scalingFactor = scalingFactor;
		this.loraFamilies = Set.of(loraFamilies);
		boolean distilled = model.isLatentConsistency();
		schedulers = SchedulerChoice.of(SchedulerConfig.of(model.scheduler()), model.schedulerOrigin(), distilled
			? StrengthRule.SHORTER_RANGE : StrengthRule.FEWER_STEPS, distilled ? ConfigRepair.NONE : repair);
	}

	/**
	 * Returns if there are the networks that all of these families have.
	 *
	 * @throws IOException if one is missing
	 */
	static void require(Model model) throws IOException {
		for (String network : NEEDED)
			if (!model.has(network)) throw model.lacks(network);
	}

	@Override
	public LatentSpace openLatents(Provider provider, DeviceMemory memory, RunControl control) throws IOException {
		control.stage("Loading the VAE");
		return Vae.open(component(Model.VAE_ENCODER), component(Model.VAE_DECODER), model.vae(scalingFactor),
			LATENT_CHANNELS, provider, memory, control.cancellation());
	}

	@Override
	public DenoisingNetwork openNetwork(Provider provider, DeviceMemory memory, RunControl control)
		throws IOException
	{
		control.stage("Reading the UNet");
		return Unet.open(component(Model.UNET), LATENT_CHANNELS, trainedEdge(), provider, memory, control.cancellation());
	}

	/** The edge of the latents that the family was trained with, where a network does not state its own. */
	int trainedEdge() {
		return 64;
	}

	@Override
	public Optional<Path> smallDecoder() {
		try {
			return model.hasUsualVae() ? SmallVae.find(model, smallDecoderName()) : Optional.empty();
		}
		catch (IOException e) {
			// NB: what is wrong with its own is said where that is opened.
			return Optional.empty();
		}
	}

	@Override
	public SmallDecoder openSmallDecoder(Provider provider, RunControl control) throws IOException {
		if (!model.hasUsualVae()) throw new IOException("decoder is tiny, but the model " + model +
			" has latents of its own, which no small decoder is for; choose auto.");
		control.stage("Loading the small decoder");
		Path place = SmallVae.find(model, smallDecoderName()).orElseThrow(() -> SmallVae.missing(model, smallDecoderName(), title));
		return TinyDecoder.open(SmallVae.decoder(place), provider, control.cancellation());
	}

	/** The name that the family's small autoencoder is published under. */
	String smallDecoderName() {
		return "taesd";
	}

	@Override
	public SchedulerChoice schedulers() {
		return schedulers;
	}

	@Override
	public LoraTarget loras() {
		return this;
	}

	@Override
	public LoraNames names() {
		return new StableDiffusionNames();
	}

	@Override
	public Set<LoraFamily> families() {
		return loraFamilies;
	}

	@Override
	public OnnxModel read(Part part, Cancellation cancellation) throws IOException {
		Component component = component(part.component());
		return component == null ? null : component.read(cancellation);
	}

	@Override
	public String toString() {
		return model + " (" + title + ")";
	}

	/** The model's files. */
	Model model() {
		return model;
	}

	/** The network of that name; null if the model has none. */
	Component component(String network) {
		return components.get(network);
	}

	/** What users call the family. */
	String title() {
		return title;
	}
}
