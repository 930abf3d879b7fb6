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

import java.util.Arrays;

import sc.fiji.img2img.run.InferenceException;
import sc.fiji.img2img.tensor.Tensor;

/** Whether what a network answers has the shape that the network was opened for. */
final class AnswerShape {

	private AnswerShape() {
		// NB: one question.
	}

	/**
	 * Returns if the shape is what is expected of a network.
	 *
	 * @param giver the network, as the subject of a sentence
	 * @param expected -1 for a dimension of any size above 0
	 * @throws InferenceException if it is another one
	 */
	static void require(String giver, Tensor answer, long... expected) {
		long[] shape = answer.shape();
		boolean fits = shape.length == expected.length;
		for (int i = 0; fits && i < expected.length; i++)
			fits = expected[i] < 0 ? shape[i] > 0 : shape[i] == expected[i];
		if (!fits) throw new InferenceException(giver + " should give numbers in the shape " + Arrays.toString(expected)
			.replace("-1", "any") + ", but gives them in the shape " + Arrays.toString(shape) +
			": the model's files are damaged, or do not belong together.");
	}
}
