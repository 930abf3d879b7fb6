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
package sc.fiji.img2img.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;

/** Loads or runs a UNet over and over, and prints a line before; a program of its own, to be ended. */
final class EndingProbe {

	private EndingProbe() {}

	/** Arguments: load or run, and the UNet. */
	public static void main(String... arguments) throws IOException {
		OnnxModel model = OnnxModel.readWhole(Path.of(arguments[1]), new Cancellation());
		OnnxSession session = OnnxSession.open(model, Provider.CPU);
		System.out.println(arguments[0]);
		while (true) {
			if (arguments[0].equals("run")) session.run(feeds(session), new Cancellation());
			else OnnxSession.open(model, Provider.CPU).close();
		}
	}

	private static Map<String, Tensor> feeds(OnnxSession session) {
		Map<String, Tensor> feeds = new LinkedHashMap<>();
		for (ValueInfo input : session.inputs()) {
			long[] shape = new long[Math.max(0, input.rank())];
			int count = 1;
			for (int i = 0; i < shape.length; i++) {
				shape[i] = input.dim(i) > 0 ? input.dim(i) : i == 0 ? 1 : 16;
				count *= (int) shape[i];
			}
			feeds.put(input.name(), Tensor.of(new float[count], shape));
		}
		return feeds;
	}
}
