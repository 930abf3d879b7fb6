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

/** The timesteps of consistency models: evenly picked from the fewer ones that the distillation has used. */
final class ConsistencyTimesteps {

	private ConsistencyTimesteps() {}

	/**
	 * Picks timesteps from noisy to clean.
	 *
	 * @param strength the part of the schedule that is used at all, counted from its clean end
	 */
	static int[] of(SchedulerConfig config, int steps, double strength) {
		int trained = NoiseSchedule.trainingTimesteps(config);
		int original = config.integer("original_inference_steps", 50, 1, trained);
		int usable = (int) (original * strength);
		if (steps > usable) {
			throw new IllegalArgumentException("This sampler cannot take " + steps + " steps at strength " + strength +
				": its model was distilled to " + original + " steps, of which " + usable +
				" are left; use fewer steps or a higher strength.");
		}
		int stride = trained / original;
		int[] timesteps = new int[steps];
		for (int i = 0; i < steps; i++) {
			int skipped = (int) Math.floor(i * ((double) usable / steps));
			timesteps[i] = (usable - skipped) * stride - 1;
		}
		return timesteps;
	}
}
