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
package sc.fiji.img2img.network;

import java.util.Arrays;
import java.util.List;

/**
 * The measures of a UNet2DConditionModel.
 * <p>
 * Levels go from the outermost to the innermost. Immutable; the arrays belong to whoever made it and must not change.
 * </p>
 */
public final class UnetConfig {

	/** The channels of what goes in: the latent's, and for inpainting a mask's and a masked image's. */
	public final int in;

	/** The channels of the answer. */
	public final int out;

	/** The levels on the way down. */
	public final List<Level> levels;

	/** The resnets in the middle: 2 with a transformer between them, 1, or none. */
	public final int middleResnets;

	/** The blocks of the transformer in the middle; 0 if it has none. */
	public final int middleDepth;

	/** Numbers per token of the text. */
	public final int context;

	/** Whether transformers enter and leave by matrices, not by convolutions. */
	public final boolean linear;

	/** The groups of its normalisations. */
	public final int groups;

	/** Numbers of the vector that is added to the timestep; null if there is none. */
	public final Added added;

	/** Numbers of the guidance's embedding, as latent consistency models take it; 0 for none. */
	public final int guidance;

	/** All measures, in the order of the fields. */
	public UnetConfig(int in, int out, List<Level> levels, int middleResnets, int middleDepth, int context,
		boolean linear, int groups, Added added, int guidance)
	{
		this.in = in;
		this.out = out;
		this.levels = List.copyOf(levels);
		this.middleResnets = middleResnets;
		this.middleDepth = middleDepth;
		this.context = context;
		this.linear = linear;
		this.groups = groups;
		this.added = added;
		this.guidance = guidance;
	}

	/** The size of the timestep's embedding. */
	public int time() {
		return 4 * levels.get(0).channels;
	}

	/** One resolution. */
	public static final class Level {

		public final int channels;

		/** The heads of its attention. */
		public final int heads;

		/** For each resnet on the way down, how many transformer blocks follow it. */
		public final int[] down;

		/** For each resnet on the way up, how many transformer blocks follow it. */
		public final int[] up;

		/** All measures, in the order of the fields. */
		public Level(int channels, int heads, int[] down, int[] up) {
			this.channels = channels;
			this.heads = heads;
			this.down = down;
			this.up = up;
		}

		@Override
		public String toString() {
			return channels + " channels, " + heads + " heads, transformer blocks " + Arrays.toString(down) + " down and " +
				Arrays.toString(up) + " up";
		}
	}

	/** What Stable Diffusion XL adds to the timestep. */
	public static final class Added {

		/** How many numbers tell of the image's size and crop. */
		public final int timeIds;

		/** The size of each one's sinusoid. */
		public final int timeIdSize;

		/** The size of the text's pooled vector. */
		public final int pooled;

		/** All measures, in the order of the fields. */
		public Added(int timeIds, int timeIdSize, int pooled) {
			this.timeIds = timeIds;
			this.timeIdSize = timeIdSize;
			this.pooled = pooled;
		}

		/** The length of the vector. */
		public int size() {
			return timeIds * timeIdSize + pooled;
		}
	}
}
