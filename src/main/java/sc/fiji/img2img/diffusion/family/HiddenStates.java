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
import java.util.Map;

import sc.fiji.img2img.diffusion.Conditions;
import sc.fiji.img2img.lora.LoraRewrite;
import sc.fiji.img2img.lora.LoraWeights;
import sc.fiji.img2img.model.Component;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.InferenceException;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.text.ClipTokenizer;
import sc.fiji.img2img.text.Emphasis;
import sc.fiji.img2img.text.Prompt;
import sc.fiji.img2img.text.PromptChunks;
import sc.fiji.img2img.text.TextEncoder;

/**
 * One of a model's text encoders, and which of its outputs the model's family reads.
 * <p>
 * Whoever opens one closes it.
 * </p>
 */
final class HiddenStates implements AutoCloseable {

	private final TextEncoder encoder;

	private final String output;

	private HiddenStates(TextEncoder encoder, String output) {
		this.encoder = encoder;
		this.output = output;
	}

	/**
	 * An encoder whose last hidden state is read.
	 *
	 * @param tokenizer its tokenizer
	 * @param family what users call the family, for messages
	 * @throws IOException if it is no such encoder
	 */
	static HiddenStates last(Component component, ClipTokenizer tokenizer, String family, Provider provider,
		Cancellation cancellation) throws IOException
	{
		OnnxModel graph = component.read(provider, true, cancellation);
		return open(graph, "last_hidden_state", tokenizer, family, provider);
	}

	/**
	 * As {@link #last}, but the hidden state before the last layer is read.
	 *
	 * @param pooled whether the encoder must give a pooled vector as well
	 */
	static HiddenStates penultimate(Component component, ClipTokenizer tokenizer, boolean pooled, String family, Provider provider,
		Cancellation cancellation) throws IOException
	{
		OnnxModel graph = component.read(provider, true, cancellation);
		int index = component.penultimateHiddenState(graph.graph());
		if (index < 0) throw new IOException("The text encoder " + graph.file() + " was exported without its hidden " +
			"states, which " + family + " reads; export it with output_hidden_states=True.");
		if (pooled && graph.graph().output(Unet.POOLED) == null) throw new IOException(graph.file() +
			" is not the second text encoder of " + family + ": it should have the output " + Unet.POOLED + ", but has " +
			ValueInfo.list(graph.graph().outputs()) + ".");
		return open(graph, "hidden_states." + index, tokenizer, family, provider);
	}

	private static HiddenStates open(OnnxModel graph, String output, ClipTokenizer tokenizer, String family, Provider provider)
		throws IOException
	{
		if (graph.graph().output(output) == null) throw new IOException(graph.file() + " is not a text encoder of " + family +
			": it should have the output " + output + ", but has " + ValueInfo.list(graph.graph().outputs()) + ".");
		return new HiddenStates(TextEncoder.open(graph, tokenizer, provider), output);
	}

	/**
	 * Has LoRAs take part in what follows, in the place of those before.
	 *
	 * @throws IOException if their files cannot be read, or ONNX Runtime cannot load the network with them
	 */
	void use(LoraRewrite loras, Cancellation cancellation) throws IOException {
		encoder.use(loras.key(), loras, cancellation);
	}

	/** Whether the network is loaded with these LoRAs. */
	boolean isLoaded(LoraRewrite loras) {
		return encoder.isLoaded(loras.key());
	}

	/** How often the network was loaded. */
	int loads() {
		return encoder.loads();
	}

	PromptChunks chunks(Prompt prompt) {
		return PromptChunks.of(encoder.tokenizer(), prompt);
	}

	/**
	 * Encodes a prompt, weighted.
	 *
	 * @param loras those in use, at their weights
	 * @return the hidden states of all chunks one after the other, [1, tokens, width], and the first chunk's pooled
	 *         vector, [1, width], if the encoder has one
	 */
	Conditions encode(PromptChunks chunks, LoraWeights loras, Cancellation cancellation) {
		Tensor[] hidden = new Tensor[chunks.size()];
		Tensor pooled = null;
		for (int chunk = 0; chunk < chunks.size(); chunk++) {
			Map<String, Tensor> outputs = encoder.encode(chunks.ids(chunk), loras.feeds(), cancellation);
			Tensor state = outputs.get(output);
			if (state == null) throw new InferenceException("The text encoder's output " + output +
				" should be a tensor of 16- or 32-bit floats; the model's files are damaged.");
			AnswerShape.require("The text encoder", state, 1, chunks.length(), chunk == 0 ? -1 : hidden[0].dim(2));
			hidden[chunk] = Stage.TEXT.checked(state);
			if (chunk == 0) pooled = outputs.get(Unet.POOLED);
		}
		if (pooled != null) AnswerShape.require("The text encoder's " + Unet.POOLED, pooled, 1, -1);
		Tensor all = Tensor.concatenate(hidden);
		float[] weighted = Emphasis.apply(all.data(), chunks);
		Conditions states = Conditions.of(Unet.HIDDEN, Tensor.of(weighted, 1, chunks.size() * chunks.length(), all.dim(2)));
		return pooled == null ? states : states.and(Conditions.of(Unet.POOLED, pooled));
	}

	/** Frees the network, which {@link #use} loads again. */
	void release() {
		encoder.release();
	}

	/** The bytes of the network's weights. */
	long bytes() {
		return encoder.bytes();
	}

	@Override
	public void close() {
		encoder.close();
	}
}
