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

import java.util.Arrays;

/**
 * What is done to a predicted image whose values are too large: nothing, clipping, or Saharia et al.'s dynamic
 * thresholding ("Photorealistic Text-to-Image Diffusion Models with Deep Language Understanding", section 2.3).
 */
@FunctionalInterface
interface SampleLimit {

	/** Leaves images as they are. */
	SampleLimit NONE = image -> image;

	/** @return the limited image; the argument itself where there is no limit */
	float[] apply(float[] image);

	/** Thresholding if {@code thresholding} is set, else clipping if {@code clip_sample} is. */
	static SampleLimit thresholdOrClip(SchedulerConfig config, boolean clipIfMissing) {
		return config.flag("thresholding", false) ? threshold(config) : clip(config, clipIfMissing);
	}

	/** Clipping to {@code clip_sample_range} if {@code clip_sample} is set. */
	static SampleLimit clip(SchedulerConfig config, boolean clipIfMissing) {
		if (!config.flag("clip_sample", clipIfMissing)) {
			return NONE;
		}
		float range = (float) config.number("clip_sample_range", 1, 0, Float.MAX_VALUE);
		return image -> clamp(image, range, 1);
	}

	/** Thresholding if {@code thresholding} is set. */
	static SampleLimit threshold(SchedulerConfig config) {
		if (!config.flag("thresholding", false)) {
			return NONE;
		}
		float ratio = (float) config.number("dynamic_thresholding_ratio", 0.995, 0, 1);
		float most = (float) config.number("sample_max_value", 1, 0, Float.MAX_VALUE);
		return image -> {
			float bound = Math.min(Math.max(quantileOfMagnitude(image, ratio), 1), most);
			return clamp(image, bound, bound);
		};
	}

	private static float[] clamp(float[] image, float bound, float divisor) {
		float[] result = new float[image.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = Math.max(-bound, Math.min(bound, image[i])) / divisor;
		}
		return result;
	}

	/** {@code torch.quantile} of the absolute values, interpolated linearly. */
	private static float quantileOfMagnitude(float[] image, float ratio) {
		float[] sorted = new float[image.length];
		for (int i = 0; i < sorted.length; i++) {
			sorted[i] = Math.abs(image[i]);
		}
		Arrays.sort(sorted);
		float rank = ratio * (sorted.length - 1);
		int below = (int) rank;
		float low = sorted[below];
		float high = sorted[(int) Math.ceil(rank)];
		float weight = rank - below;
		return weight < 0.5f ? low + weight * (high - low) : high - (high - low) * (1 - weight);
	}
}
