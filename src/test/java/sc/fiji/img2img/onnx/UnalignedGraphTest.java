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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.KeptGraphs;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.graph.Weight;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;

/** Weights that would be mapped to where kernels cannot read them are not kept. */
class UnalignedGraphTest {

	/** NB: so many floats take no whole number of vectors, and too much room to lie in the graph itself. */
	private static final int ODD = 8259;

	/** Floats of a mask for 77 tokens, which take no whole number of vectors, either. */
	private static final int MASK = 77 * 77;

	private static final int WIDTH = 16;

	@TempDir
	private Path folder;

	@Test
	void areNotKept() throws IOException {
		Tensor x = input(ODD);
		float[] expected = run(x);
		try (KeptGraphs kept = KeptGraphs.in(folder)) {
			for (int time = 0; time < 2; time++) {
				assertArrayEquals(expected, run(x));
				assertEquals(1, kept.folders().size());
				assertEquals(List.of("unfit"), List.of(kept.folders().get(0).toFile().list()));
			}
		}
	}

	/** NB: text encoders have one, and the weights behind it would not be aligned, either. */
	@Test
	void aMaskOfTokensLiesInTheGraphItself() throws IOException {
		Tensor x = input(MASK);
		float[] expected = run(x);
		try (KeptGraphs kept = KeptGraphs.in(folder)) {
			for (int time = 0; time < 2; time++) {
				assertArrayEquals(expected, run(x));
				assertEquals(List.of("model.onnx", "record", "weights.bin"), Stream.of(kept.folders().get(0).toFile().list()).sorted()
					.collect(Collectors.toList()));
			}
		}
	}

	private static Tensor input(int width) {
		Tensor x = Tensor.of(new float[7 * width], 7, width);
		for (int i = 0; i < x.data().length; i++)
			x.data()[i] = (float) Math.sin(i);
		return x;
	}

	private float[] run(Tensor x) throws IOException {
		try (OnnxSession session = OnnxSession.open(model(x.dim(1)), Provider.CPU)) {
			return session.run(Map.of("x", x), new Cancellation()).get("y").data();
		}
	}

	/** y = (x + b) W */
	private OnnxModel model(int width) {
		OnnxModel model = OnnxModel.create(folder.resolve("model.onnx"), 17);
		model.graph().inputs().add(ValueInfo.of("x", ElementType.FLOAT, -1, width));
		model.graph().weights().put("b", Weight.of("b", ElementType.FLOAT, new long[] { width }, new double[width]));
		double[] product = new double[width * WIDTH];
		for (int i = 0; i < product.length; i++)
			product[i] = Math.cos(i);
		model.graph().weights().put("w", Weight.of("w", ElementType.FLOAT, new long[] { width, WIDTH }, product));
		model.graph().nodes().add(Node.of("add", "", "Add", List.of("x", "b"), List.of("sum")));
		model.graph().nodes().add(Node.of("product", "", "MatMul", List.of("sum", "w"), List.of("y")));
		model.graph().outputs().add(ValueInfo.of("y", ElementType.FLOAT, -1, WIDTH));
		return model;
	}
}
