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

import java.util.function.Supplier;

import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.Tensor;

/** Tells of one of several like runs as a part of the whole. Not thread-safe. */
final class SliceProgress implements RunListener {

	private final RunListener listener;

	private final int index;

	private final int count;

	private double perStep;

	private SliceProgress(RunListener listener, int index, int count) {
		this.listener = listener;
		this.index = index;
		this.count = count;
	}

	/** Hands on to a listener what happens in the run of an index, from 0, out of a number of runs. */
	static RunListener of(RunListener listener, int index, int count) {
		return count == 1 ? listener : new SliceProgress(listener, index, count);
	}

	@Override
	public void stage(String message) {
		listener.stage((index + 1) + " of " + count + ": " + message);
	}

	@Override
	public void note(String message) {
		listener.note(message);
	}

	@Override
	public void part(int done, int total) {
		listener.part(done, total);
	}

	@Override
	public void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {
		// NB: at its last step a run has no time left, from which that of the others could be told.
		if (done < total) perStep = secondsLeft / (total - done);
		listener.step(index * total + done, count * total, secondsLeft + perStep * total * (count - index - 1), preview);
	}
}
