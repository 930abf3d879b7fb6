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
import java.nio.file.Path;
import java.util.List;

import sc.fiji.img2img.io.JsonFile;
import sc.fiji.img2img.text.ClipTokenizer;

/**
 * A model as it lies on disk: a directory of ONNX files, a directory of safetensors files, or a single one.
 * <p>
 * Opening one looks at names, headers and JSON files only; the networks are read on demand. What is there is never changed.
 * Implementations are immutable and thread-safe.
 * </p>
 */
public interface Model {

	String TEXT_ENCODER = "text_encoder";
	String TEXT_ENCODER_2 = "text_encoder_2";
	String UNET = "unet";
	String VAE_ENCODER = "vae_encoder";
	String VAE_DECODER = "vae_decoder";

	/**
	 * Looks at a file or a directory.
	 *
	 * @throws IOException if there is none, or it is not what a model is; the message says what it is
	 */
	static Model open(Path path) throws IOException {
		return CheckpointModel.is(path) ? CheckpointModel.open(path, path.toAbsolutePath().toString(), ModelFolders.of())
			: ModelDirectory.open(path);
	}

	/**
	 * Looks again, where another model may be now.
	 *
	 * @throws IOException as {@link #open}
	 */
	Model reopen() throws IOException;

	/**
	 * The same model with the VAE of another file or directory.
	 *
	 * @throws IOException if there is none, it does not fit, or the model cannot have another one
	 */
	Model withVae(Path vae) throws IOException;

	/** Where the model is. */
	Path path();

	/** The folders of models that were looked into, where parts that fit many models may lie. */
	ModelFolders folders();

	/**
	 * The model's files, as they look now.
	 *
	 * @throws IOException if one cannot be seen
	 */
	ModelFiles files() throws IOException;

	/** The text that means it wherever a model is named: the name that it is found by, or else its path. */
	String name();

	/** What the model's model_index.json says; nothing where it has none. */
	JsonFile index();

	/** The class of diffusers' pipeline that the model was saved for; empty where it is not stated. */
	default String pipeline() throws IOException {
		return index().string("_class_name", "");
	}

	/** What the index says of a switch of that pipeline. */
	default boolean flag(String key, boolean ifMissing) throws IOException {
		return index().flag(key, ifMissing);
	}

	/** Whether there is a network, or a folder, of that name. */
	boolean has(String network);

	/**
	 * The network of that name; null if there is none.
	 *
	 * @throws IOException if it cannot be read
	 */
	Component component(String network) throws IOException;

	/**
	 * The tokenizer that belongs to a text encoder.
	 *
	 * @throws IOException if its files are missing or broken
	 */
	ClipTokenizer tokenizer(String textEncoder) throws IOException;

	/**
	 * The configuration of the model's own scheduler, with its class name under _class_name; empty where there is none.
	 *
	 * @throws IOException if the file is not JSON
	 */
	JsonObject scheduler() throws IOException;

	/** Where {@link #scheduler} comes from, for messages: "the model M brings along in FILE". */
	String schedulerOrigin();

	/**
	 * What the model would have some settings be.
	 *
	 * @throws IOException if its file holds something else than texts and numbers
	 */
	Suggestions suggestions() throws IOException;

	/**
	 * How the VAE's latents are scaled.
	 *
	 * @param scalingFactor where the model does not state it
	 * @throws IOException if its configuration holds something else than numbers
	 */
	VaeConfig vae(double scalingFactor) throws IOException;

	/**
	 * Whether the VAE has the measures that those of published models have; another one has latents of its own.
	 *
	 * @throws IOException if its configuration or its tensors are not what they should be
	 */
	boolean hasUsualVae() throws IOException;

	/** Whether all networks are at hand, so that it is opened in a moment and in little memory. */
	default boolean isAtHand() throws IOException {
		for (String network : List.of(TEXT_ENCODER, TEXT_ENCODER_2, UNET, VAE_ENCODER, VAE_DECODER))
			if (has(network) && !component(network).isAtHand()) return false;
		return true;
	}

	/** Whether the model was distilled by latent consistency, so that all steps lie within the strength's share. */
	default boolean isLatentConsistency() throws IOException {
		return pipeline().startsWith("LatentConsistencyModel");
	}

	/** What the user should know about how this model is run; mostly nothing. */
	List<String> notes();

	/** The exception that says which network is not there, and what may be there instead. */
	IOException lacks(String network) throws IOException;
}
