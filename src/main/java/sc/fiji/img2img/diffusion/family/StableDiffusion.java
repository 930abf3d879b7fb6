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

import sc.fiji.img2img.diffusion.Architecture;
import sc.fiji.img2img.diffusion.TextStack;
import sc.fiji.img2img.diffusion.scheduler.SchedulerConfig;
import sc.fiji.img2img.lora.LoraFamily;
import sc.fiji.img2img.lora.Part;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.RunControl;

/** Stable Diffusion 1.x and 2.x, and models built like them: one text encoder, its last hidden state. */
public final class StableDiffusion extends UnetArchitecture {

	private StableDiffusion(Model model) throws IOException {
		super(model, "Stable Diffusion", 0.18215, StableDiffusion::repair, LoraFamily.SD1, LoraFamily.SD2);
	}

	/**
	 * A model of this family.
	 *
	 * @return null if it is of another one
	 * @throws IOException if it is of this one, but lacks a network
	 */
	public static Architecture of(Model model) throws IOException {
		return model.has(Model.TEXT_ENCODER) && !model.has(Model.TEXT_ENCODER_2) ? new StableDiffusion(model)
			: null;
	}

	@Override
	public TextStack openText(Provider provider, RunControl control) throws IOException {
		control.stage("Reading the text encoder");
		return PromptEncoder.open(false, part -> HiddenStates.last(component(part.component()), model().tokenizer(part
			.component()), title(), provider, control.cancellation()), Part.TEXT_ENCODER);
	}

	/**
	 * Mends what old files say, as diffusers' pipelines for Stable Diffusion 1 and 2 do.
	 * <p>
	 * What a file leaves out is mended only for the model's own scheduler: another one has its own value for it.
	 * </p>
	 */
	private static SchedulerConfig repair(SchedulerConfig config, boolean own, boolean masked) {
		SchedulerConfig mended = own || config.has("steps_offset") ? config.with("steps_offset", 1) : config;
		if (masked) return own || config.has("skip_prk_steps") ? mended.with("skip_prk_steps", true) : mended;
		return own || config.has("clip_sample") ? mended.with("clip_sample", false) : mended;
	}
}
