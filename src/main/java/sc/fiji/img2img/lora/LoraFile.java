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

import com.google.gson.JsonObject;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import sc.fiji.img2img.io.FileState;
import sc.fiji.img2img.tensor.file.AuthorNotes;
import sc.fiji.img2img.tensor.file.SafeTensors;

/**
 * A LoRA file: what it changes, and what it says of itself.
 * <p>
 * Opening one reads and checks its header only; its tensors are read when it is applied. Nothing stays open. Immutable
 * and thread-safe. Known are the files of kohya's sd-scripts, LyCORIS, diffusers and peft, as safetensors.
 * </p>
 */
public final class LoraFile {

	/** Ten times what the largest LoRAs have. */
	private static final int MOST_HEADER = 16_000_000;

	/** How the keys of embeddings that a LoRA brings along begin. */
	private static final String EMBEDDING = "bundle_emb.";

	private final Path file;

	private final String identity;

	private final LoraNames names;

	private final Map<String, String> metadata;

	private final Map<String, LoraModule> modules = new LinkedHashMap<>();

	private final Set<String> embeddings = new LinkedHashSet<>();

	/** What is parsed of the metadata, once. */
	private final Map<String, JsonObject> parsed = new ConcurrentHashMap<>();

	private JsonObject adapterConfig;

	/** The name of peft's adapter that it holds; empty if there is none. */
	private String adapter = "";

	private LoraFile(Path file, LoraNames names, SafeTensors tensors) throws IOException {
		this.file = file;
		this.names = names;
		// NB: a file that is written anew is another LoRA.
		identity = identity(file);
		metadata = tensors.metadata();
		for (String key : tensors.names())
			add(key);
		if (modules.isEmpty()) throw refuse("it holds no tensors");
		for (LoraModule module : modules.values())
			if (module.roles().equals(Collections.singleton(Role.WEIGHT))) throw refuse("it looks like a model's own weights (" +
				module.tensor(Role.WEIGHT) + "), not like changes to them");
	}

	/** Reads the header of a file that was made for Stable Diffusion or one of its relatives. */
	public static LoraFile open(Path file) throws IOException {
		return open(file, new StableDiffusionNames());
	}

	/**
	 * Reads a file's header.
	 *
	 * @param names what files for the model's family call its modules
	 * @throws IOException if there is no such file, or it is no LoRA of a kind that is known; the message says why
	 */
	public static LoraFile open(Path file, LoraNames names) throws IOException {
		if (!Files.isRegularFile(file)) throw new IOException("There is no LoRA file " + file + ".");
		refuseAtSight(file);
		try (SafeTensors tensors = SafeTensors.open(file)) {
			return new LoraFile(file, names, tensors);
		}
	}

	/** Where it is. */
	public Path file() {
		return file;
	}

	/** The file's name without its extension, which prompts call it by. */
	public String name() {
		return file.getFileName().toString().replaceFirst("(?i)\\.safetensors$", "");
	}

	/**
	 * How many bytes there are in front of the tensors: what programs that tell LoRAs apart leave out, since metadata may
	 * be edited.
	 *
	 * @throws IOException if it cannot be read any more
	 */
	public long headerBytes() throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			return Long.BYTES + ByteBuffer.wrap(in.readNBytes(Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
		}
	}

	/** What the header says besides the tensors; empty where it says nothing. */
	public Map<String, String> metadata() {
		return Collections.unmodifiableMap(metadata);
	}

	/**
	 * The words that call for what the LoRA was trained on: those that the file names as such, or else the most frequent
	 * tags of its training images.
	 */
	public List<String> triggerWords() {
		return AuthorNotes.of(metadata).triggerWords();
	}

	/** The words that it brings embeddings for, which are not read. */
	public Set<String> embeddings() {
		return Collections.unmodifiableSet(embeddings);
	}

	/** The networks that it changes. */
	public List<Part> parts() {
		return modules.values().stream().map(LoraModule::part).distinct().sorted().collect(Collectors.toList());
	}

	/** Whether its weight in a network can differ between the images of one batch, and change without loading anything anew. */
	public boolean isLowRank(Part part) {
		return modules(part).stream().allMatch(LoraModule::isLowRank);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof LoraFile && ((LoraFile) other).identity.equals(identity);
	}

	@Override
	public int hashCode() {
		return identity.hashCode();
	}

	@Override
	public String toString() {
		return name();
	}

	/** What it changes in one network. */
	List<LoraModule> modules(Part part) {
		return modules.values().stream().filter(module -> module.part() == part).collect(Collectors.toList());
	}

	/** A text that another file, or another version of this one, does not share. */
	String identity() {
		return identity;
	}

	/**
	 * Returns if the file is the one that was opened.
	 *
	 * @throws IOException if it was changed since
	 */
	void checkUnchanged() throws IOException {
		if (!identity.equals(identity(file))) throw new IOException("The LoRA " + file +
			" was changed while the run was loading it; run it again.");
	}

	/** A JSON object within the metadata; empty where there is none. */
	JsonObject json(String key) {
		return parsed.computeIfAbsent(key, AuthorNotes.of(metadata)::json);
	}

	/** The settings that peft keeps in a file beside this one; empty where there is none. */
	synchronized JsonObject adapterConfig() throws IOException {
		if (adapterConfig == null) adapterConfig = PeftConfig.beside(this);
		return adapterConfig;
	}

	/** The exception that refuses this file, for a reason. */
	IOException refuse(String reason) {
		return new IOException("The LoRA " + file + " cannot be used: " + reason + ".");
	}

	// -- Helper methods --

	private static String identity(Path file) throws IOException {
		return file.toAbsolutePath() + ":" + FileState.of(file);
	}

	private void add(String key) throws IOException {
		if (key.startsWith(EMBEDDING)) {
			embeddings.add(key.substring(EMBEDDING.length()).replaceFirst("\\..*", ""));
			return;
		}
		String foreign = OtherKinds.refusal(key);
		if (foreign != null) throw refuse(foreign);
		LoraKey parts = LoraKey.of(key);
		ModuleName name = name(parts == null ? key : parts.module());
		if (parts == null || name == null) throw refuse("its key " + key + " is of no form that is known; " +
			OtherKinds.KNOWN + " are");
		if (!parts.adapter().isEmpty() && !adapter.isEmpty() && !parts.adapter().equals(adapter)) throw refuse(
			"it holds several adapters, " + adapter + " and " + parts.adapter() +
				", each of which is a LoRA; save each of them to a file of its own");
		if (!parts.adapter().isEmpty()) adapter = parts.adapter();
		LoraModule module = modules.computeIfAbsent(parts.module(), added -> new LoraModule(added, name));
		if (module.has(parts.role())) throw refuse("its keys " + module.tensor(parts.role()) + " and " + key +
			" mean the same tensor, of which there should be one");
		module.add(parts.role(), key);
	}

	private ModuleName name(String key) throws IOException {
		try {
			return names.find(key);
		}
		catch (IOException e) {
			throw refuse(e.getMessage());
		}
	}

	/** Looks at the beginning, before the header is read as a whole. */
	private static void refuseAtSight(Path file) throws IOException {
		byte[] head;
		try (InputStream in = Files.newInputStream(file)) {
			head = in.readNBytes(9);
		}
		if (head.length < 9) return;
		boolean zip = head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
		boolean pickle = head[0] == (byte) 0x80 && head[1] >= 2 && head[1] <= 5;
		if (head[8] != '{' && (zip || pickle)) throw new IOException("The LoRA " + file +
			" is a pickle, which can run any program when it is read; convert it to safetensors.");
		long header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
		if (header > MOST_HEADER && header < Files.size(file)) throw new IOException("The LoRA " + file +
			" cannot be used: its header has " + header + " bytes, and that of a LoRA at most " + MOST_HEADER + ".");
	}
}
