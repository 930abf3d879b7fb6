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
package sc.fiji.img2img;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import sc.fiji.img2img.lora.FewSteps;
import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.lora.LoraFolders;
import sc.fiji.img2img.lora.LoraRequest;

/** The LoRA of some settings that was trained for few steps, and has suggestions of its own. Immutable. */
final class LoraAdvice {

	private final LoraFile lora;

	private final FewSteps steps;

	private LoraAdvice(LoraFile lora, FewSteps steps) {
		this.lora = lora;
		this.steps = steps;
	}

	/**
	 * The first such LoRA that settings ask for; empty for none.
	 *
	 * @param model where the model is
	 */
	static Optional<LoraAdvice> of(Img2ImgSettings settings, Path model) {
		try {
			for (LoraRequest request : settings.loras()) {
				LoraFile file = request.open(LoraFolders.of(model, settings.get(Img2ImgSettings.LORAFOLDER))).file();
				Optional<FewSteps> steps = FewSteps.of(file);
				if (steps.isPresent()) return Optional.of(new LoraAdvice(file, steps.get()));
			}
		}
		catch (IOException | IllegalArgumentException e) {
			// NB: what is wrong with it is said where it is used.
		}
		return Optional.empty();
	}

	FewSteps steps() {
		return steps;
	}

	/** Who suggests, in words: "the LoRA add-speed, recognised as LCM". */
	@Override
	public String toString() {
		return "the LoRA " + lora.name() + ", recognised as " + steps;
	}
}
