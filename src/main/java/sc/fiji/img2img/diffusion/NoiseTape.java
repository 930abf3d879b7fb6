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
package sc.fiji.img2img.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import sc.fiji.img2img.random.NoiseSource;

/**
 * What was drawn from the beginning of a stream of noise, so that other runs with the same seed need not draw it again.
 * <p>
 * Not thread-safe.
 * </p>
 */
final class NoiseTape {

	/** As many values as are kept; what samplers draw in each step may come to gigabytes. */
	private static final int KEPT = 1 << 22;

	private final Supplier<NoiseSource> streams;

	private final List<float[]> draws = new ArrayList<>();

	private int kept;

	/** @param streams begin the same stream each time */
	NoiseTape(Supplier<NoiseSource> streams) {
		this.streams = streams;
	}

	/** The stream from its beginning, with the values that it has without a tape. */
	NoiseSource play() {
		return new Player();
	}

	private final class Player implements NoiseSource {

		private final List<Integer> counts = new ArrayList<>();

		/** Null as long as all comes from the tape. */
		private NoiseSource live;

		/** Whether all draws so far are those of the tape. */
		private boolean taped = true;

		@Override
		public float[] next(int count) {
			int index = counts.size();
			boolean known = live == null && index < draws.size() && draws.get(index).length == count;
			float[] values = known ? draws.get(index) : draw(index, count);
			counts.add(count);
			return known || taped ? values.clone() : values;
		}

		private float[] draw(int index, int count) {
			if (live == null) {
				live = streams.get();
				counts.forEach(live::next);
			}
			float[] values = live.next(count);
			taped &= index == draws.size() && kept + count <= KEPT;
			if (taped) {
				draws.add(values);
				kept += count;
			}
			return values;
		}
	}
}
