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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.diffusion.Conditions;
import sc.fiji.img2img.diffusion.DeviceMemory;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.RewritableSession;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/** What a graph is fed, told by one that answers with the rows of its sample and of its timestep. */
class UnetGraphTest {

	private static final Tensor ONE = Tensor.of(new float[] { 1, 2, 3, 4 }, 1, 4, 1, 1);

	private static final Tensor OTHER = Tensor.of(new float[] { 1, 2, 3, 5 }, 1, 4, 1, 1);

	@Test
	void aSampleThatIsTheSameInAllRowsIsFedOnceWhereThatCanBe() throws IOException {
		assertFed(true, Tensor.concatenate(ONE, ONE), 1, 1);
		assertFed(true, Tensor.concatenate(ONE, ONE, ONE), 1, 1);
		assertFed(true, Tensor.concatenate(ONE, OTHER), 2, 2);
		assertFed(true, ONE, 1, 1);
		assertFed(false, Tensor.concatenate(ONE, ONE), 2, 2);
	}

	@Test
	void rowsWithWeightsOfTheirOwnAreFedOneByOne() throws IOException {
		Tensor same = Tensor.concatenate(ONE, ONE);
		assertFed(true, same, Conditions.of("lora_weight.0", Tensor.of(new float[] { 0.5f, 1 }, 2)), 2, 2);
		assertFed(true, same, Conditions.of("lora_weight.0", Tensor.of(new float[] { 0.5f, 0.5f }, 2)), 1, 1);
	}

	private static void assertFed(boolean sharesSamples, Tensor sample, float... rows) throws IOException {
		assertFed(sharesSamples, sample, Conditions.NONE, rows);
	}

	private static void assertFed(boolean sharesSamples, Tensor sample, Conditions conditions, float... rows)
		throws IOException
	{
		OnnxModel model = OnnxModel.create(Path.of("rows"), 20);
		model.graph().inputs().add(ValueInfo.of("sample", ElementType.FLOAT, -1, 4, -1, -1));
		model.graph().inputs().add(ValueInfo.of("timestep", ElementType.FLOAT, -1));
		model.graph().nodes().add(Node.of("", "", "Shape", List.of("sample"), List.of("samples")).with("end", 1));
		model.graph().nodes().add(Node.of("", "", "Shape", List.of("timestep"), List.of("timesteps")));
		model.graph().nodes().add(Node.of("", "", "Concat", List.of("samples", "timesteps"), List.of("both")).with("axis", 0));
		model.graph().nodes().add(Node.of("", "", "Cast", List.of("both"), List.of("rows")).with("to", ElementType.FLOAT
			.code()));
		model.graph().outputs().add(ValueInfo.of("rows", ElementType.FLOAT, 2));
		try (RewritableSession session = RewritableSession.open(model, unchanged -> {}, Provider.CPU.withoutCache())) {
			session.use("", unchanged -> {}, new Cancellation());
			UnetGraph graph = new UnetGraph(session, new DeviceMemory(), sharesSamples);
			assertArrayEquals(rows, graph.ask(sample, 501, conditions, RunControl.silent()).data());
		}
	}
}
