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

import com.google.gson.JsonObject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import sc.fiji.img2img.io.JsonFile;
import sc.fiji.img2img.text.ClipTokenizer;

/**
 * A directory in the layout of diffusers, with a folder of ONNX files per network.
 * <p>
 * Opening one looks at the directory and its JSON files only; the networks are read on demand. What is there is never
 * changed. Immutable and thread-safe.
 * </p>
 */
public final class ModelDirectory implements Model {

	private final Path path;

	private final String name;

	private final ModelFolders folders;

	private final JsonFile index;

	private final List<String> notes = new ArrayList<>();

	private ModelDirectory(Path path, String name, ModelFolders folders) throws IOException {
		this.path = path;
		this.name = name;
		this.folders = folders;
		index = JsonFile.of(path.resolve("model_index.json"));
		if (Files.isDirectory(path.resolve("safety_checker")))
			notes.add("The model's safety checker is not run: it judges photographs, and blackens what it dislikes.");
	}

	/**
	 * Looks at a directory.
	 *
	 * @throws IOException if there is none, or its index is no JSON object
	 */
	public static ModelDirectory open(Path path) throws IOException {
		return open(path, EmbeddedModel.isAt(path) ? EmbeddedModel.NAME : path.toAbsolutePath().toString(), ModelFolders.of());
	}

	/** Looks at a directory that is found by a name. */
	static ModelDirectory open(Path path, String name, ModelFolders folders) throws IOException {
		if (!Files.isDirectory(path)) throw new IOException("There is no model directory " + path + ".");
		return new ModelDirectory(path, name, folders);
	}

	@Override
	public ModelDirectory reopen() throws IOException {
		EmbeddedModel.mend(path);
		return open(path, name, folders);
	}

	@Override
	public Path path() {
		return path;
	}

	@Override
	public String name() {
		return name;
	}

	@Override
	public JsonFile index() {
		return index;
	}

	@Override
	public boolean has(String folder) {
		return Files.isDirectory(path.resolve(folder));
	}

	@Override
	public Component component(String network) throws IOException {
		return has(network) ? Component.of(path.resolve(network)) : null;
	}

	@Override
	public ClipTokenizer tokenizer(String textEncoder) throws IOException {
		return ClipTokenizer.of(path.resolve(textEncoder.replace(TEXT_ENCODER, "tokenizer")));
	}

	@Override
	public JsonObject scheduler() throws IOException {
		return JsonFile.of(schedulerFile()).json();
	}

	@Override
	public String schedulerOrigin() {
		return "the model " + path + " brings along in scheduler/scheduler_config.json";
	}

	@Override
	public Suggestions suggestions() throws IOException {
		JsonFile scheduler = JsonFile.of(schedulerFile());
		// NB: a UNet that takes the guidance as a number gives guided answers by itself.
		return Suggestions.of(path, scheduler, isLatentConsistency() || config(UNET).has("time_cond_proj_dim"));
	}

	@Override
	public VaeConfig vae(double scalingFactor) throws IOException {
		JsonFile decoder = config(VAE_DECODER);
		for (JsonFile config : List.of(decoder, config(VAE_ENCODER), config("vae")))
			if (config.has("scaling_factor")) return VaeConfig.of(config, scalingFactor);
		return VaeConfig.of(decoder, scalingFactor);
	}

	@Override
	public List<String> notes() {
		return Collections.unmodifiableList(notes);
	}

	@Override
	public String toString() {
		return name.equals(EmbeddedModel.NAME) ? name : path.getFileName().toString();
	}

	@Override
	public IOException lacks(String folder) throws IOException {
		Optional<Path> torch = TorchFile.in(path);
		return new IOException(path + " is not a model directory: it has no folder " + folder + (torch.isEmpty()
			? ". It should hold a Stable Diffusion model in the diffusers layout, exported to ONNX." : ", but weights for PyTorch (" +
				torch.get().getFileName() + "); " + (CheckpointModel.isWholeFile(torch.get()) ? "name that file itself as the model."
					: TorchFile.EXPORT)));
	}

	@Override
	public Model withVae(Path vae) throws IOException {
		throw new IOException("The model in " + path + " was exported to ONNX with its own VAE; another one can be used with " +
			"checkpoints (.safetensors) only.");
	}

	@Override
	public ModelFolders folders() {
		return folders;
	}

	@Override
	public boolean hasUsualVae() throws IOException {
		float[] channels = config(VAE_DECODER).numbers("block_out_channels");
		return channels == null || VaeConfig.isUsual(IntStream.range(0, channels.length).map(i -> (int) channels[i]).toArray());
	}

	@Override
	public ModelFiles files() throws IOException {
		return ModelFiles.of(path);
	}

	private Path schedulerFile() {
		return path.resolve("scheduler").resolve("scheduler_config.json");
	}

	private JsonFile config(String folder) throws IOException {
		return JsonFile.of(path.resolve(folder).resolve("config.json"));
	}
}
