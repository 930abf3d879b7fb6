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

class RewritableSessionTest {

	private static final GraphRewrite NOTHING = model -> {};

	@TempDir
	private Path folder;

	private int reads;

	@Test
	void whereNothingIsKeptAModelIsReadOnceForEachChange() throws IOException {
		try (RewritableSession session = RewritableSession.open(model(new Cancellation()), NOTHING, Provider.CPU)) {
			for (int b = 1; b <= 3; b++) {
				session.use("b = " + b, adding(b), new Cancellation());
				assertArrayEquals(new float[] { 5 + b }, run(session));
				assertEquals(b, reads);
			}
			session.use("", NOTHING, new Cancellation());
			assertArrayEquals(new float[] { 5 }, run(session));
			assertEquals(4, reads);
		}
	}

	@Test
	void aRunIsNotCancelledWithTheOneThatOpenedTheModel() throws IOException {
		Cancellation opening = new Cancellation();
		try (KeptGraphs kept = KeptGraphs.in(folder); RewritableSession session = RewritableSession.open(model(opening),
			NOTHING, Provider.CPU))
		{
			opening.cancel();
			session.use("", NOTHING, new Cancellation());
			assertArrayEquals(new float[] { 5 }, run(session));
			assertEquals(1, kept.folders().size());
			assertEquals(0, reads);
		}
	}

	private static float[] run(RewritableSession session) {
		return session.run(Map.of("x", Tensor.of(new float[] { 5 }, 1)), new Cancellation()).get("y").data();
	}

	private static GraphRewrite adding(double b) {
		return model -> model.graph().weights().put("b", weight(b));
	}

	/** y = x + b, where b is 0. */
	private OnnxModel model(Cancellation cancellation) {
		OnnxModel model = OnnxModel.create(folder.resolve("model.onnx"), 17);
		model.graph().inputs().add(ValueInfo.of("x", ElementType.FLOAT, 1));
		model.graph().weights().put("b", weight(0));
		model.graph().nodes().add(Node.of("add", "", "Add", List.of("x", "b"), List.of("y")));
		model.graph().outputs().add(ValueInfo.of("y", ElementType.FLOAT, 1));
		return model.cancelledBy(cancellation).madeBy(again -> {
			reads++;
			return model(again);
		});
	}

	private static Weight weight(double value) {
		return Weight.of("b", ElementType.FLOAT, new long[] { 1 }, value);
	}
}
