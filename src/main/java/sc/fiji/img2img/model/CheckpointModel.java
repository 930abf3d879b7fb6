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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import sc.fiji.img2img.io.FileState;
import sc.fiji.img2img.io.JsonFile;
import sc.fiji.img2img.model.checkpoint.BaseModel;
import sc.fiji.img2img.model.checkpoint.Checkpoint;
import sc.fiji.img2img.model.checkpoint.Role;
import sc.fiji.img2img.text.ClipTokenizer;

/** A model whose networks are built from weights in safetensors files. */
final class CheckpointModel implements Model {

	private static final String ENDING = ".safetensors";

	/** Which part of a checkpoint each network is in. */
	private static final Map<String, Role> ROLES = Map.of(UNET, Role.UNET, VAE_ENCODER, Role.VAE, VAE_DECODER, Role.VAE,
		TEXT_ENCODER, Role.TEXT_ENCODER, TEXT_ENCODER_2, Role.TEXT_ENCODER_2);

	/** Whether files, as they looked, hold models. */
	private static final Map<String, Boolean> SEEN = new ConcurrentHashMap<>();

	private final Path path;

	private final String name;

	private final ModelFolders folders;

	/** Null for the model's own. */
	private final Path vae;

	private final Checkpoint checkpoint;

	private final JsonFile index;

	private CheckpointModel(Path path, String name, ModelFolders folders, Path vae) throws IOException {
		this.path = path;
		this.name = name;
		this.folders = folders;
		this.vae = vae;
		Checkpoint own = Checkpoint.open(path);
		checkpoint = vae == null ? own : own.withVae(vae);
		index = JsonFile.of(path.resolve("model_index.json"));
	}

	/** Whether there is a checkpoint, or what should be one. */
	static boolean is(Path path) throws IOException {
		return Checkpoint.isAt(path);
	}

	/** Whether a path is that of a single file which holds a model, not only a part of one, or a LoRA. */
	static boolean isWholeFile(Path path) {
		if (!path.toString().endsWith(ENDING) || !Files.isRegularFile(path)) return false;
		try {
			// NB: dialogs look often, and headers are up to a megabyte.
			return SEEN.computeIfAbsent(path + "\n" + FileState.of(path), key -> holdsModel(path));
		}
		catch (IOException e) {
			return false;
		}
	}

	static CheckpointModel open(Path path, String name, ModelFolders folders) throws IOException {
		return new CheckpointModel(path, name, folders, null);
	}

	/** A file's name without its ending, by which it is found; a folder's name as it is. */
	static String shortName(Path path) {
		String name = path.toAbsolutePath().normalize().getFileName().toString();
		return Files.isRegularFile(path) && name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
	}

	@Override
	public Model reopen() throws IOException {
		return new CheckpointModel(path, name, folders, vae);
	}

	@Override
	public Model withVae(Path newVae) throws IOException {
		return new CheckpointModel(path, name, folders, newVae);
	}

	@Override
	public Path path() {
		return path;
	}

	@Override
	public ModelFolders folders() {
		return folders;
	}

	@Override
	public boolean hasUsualVae() throws IOException {
		return checkpoint.hasTinyVae() || VaeConfig.isUsual(checkpoint.vae().channels);
	}

	@Override
	public ModelFiles files() throws IOException {
		return ModelFiles.of(places());
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
	public boolean has(String network) {
		return ROLES.containsKey(network) && checkpoint.has(ROLES.get(network));
	}

	@Override
	public Component component(String network) throws IOException {
		if (!has(network)) return null;
		Role role = ROLES.get(network);
		return new CheckpointComponent(network, building(network), checkpoint.config(role), checkpoint.bytes(role), places());
	}

	/** NB: folders have one of their own, of which only CLIP's is known to fit the text encoders; single files have none. */
	@Override
	public ClipTokenizer tokenizer(String textEncoder) throws IOException {
		Path own = path.resolve(textEncoder.replace(TEXT_ENCODER, "tokenizer"));
		if (Files.exists(own.resolve("vocab.json")) || Files.exists(own.resolve("tokenizer.json"))) return ClipTokenizer.of(
			own);
		return ClipTokenizer.standard(checkpoint.base() == BaseModel.SD2 || textEncoder.equals(TEXT_ENCODER_2));
	}

	@Override
	public JsonObject scheduler() throws IOException {
		return checkpoint.scheduler();
	}

	@Override
	public String schedulerOrigin() {
		return checkpoint.schedulerOrigin();
	}

	@Override
	public Suggestions suggestions() throws IOException {
		JsonFile scheduler = JsonFile.of(path.resolve("scheduler").resolve("scheduler_config.json"));
		return Suggestions.of(path, scheduler, isLatentConsistency() || checkpoint.unet().guidance > 0);
	}

	@Override
	public VaeConfig vae(double scalingFactor) throws IOException {
		JsonFile config = checkpoint.config(Role.VAE);
		return VaeConfig.of(config, checkpoint.hasTinyVae() ? 1 : scalingFactor);
	}

	@Override
	public List<String> notes() {
		return List.of();
	}

	@Override
	public IOException lacks(String network) {
		try {
			checkpoint.requireWhole();
			return new IOException("There is no " + network + " in " + path + ".");
		}
		catch (IOException e) {
			return e;
		}
	}

	@Override
	public String toString() {
		return shortName(path);
	}

	private Path[] places() {
		return vae == null ? new Path[] { path } : new Path[] { path, vae };
	}

	private CheckpointComponent.Building building(String network) {
		switch (network) {
			case UNET:
				return checkpoint::buildUnet;
			case VAE_ENCODER:
				return checkpoint::buildEncoder;
			case VAE_DECODER:
				return checkpoint::buildDecoder;
			default:
				return form -> checkpoint.buildText(ROLES.get(network), form);
		}
	}

	private static boolean holdsModel(Path path) {
		try {
			return Checkpoint.open(path).has(Role.UNET);
		}
		catch (IOException e) {
			return false;
		}
	}
}
