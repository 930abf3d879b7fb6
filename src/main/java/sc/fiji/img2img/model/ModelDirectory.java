package sc.fiji.img2img.model;

import com.google.gson.JsonObject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fiji.img2img.io.JsonFile;

/**
 * A model as it lies on disk: a directory in the layout of diffusers, with a folder of ONNX files per network.
 * <p>
 * Opening one looks at the directory and its JSON files only; the networks are read on demand. What is there is never
 * changed. Immutable and thread-safe.
 * </p>
 */
public final class ModelDirectory {

	public static final String TEXT_ENCODER = "text_encoder";
	public static final String TEXT_ENCODER_2 = "text_encoder_2";
	public static final String UNET = "unet";
	public static final String VAE_ENCODER = "vae_encoder";
	public static final String VAE_DECODER = "vae_decoder";

	private static final List<String> NETWORKS =
		List.of(TEXT_ENCODER, TEXT_ENCODER_2, UNET, VAE_ENCODER, VAE_DECODER);

	private final Path path;

	private final String name;

	private final JsonFile index;

	private final Family family;

	private final Map<String, Component> components = new LinkedHashMap<>();

	private final List<String> notes = new ArrayList<>();

	private ModelDirectory(Path path, String name) throws IOException {
		this.path = path;
		this.name = name;
		index = JsonFile.of(path.resolve("model_index.json"));
		refuseOtherArchitectures();
		for (String network : NETWORKS)
			if (Files.isDirectory(path.resolve(network))) components.put(network, Component.of(path.resolve(network)));
		for (String needed : List.of(UNET, VAE_ENCODER, VAE_DECODER))
			if (!components.containsKey(needed)) throw lacks(needed);
		family = readFamily();
		if (Files.isDirectory(path.resolve("safety_checker")))
			notes.add("The model's safety checker is not run: it judges photographs, and blackens what it dislikes.");
	}

	/**
	 * Looks at a directory.
	 *
	 * @throws IOException if it is no model that can be run; the message says why
	 */
	public static ModelDirectory open(Path path) throws IOException {
		return open(path, EmbeddedModel.isAt(path) ? EmbeddedModel.NAME : path.toAbsolutePath().toString());
	}

	/** Looks at a directory that is found by a name. */
	static ModelDirectory open(Path path, String name) throws IOException {
		if (!Files.isDirectory(path)) throw new IOException("There is no model directory " + path + ".");
		return new ModelDirectory(path, name);
	}

	/**
	 * Looks at the directory again, which may hold another model now.
	 *
	 * @throws IOException as {@link #open}
	 */
	public ModelDirectory reopen() throws IOException {
		return open(path, name);
	}

	/** Where the model is. */
	public Path path() {
		return path;
	}

	/** The text that means it wherever a model is named: the name that it is found by, or else its path. */
	public String name() {
		return name;
	}

	/** What kind of model it is. */
	public Family family() {
		return family;
	}

	/** The network in a folder of that name, or null. */
	public Component component(String name) {
		return components.get(name);
	}

	/** The folder of the tokenizer that belongs to a text encoder. */
	public Path tokenizer(String textEncoder) {
		return path.resolve(textEncoder.replace(TEXT_ENCODER, "tokenizer"));
	}

	/**
	 * The configuration of the model's own scheduler, with its class name under _class_name; empty where there is none.
	 *
	 * @throws IOException if the file is not JSON
	 */
	public JsonObject scheduler() throws IOException {
		return JsonFile.of(schedulerFile()).json();
	}

	/**
	 * What the model would have some settings be.
	 *
	 * @throws IOException if its file holds something else than texts and numbers
	 */
	public Suggestions suggestions() throws IOException {
		return Suggestions.of(this);
	}

	/**
	 * How the VAE's latents are scaled.
	 *
	 * @throws IOException if its configuration holds something else than numbers
	 */
	public VaeConfig vae() throws IOException {
		JsonFile decoder = components.get(VAE_DECODER).config();
		if (decoder.has("scaling_factor")) return VaeConfig.of(decoder, family);
		JsonFile encoder = components.get(VAE_ENCODER).config();
		if (encoder.has("scaling_factor")) return VaeConfig.of(encoder, family);
		JsonFile torch = JsonFile.of(path.resolve("vae").resolve("config.json"));
		return VaeConfig.of(torch.has("scaling_factor") ? torch : decoder, family);
	}

	/** Whether the model was distilled by latent consistency, so that all steps lie within the strength's share. */
	public boolean isLatentConsistency() throws IOException {
		return className().startsWith("LatentConsistencyModel");
	}

	/** Whether an absent negative prompt means zeros instead of the encoded empty text. */
	public boolean zerosForEmptyPrompt() throws IOException {
		// NB: diffusers' SDXL pipelines have true as their default; the refiner's files say false.
		return index.flag("force_zeros_for_empty_prompt", family.isXl());
	}

	/** Whether the UNet wants an aesthetic score in place of the target size. */
	public boolean requiresAestheticsScore() throws IOException {
		return index.flag("requires_aesthetics_score", family == Family.SDXL_REFINER);
	}

	/** What the user should know about how this model is run; mostly nothing. */
	public List<String> notes() {
		return Collections.unmodifiableList(notes);
	}

	@Override
	public String toString() {
		return (name.equals(EmbeddedModel.NAME) ? name : path.getFileName()) + " (" + family + ")";
	}

	Path schedulerFile() {
		return path.resolve("scheduler").resolve("scheduler_config.json");
	}

	/** Whether the UNet takes the guidance as a number, and gives guided answers by itself. */
	boolean hasGuidanceEmbedding() {
		return components.get(UNET).config().has("time_cond_proj_dim");
	}

	// -- Helper methods --

	private String className() throws IOException {
		return index.string("_class_name", "");
	}

	private void refuseOtherArchitectures() throws IOException {
		String name = className();
		boolean transformer = Files.isDirectory(path.resolve("transformer")) || name.startsWith("StableDiffusion3") ||
			name.startsWith("Flux");
		if (transformer) throw new IOException("The model in " + path + (name.isEmpty() ? "" : " (" + name + ")") +
			" is a diffusion transformer, as Stable Diffusion 3 and Flux are; only models with a UNet can be run: " +
			"Stable Diffusion 1.x, 2.x, XL and their relatives.");
	}

	private IOException lacks(String folder) throws IOException {
		Optional<Path> torch = TorchFile.in(path);
		return new IOException(path + " is not a model directory: it has no folder " + folder + (torch.isEmpty()
			? ". It should hold a Stable Diffusion model in the diffusers layout, exported to ONNX." : ", but weights for PyTorch (" +
				torch.get().getFileName() + "); " + TorchFile.EXPORT));
	}

	private Family readFamily() throws IOException {
		boolean first = components.containsKey(TEXT_ENCODER);
		boolean second = components.containsKey(TEXT_ENCODER_2);
		if (first && second) return Family.SDXL;
		if (second) return Family.SDXL_REFINER;
		if (first) return Family.SD;
		throw new IOException(path + " is not a model directory: it has no folder " + TEXT_ENCODER + ".");
	}
}
