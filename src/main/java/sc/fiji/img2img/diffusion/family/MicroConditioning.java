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
import java.util.List;

import sc.fiji.img2img.diffusion.ConditionPair;
import sc.fiji.img2img.diffusion.Conditions;
import sc.fiji.img2img.diffusion.DiffusionJob;
import sc.fiji.img2img.diffusion.TextStack;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tile.Windows;

/**
 * A text stack whose conditions also tell the sizes of the image: SDXL's original size, crop and target size, or a score in
 * the place of the last.
 */
final class MicroConditioning implements TextStack {

	/** The aesthetic scores that diffusers gives to models which ask for one. */
	private static final float AESTHETIC_SCORE = 6;
	private static final float NEGATIVE_AESTHETIC_SCORE = 2.5f;

	private final TextStack text;

	private final boolean scored;

	/** @param text is closed with this */
	MicroConditioning(TextStack text, boolean scored) {
		this.text = text;
		this.scored = scored;
	}

	@Override
	public void use(List<Lora> loras, RunControl control) throws IOException {
		text.use(loras, control);
	}

	@Override
	public ConditionPair encode(DiffusionJob job, boolean guided, int image, RunControl control) {
		ConditionPair prompts = text.encode(job, guided, image, control);
		return ConditionPair.of(prompts.positive().and(timeIds(job.windows(), AESTHETIC_SCORE)), guided ? prompts.negative().and(
			timeIds(job.windows(), NEGATIVE_AESTHETIC_SCORE)) : null);
	}

	@Override
	public void release() {
		text.release();
	}

	@Override
	public long bytes() {
		return text.bytes();
	}

	@Override
	public int loads() {
		return text.loads();
	}

	@Override
	public void close() {
		text.close();
	}

	/** NB: of a window, since the network was trained with images of that size, and knows none as large as the whole. */
	private Conditions timeIds(Windows windows, float score) {
		float height = windows.height();
		float width = windows.width();
		return Conditions.of(Unet.TIME_IDS, scored ? Tensor.of(new float[] { height, width, 0, 0, score }, 1, 5) : Tensor.of(
			new float[] { height, width, 0, 0, height, width }, 1, 6));
	}
}
