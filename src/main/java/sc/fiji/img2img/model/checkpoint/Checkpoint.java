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

import com.google.gson.JsonObject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.io.JsonFile;
import sc.fiji.img2img.network.Autoencoder;
import sc.fiji.img2img.network.AutoencoderConfig;
import sc.fiji.img2img.network.Form;
import sc.fiji.img2img.network.TextConfig;
import sc.fiji.img2img.network.TextEncoder;
import sc.fiji.img2img.network.TinyAutoencoder;
import sc.fiji.img2img.network.Unet;
import sc.fiji.img2img.network.UnetConfig;
import sc.fiji.img2img.onnx.graph.OnnxModel;

/**
 * A Stable Diffusion model as it is published: in one safetensors file, or in a folder in diffusers' layout.
 * <p>
 * Only headers are read before a network is asked for; the files are never changed, and weights stay where they are.
 * Immutable and thread-safe.
 * </p>
 */
public final class Checkpoint {

	private static final String SCHEDULER = "scheduler/scheduler_config.json";

	/** The channels of a latent in all models of the kind. */
	static final int LATENT = 4;

	/** Those that a UNet for inpainting takes: a latent, a mask, and the latent of what is around it. */
	private static final int INPAINTING = 2 * LATENT + 1;

	private final Layout layout;

	/** Where the VAE is. */
	private final Layout latents;

	private final Map<Role, Part> parts = new EnumMap<>(Role.class);

	private final UnetConfig unet;

	private final BaseModel base;

	private final Prediction prediction;

	private Checkpoint(Layout layout, Layout latents) throws IOException {
		this.layout = layout;
		this.latents = latents;
		parts.putAll(layout.parts());
		OtherModel.refuse(layout.path(), layout.tensors().keySet());
		if (latents != layout) parts.put(Role.VAE, VaeSource.part(latents));
		if (!parts.containsKey(Role.UNET)) throw lacksUnet();
		UnetShapes shapes = new UnetShapes(parts.get(Role.UNET));
		unet = shapes.config(pooled());
		base = BaseModel.of(unet);
		prediction = Prediction.of(layout, base, parts.get(Role.UNET).weights());
		requireChannels();
		requireContext(shapes);
		if (has(Role.VAE)) requireLatents();
	}

	/** Whether a path is that of a file of weights, or of a folder in diffusers' layout that has such files. */
	public static boolean isAt(Path path) throws IOException {
		return Files.isDirectory(path) ? Layout.isPipeline(path) : Files.isRegularFile(path) && path.getFileName().toString()
			.toLowerCase(Locale.ROOT).endsWith(".safetensors");
	}

	/**
	 * Looks at a file or folder.
	 *
	 * @throws IOException if it is no model of the kind, or tensors are missing; the message says what it is
	 */
	public static Checkpoint open(Path path) throws IOException {
		return of(Layout.of(path));
	}

	/** What {@link #open} gives, where the headers were read already. */
	static Checkpoint of(Layout layout) throws IOException {
		return new Checkpoint(layout, layout);
	}

	/**
	 * The same model with the VAE of another file, of a whole model's or of a VAE's folder.
	 *
	 * @throws IOException if there is none in it, or it does not fit
	 */
	public Checkpoint withVae(Path path) throws IOException {
		return new Checkpoint(layout, VaeSource.layout(path));
	}

	/** Which model it derives from. */
	public BaseModel base() {
		return base;
	}

	/** What the UNet answers with. */
	public Prediction prediction() {
		return prediction;
	}

	/** Whether the UNet takes a mask and a masked image besides the latent. */
	public boolean inpaints() {
		return unet.in != LATENT;
	}

	/** What the model's folder says of its scheduler; what is usual for the kind of model where it says nothing. */
	public JsonObject scheduler() throws IOException {
		JsonObject own = layout.config(SCHEDULER).json();
		return own.size() > 0 ? own : UsualScheduler.of(base, inpaints(), prediction);
	}

	/** Where {@link #scheduler} comes from, for messages. */
	public String schedulerOrigin() {
		return "the model " + layout.path() + (Files.isRegularFile(layout.path().resolve(SCHEDULER)) ? " brings along in " +
			SCHEDULER : " is usually run with");
	}

	/** What the configuration of a part says; empty where there is none. */
	public JsonFile config(Role role) throws IOException {
		return part(role).config();
	}

	/** How many bytes the weights of a part take in its files. */
	public long bytes(Role role) throws IOException {
		return part(role).weights().bytes();
	}

	/** Whether it has a part. */
	public boolean has(Role role) {
		return parts.containsKey(role);
	}

	/** The parts that a run needs and that it lacks. */
	public List<Role> missing() {
		List<Role> missing = new ArrayList<>();
		if (!has(Role.TEXT_ENCODER_2) || base == BaseModel.SDXL && !has(Role.TEXT_ENCODER)) missing.add(Role.TEXT_ENCODER);
		if (base == BaseModel.SDXL && !has(Role.TEXT_ENCODER_2)) missing.add(Role.TEXT_ENCODER_2);
		missing.add(Role.VAE);
		missing.removeIf(this::has);
		return missing;
	}

	/**
	 * Returns if all parts are there that a run needs.
	 *
	 * @throws IOException if not; the message names those that are missing
	 */
	public void requireWhole() throws IOException {
		List<Role> missing = missing();
		if (missing.isEmpty()) return;
		String list = missing.stream().map(role -> "no " + role).collect(Collectors.joining(" and "));
		throw new IOException("There is " + list + " in " + layout.path() + (missing.equals(List.of(Role.VAE))
			? "; name a file that has one as vae." : ", which only has " + parts.keySet().stream().map(role -> "a " + role).collect(
				Collectors.joining(" and ")) + "; get the whole model."));
	}

	/** The UNet's measures. */
	public UnetConfig unet() {
		return unet;
	}

	/** Whether its VAE is of the small kind, whose latents are scaled already and have no deviation. */
	public boolean hasTinyVae() {
		return has(Role.VAE) && parts.get(Role.VAE).isTiny();
	}

	/**
	 * The VAE's measures, unless it is tiny.
	 *
	 * @throws IOException if tensors are missing
	 */
	public AutoencoderConfig vae() throws IOException {
		return VaeShapes.config(part(Role.VAE));
	}

	/**
	 * A text encoder's measures.
	 *
	 * @throws IOException if tensors are missing
	 */
	public TextConfig text(Role role) throws IOException {
		return TextShapes.config(part(role), base.isXl(), base.isXl() && role == Role.TEXT_ENCODER_2);
	}

	/**
	 * Builds the UNet.
	 *
	 * @throws IOException if tensors are missing or have other shapes
	 */
	public OnnxModel buildUnet(Form form) throws IOException {
		return Unet.build(file(Role.UNET), unet, part(Role.UNET).weights(), form);
	}

	/** Builds the VAE's encoder, as {@link #buildUnet}. */
	public OnnxModel buildEncoder(Form form) throws IOException {
		if (hasTinyVae()) return TinyAutoencoder.encoder(file(Role.VAE), LATENT, part(Role.VAE).weights(), form);
		return Autoencoder.encoder(file(Role.VAE), vae(), part(Role.VAE).weights(), form);
	}

	/** Builds the VAE's decoder, as {@link #buildUnet}. */
	public OnnxModel buildDecoder(Form form) throws IOException {
		if (hasTinyVae()) return TinyAutoencoder.decoder(file(Role.VAE), LATENT, part(Role.VAE).weights(), form);
		return Autoencoder.decoder(file(Role.VAE), vae(), part(Role.VAE).weights(), form);
	}

	/** Builds a text encoder, as {@link #buildUnet}. */
	public OnnxModel buildText(Role role, Form form) throws IOException {
		return TextEncoder.build(file(role), text(role), part(role).weights(), form);
	}

	// -- Helper methods --

	private Part part(Role role) throws IOException {
		Part part = parts.get(role);
		if (part == null) throw new IOException("There is no " + role + " in " + layout.path() + ".");
		return part;
	}

	/** A real file beside which all weights of a part lie. */
	private Path file(Role role) throws IOException {
		List<Path> files = part(role).weights().files();
		for (Path file : files)
			if (!file.getParent().equals(files.get(0).getParent())) throw new IOException("The files of the " + role + " in " +
				layout.path() + " are links into several folders, " + files.get(0).getParent() + " and " + file.getParent() +
				"; put the files themselves into one.");
		return files.get(0);
	}

	private int pooled() throws IOException {
		Part second = parts.get(Role.TEXT_ENCODER_2);
		return second == null ? 0 : TextShapes.config(second, true, true).pooled;
	}

	private void requireChannels() throws IOException {
		Map<Integer, String> others = Map.of(8, " (InstructPix2Pix)", 5, " (a model for depth)", 7, " (an upscaler)");
		if (unet.in != LATENT && unet.in != INPAINTING) throw new IOException("The UNet in " + layout.path() + " takes " + unet.in +
			" channels" + others.getOrDefault(unet.in, "") + "; only those of " + LATENT + " channels, and of " + INPAINTING +
			" for inpainting, can be run.");
	}

	private void requireLatents() throws IOException {
		int channels = VaeShapes.latent(part(Role.VAE));
		if (channels != LATENT) throw new IOException("The VAE in " + latents.path() + " makes latents of " + channels +
			" channels, as other families have them, where " + base + " has " + LATENT + ".");
	}

	/** NB: a text encoder of another model fits nowhere else as badly, so that this is said first. */
	private void requireContext(UnetShapes shapes) throws IOException {
		int width = 0;
		for (Role role : List.of(Role.TEXT_ENCODER, Role.TEXT_ENCODER_2))
			if (has(role)) width += text(role).width;
		if (width > 0 && width != unet.context) throw new IOException("The UNet's tensor " + Excerpt.of(shapes.contextName()) +
			" in " + layout.path() + " takes " + unet.context + " numbers for each token of the text, but the text encoder gives " +
			width + ".");
	}

	private IOException lacksUnet() {
		String only = parts.isEmpty() ? "" : ", only a " + parts.keySet().iterator().next();
		return new IOException(layout.path() + " is not a model that can be run: it holds no UNet of Stable Diffusion" + only +
			".");
	}
}
