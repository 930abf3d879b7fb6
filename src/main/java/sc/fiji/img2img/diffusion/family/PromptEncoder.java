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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.diffusion.ConditionPair;
import sc.fiji.img2img.diffusion.Conditions;
import sc.fiji.img2img.diffusion.DiffusionJob;
import sc.fiji.img2img.diffusion.Memo;
import sc.fiji.img2img.diffusion.TextStack;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraRewrite;
import sc.fiji.img2img.lora.LoraWeights;
import sc.fiji.img2img.lora.Part;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.text.Prompt;

/**
 * CLIP's text encoders, whose hidden states stand side by side.
 * <p>
 * The pooled vector is that of the last encoder which has one.
 * </p>
 */
final class PromptEncoder implements TextStack {

	private final Map<Part, HiddenStates> encoders = new LinkedHashMap<>();

	private final Memo<PromptQuestion, ConditionPair> encoded = Memo.ofLast(16);

	/** Whether no negative prompt means zeros, not the encoded empty text. */
	private final boolean zeros;

	private PromptEncoder(boolean zeros) {
		this.zeros = zeros;
	}

	/**
	 * Opens encoders.
	 *
	 * @param zeros whether no negative prompt means zeros, not the encoded empty text
	 * @param opening opens one of them
	 * @throws IOException if one cannot be opened; nothing stays loaded then
	 */
	static PromptEncoder open(boolean zeros, Opening opening, Part... parts) throws IOException {
		PromptEncoder encoder = new PromptEncoder(zeros);
		try {
			for (Part part : parts)
				encoder.encoders.put(part, opening.open(part));
			return encoder;
		}
		catch (IOException | RuntimeException e) {
			encoder.close();
			throw e;
		}
	}

	@Override
	public void use(List<Lora> loras, RunControl control) throws IOException {
		boolean loaded = encoders.entrySet().stream().allMatch(encoder -> encoder.getValue().isLoaded(LoraRewrite.of(encoder
			.getKey(), loras)));
		if (!loaded) control.stage("Loading the text encoder");
		control.check();
		for (Map.Entry<Part, HiddenStates> encoder : encoders.entrySet())
			encoder.getValue().use(LoraRewrite.of(encoder.getKey(), loras), control.cancellation());
	}

	/** Remembers what prompts gave under the same LoRAs at the same weights. */
	@Override
	public ConditionPair encode(DiffusionJob job, boolean guided, int image, RunControl control) {
		Map<Part, LoraWeights> loras = new LinkedHashMap<>();
		encoders.keySet().forEach(part -> loras.put(part, LoraRewrite.of(part, job.loras()).weights(image)));
		PromptQuestion asked = new PromptQuestion(prompt(job.prompt(), job), job.negative() == null ? null : prompt(job
			.negative(), job), guided, loras);
		return encoded.get(asked, question -> answer(question, control));
	}

	@Override
	public void release() {
		encoders.values().forEach(HiddenStates::release);
	}

	@Override
	public long bytes() {
		return encoders.values().stream().mapToLong(HiddenStates::bytes).sum();
	}

	@Override
	public int loads() {
		return encoders.values().stream().mapToInt(HiddenStates::loads).sum();
	}

	@Override
	public void close() {
		encoders.values().forEach(HiddenStates::close);
	}

	// -- Helper methods --

	private static Prompt prompt(String text, DiffusionJob job) {
		return job.literalPrompts() ? Prompt.literal(text) : Prompt.of(text);
	}

	/** NB: sees nothing of the job, so that it cannot depend on what is not asked. */
	private ConditionPair answer(PromptQuestion question, RunControl control) {
		control.stage("Encoding the prompt");
		Prompt prompt = question.prompt();
		if (!question.isGuided()) return ConditionPair.of(encode(prompt, 1, question, control), null);
		if (question.negative() == null && zeros) {
			Conditions positive = encode(prompt, 1, question, control);
			return ConditionPair.of(positive, positive.map(tensor -> Tensor.of(new float[tensor.data().length], tensor.shape())));
		}
		Prompt other = question.negative() == null ? Prompt.literal("") : question.negative();
		int size = Math.max(size(prompt), size(other));
		return ConditionPair.of(encode(prompt, size, question, control), encode(other, size, question, control));
	}

	private int size(Prompt prompt) {
		return encoders.values().stream().mapToInt(encoder -> encoder.chunks(prompt).size()).max().getAsInt();
	}

	/** Encodes one of a question's prompts, as long as the other one is at least. */
	private Conditions encode(Prompt prompt, int size, PromptQuestion question, RunControl control) {
		int common = Math.max(size, size(prompt));
		Conditions joined = Conditions.NONE;
		for (Map.Entry<Part, HiddenStates> encoder : encoders.entrySet()) {
			Conditions states = encoder.getValue().encode(encoder.getValue().chunks(prompt).paddedTo(common), question.loras(
				encoder.getKey()), control.cancellation());
			Tensor before = joined.get(Unet.HIDDEN);
			joined = joined.and(states);
			if (before != null) joined = joined.and(Conditions.of(Unet.HIDDEN, beside(before, states.get(Unet.HIDDEN))));
		}
		return joined;
	}

	/** Joins the hidden states of each token: [1, tokens, a] and [1, tokens, b] to [1, tokens, a + b]. */
	private static Tensor beside(Tensor first, Tensor second) {
		int tokens = first.dim(1);
		int a = first.dim(2);
		int b = second.dim(2);
		float[] joined = new float[tokens * (a + b)];
		for (int t = 0; t < tokens; t++) {
			System.arraycopy(first.data(), t * a, joined, t * (a + b), a);
			System.arraycopy(second.data(), t * b, joined, t * (a + b) + a, b);
		}
		return Tensor.of(joined, 1, tokens, a + b);
	}

	/** Opens the encoder of a network. */
	@FunctionalInterface
	interface Opening {

		HiddenStates open(Part part) throws IOException;
	}
}
