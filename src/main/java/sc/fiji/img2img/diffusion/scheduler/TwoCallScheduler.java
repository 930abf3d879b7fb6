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

import sc.fiji.img2img.random.NoiseSource;

/**
 * A sampler of two model calls a step: Euler's method leads to the second, which starts anew from the first one's sample.
 * The last step has the first call only.
 */
abstract class TwoCallScheduler extends SigmaScheduler {

	private float[] startSample;
	private float[] startDirection;

	TwoCallScheduler(PredictionType prediction, SigmaSteps steps) {
		super(prediction, steps);
	}

	@Override
	public final int order() {
		return 2;
	}

	/** @throws IllegalArgumentException between two calls of a step */
	@Override
	public final void begin(int index) {
		if (index % 2 != 0) {
			throw new IllegalArgumentException("A run cannot begin at timestep number " + index +
				": this sampler calls the model twice a step, so that the number must be even.");
		}
		startSample = null;
		startDirection = null;
	}

	@Override
	final float[] move(float[] sample, float[] direction, int index, NoiseSource noise) {
		if (startSample == null) {
			startSample = sample.clone();
			startDirection = direction;
			return Latents.add(sample, sigma(index + 1) - sigma(index), direction);
		}
		float[] result = finish(startSample, startDirection, direction, index, noise);
		startSample = null;
		startDirection = null;
		return result;
	}

	/**
	 * The latent at the end of a step.
	 *
	 * @param start the sample of the step's first call
	 * @param atStart the direction that the first call gave
	 * @param direction the one of the second call
	 * @param index the second call's index
	 */
	abstract float[] finish(float[] start, float[] atStart, float[] direction, int index, NoiseSource noise);
}
