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
package sc.fiji.img2img.diffusion.scheduler;

/** The betas that a sampler assumes where the configuration names none. */
enum BetaRange {

	/** Ho et al.'s, for images. */
	PIXELS(0.0001, 0.02, BetaSchedule.LINEAR),
	/** Stable Diffusion's range, evenly spaced. */
	LATENTS_LINEAR(0.00085, 0.012, BetaSchedule.LINEAR),
	/** Stable Diffusion's. */
	LATENTS(0.00085, 0.012, BetaSchedule.SCALED_LINEAR);

	static final BetaSchedule[] KNOWN_TO_ALL = { BetaSchedule.LINEAR, BetaSchedule.SCALED_LINEAR,
		BetaSchedule.SQUAREDCOS_CAP_V2 };

	final double start;
	final double end;
	final BetaSchedule shape;

	BetaRange(double start, double end, BetaSchedule shape) {
		this.start = start;
		this.end = end;
		this.shape = shape;
	}
}
