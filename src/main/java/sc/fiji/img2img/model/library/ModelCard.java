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
package sc.fiji.img2img.model.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.io.ByteCount;
import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.model.ModelFiles;
import sc.fiji.img2img.model.checkpoint.Checkpoint;
import sc.fiji.img2img.model.checkpoint.Contents;
import sc.fiji.img2img.model.checkpoint.Role;
import sc.fiji.img2img.tensor.file.AuthorNotes;

/**
 * What a file or a folder is, for users: which model or what else, how large, what it lacks, and what its author says.
 * Immutable; looks at names, headers and small files only.
 */
public final class ModelCard {

	private static final String KIND = "Kind";

	private static final String LICENSE = "Licence";

	private static final String SIZE = "Size";

	private final Map<String, String> facts = new LinkedHashMap<>();

	private String verdict;

	private boolean usable;

	private boolean lacksVae;

	private boolean lora;

	private ModelCard(Path path) throws IOException {
		facts.put(KIND, "not known");
		facts.put(SIZE, ByteCount.text(ModelFiles.bytes(path)));
		if (Files.isDirectory(path) && !Checkpoint.isAt(path)) exported(path);
		else weights(path);
		Optional<String> license = FolderLicense.of(path);
		if (license.isPresent() && !facts.containsKey(LICENSE)) facts.put(LICENSE, license.get());
	}

	private ModelCard(ModelCard other) {
		facts.putAll(other.facts);
		verdict = other.verdict;
		usable = other.usable;
		lacksVae = other.lacksVae;
		lora = other.lora;
	}

	/**
	 * Looks at a file or folder.
	 *
	 * @throws IOException if there is none, or it cannot be read
	 */
	public static ModelCard of(Path path) throws IOException {
		if (!Files.exists(path)) throw new IOException("There is no file or folder " + path + ".");
		return new ModelCard(path);
	}

	/** What it is: a family of models, or anything else. */
	public String kind() {
		return facts.get(KIND);
	}

	/** What it is, and what a LoRA was made for, as far as its author says. */
	String kindAndBase() {
		String base = facts.getOrDefault("Made for", "");
		return lora && !base.isEmpty() ? kind() + " for " + base : kind();
	}

	/** Its size, in words. */
	public String size() {
		return facts.get(SIZE);
	}

	/** The licence that its author names; empty where none is named. */
	public String license() {
		return facts.getOrDefault(LICENSE, "");
	}

	/** What is known of it, by what it is called, in the order in which it is shown. */
	public Map<String, String> facts() {
		return new LinkedHashMap<>(facts);
	}

	/** Whether it can be run, in a sentence, and what is to be done about it if not. */
	public String verdict() {
		return verdict;
	}

	/** Whether it can be run, or belongs to what can. */
	public boolean isUsable() {
		return usable;
	}

	/** Whether it can be run with the VAE of another file, and not without. */
	public boolean lacksVae() {
		return lacksVae;
	}

	/** The card of a model without a VAE, which names those that there are. */
	ModelCard withVaes(List<String> vaes) {
		ModelCard card = new ModelCard(this);
		card.verdict = vaes.isEmpty() ? "It can be run with a VAE, of which there is none in the folders of models: get one, and " +
			"name it as vae." : "It can be run with a VAE: name one as vae, such as " + String.join(" or ", vaes) + ".";
		return card;
	}

	/** The card's most important facts, in a line. */
	public String summary() {
		List<String> words = new ArrayList<>(List.of(kind(), size()));
		if (!license().isEmpty()) words.add("licence: " + license());
		String triggers = facts.get("Trigger words");
		return String.join(", ", words) + (triggers == null ? "" : "; trigger words: " + triggers);
	}

	/** All facts, a line each, and the verdict. */
	@Override
	public String toString() {
		int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
		String lines = facts.entrySet().stream().map(fact -> fact.getKey() + ":" + " ".repeat(width - 1 - fact.getKey().length()) +
			fact.getValue().replace("\n", "\n" + " ".repeat(width)) + "\n").collect(Collectors.joining());
		return lines + verdict + "\n";
	}

	// -- Helper methods --

	private void weights(Path path) {
		Contents contents;
		try {
			contents = Contents.of(path);
		}
		catch (IOException e) {
			facts.put(KIND, "not usable");
			verdict = e.getMessage();
			return;
		}
		if (!contents.kind().isEmpty()) facts.put(KIND, contents.kind());
		if (!contents.parts().isEmpty()) facts.put("Parts", String.join("\n", contents.parts()));
		contents.model().ifPresent(model -> facts.put("Prediction", model.prediction().toString()));
		notes(AuthorNotes.of(contents.metadata()));
		lora = contents.model().isEmpty() && contents.isLora();
		usable = contents.isVae() || lora;
		if (contents.model().isPresent()) judge(contents.model().get().missing());
		else verdict = contents.isVae() ? "It can be used with a model that is a .safetensors file: name it as vae." : lora
			? "It can be used with a model that it was made for: name it as lora." : contents.refusal().orElse("");
	}

	private void judge(List<Role> missing) {
		usable = missing.isEmpty();
		lacksVae = missing.equals(List.of(Role.VAE));
		if (usable) verdict = "It can be run.";
		else {
			facts.put("Missing", missing.stream().map(Role::toString).collect(Collectors.joining(", ")));
			verdict = lacksVae ? "It can be run with a VAE: name one as vae." : "It cannot be run without " + missing.stream().map(
				role -> "a " + role).collect(Collectors.joining(" and ")) + ": get the whole model.";
		}
	}

	private void notes(AuthorNotes notes) {
		put("Title", notes.title());
		put("Author", notes.author());
		put("Made for", notes.base());
		put(LICENSE, notes.license());
		put("Trigger words", String.join(", ", notes.triggerWords()));
	}

	private void put(String name, String text) {
		if (!text.isBlank()) facts.put(name, Excerpt.of(text.trim().replaceAll("\\s+", " ")));
	}

	private void exported(Path folder) throws IOException {
		ExportedModel exported = ExportedModel.of(folder);
		List<String> parts = exported.parts();
		if (parts.isEmpty()) {
			verdict = notAModel(folder);
			return;
		}
		facts.put(KIND, exported.kind());
		facts.put("Parts", String.join("\n", parts));
		usable = exported.isWhole();
		verdict = exported.verdict();
	}

	private static String notAModel(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			List<String> weights = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(
				".safetensors")).sorted().collect(Collectors.toList());
			if (weights.isEmpty()) return folder + " is no model: it has neither ONNX files nor .safetensors files in the " +
				"layout of diffusers.";
			return folder + " is no model, but holds files that may be some: " + String.join(", ", weights) + ".";
		}
	}
}
