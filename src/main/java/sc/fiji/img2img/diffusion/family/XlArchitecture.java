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

import sc.fiji.img2img.diffusion.ConfigRepair;
import sc.fiji.img2img.diffusion.TextStack;
import sc.fiji.img2img.lora.LoraFamily;
import sc.fiji.img2img.lora.Part;
import sc.fiji.img2img.model.Model;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.RunControl;

/**
 * What Stable Diffusion XL and its refiner have in common: second to last hidden states, the pooled vector of the second text
 * encoder, and conditions that tell the sizes of the image.
 */
abstract class XlArchitecture extends UnetArchitecture {

	private final boolean scored;

	private final Part[] parts;

	/**
	 * Looks at the files, as {@link UnetArchitecture} does.
	 *
	 * @param scored whether the network takes a score for how the image should look, where the model does not state it
	 * @param parts the text encoders
	 */
	XlArchitecture(Model model, String title, boolean scored, Part... parts) throws IOException {
		super(model, title, 0.13025, ConfigRepair.NONE, LoraFamily.SDXL);
		this.scored = scored;
		this.parts = parts;
	}

	@Override
	int trainedEdge() {
		return 128;
	}

	@Override
	String smallDecoderName() {
		return "taesdxl";
	}

	@Override
	public TextStack openText(Provider provider, RunControl control) throws IOException {
		control.stage("Reading the text encoder");
		// NB: the default of diffusers' pipelines; the refiner's own files say false.
		boolean zeros = model().flag("force_zeros_for_empty_prompt", true);
		return new MicroConditioning(PromptEncoder.open(zeros, part -> open(part, provider, control), parts), model().flag(
			"requires_aesthetics_score", scored));
	}

	private HiddenStates open(Part part, Provider provider, RunControl control) throws IOException {
		return HiddenStates.penultimate(component(part.component()), model().tokenizer(part.component()), part.equals(
			Part.TEXT_ENCODER_2), title(), provider, control.cancellation());
	}
}
