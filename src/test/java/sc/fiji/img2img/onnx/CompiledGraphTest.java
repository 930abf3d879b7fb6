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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtSession.SessionOptions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.KeptGraphs;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.graph.Weight;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;

/** Graphs that a provider compiles are kept where it compiles any part of them, and only as they are without changes. */
class CompiledGraphTest {

	@TempDir
	private Path folder;

	@Test
	void thoseOfWhichNothingIsCompiledAreNotKept() throws IOException {
		try (KeptGraphs kept = KeptGraphs.in(folder)) {
			for (int time = 0; time < 2; time++) {
				try (OnnxSession session = OnnxSession.open(model(0), new Compiling())) {
					assertArrayEquals(new float[] { 5 }, run(session));
				}
				assertEquals(1, kept.folders().size());
				assertEquals(List.of("unfit"), List.of(kept.folders().get(0).toFile().list()));
			}
		}
	}

	@Test
	void theirFileIsNotTakenForAChangedGraph() throws IOException {
		GraphRewrite change = model -> model.graph().weights().put("b", weight(3));
		try (KeptGraphs kept = KeptGraphs.in(folder); RewritableSession session = RewritableSession.open(model(0), none -> {},
			new Compiling()))
		{
			session.use("b = 3", change, new Cancellation());
			assertArrayEquals(new float[] { 8 }, session.run(Map.of("x", x()), new Cancellation()).get("y").data());
			assertEquals(List.of(), kept.folders());
		}
	}

	@Test
	void areNotKeptWhereNothingIs() throws IOException {
		try (KeptGraphs kept = KeptGraphs.in(folder); OnnxSession session = OnnxSession.open(model(0), new Compiling()
			.withoutCache()))
		{
			assertArrayEquals(new float[] { 5 }, run(session));
			assertEquals(List.of(), kept.all());
		}
	}

	@Test
	void areTakenWhereAnyPartWasCompiled() throws IOException {
		OnnxModel part = model(0);
		assertFalse(PreparedForm.COMPILED.isFit(part));
		part.graph().nodes().add(Node.of("compiled", "com.microsoft", "EPContext", List.of("y"), List.of("z")));
		assertTrue(PreparedForm.COMPILED.isFit(part));
	}

	private static float[] run(OnnxSession session) {
		return session.run(Map.of("x", x()), new Cancellation()).get("y").data();
	}

	private static Tensor x() {
		return Tensor.of(new float[] { 5 }, 1);
	}

	/** y = x + b */
	private OnnxModel model(double b) {
		OnnxModel model = OnnxModel.create(folder.resolve("model.onnx"), 17);
		model.graph().inputs().add(ValueInfo.of("x", ElementType.FLOAT, 1));
		model.graph().weights().put("b", weight(b));
		model.graph().nodes().add(Node.of("add", "", "Add", List.of("x", "b"), List.of("y")));
		model.graph().outputs().add(ValueInfo.of("y", ElementType.FLOAT, 1));
		return model.madeBy(again -> model(b));
	}

	private static Weight weight(double value) {
		return Weight.of("b", ElementType.FLOAT, new long[] { 1 }, value);
	}

	/** Has ONNX Runtime write what is compiled, which its own kernels do not do. */
	private static final class Compiling implements Provider {

		@Override
		public String name() {
			return "Compiling";
		}

		@Override
		public String preparedFor() {
			return name();
		}

		@Override
		public PreparedForm preparedForm() {
			return PreparedForm.COMPILED;
		}

		@Override
		public void configure(SessionOptions options) {
			// NB: ONNX Runtime's own kernels need no options.
		}
	}
}
