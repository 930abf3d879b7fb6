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
package sc.fiji.img2img.onnx.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Feeds;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.GraphFiles;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;

/** An encoder that samples by itself is cut back to the distribution that it samples from. */
class VaeMomentsTest {

	@Test
	void theSamplingIsCutOutBitForBit() throws IOException {
		OnnxModel sampling = encoder();
		GraphFiles.sampleInside(sampling);
		assertTrue(operators(sampling).contains("RandomNormalLike"));
		new VaeMoments().apply(sampling);
		assertEquals(1, sampling.graph().outputs().size());
		assertEquals(VaeMoments.OUTPUT, sampling.graph().outputs().get(0).name());
		for (String gone : new String[] { "RandomNormalLike", "Exp", "Split" })
			assertEquals(operators(encoder()).contains(gone), operators(sampling).contains(gone), gone);
		assertArrayEquals(run(encoder()), run(sampling));
	}

	@Test
	void anEncoderThatGivesItsMomentsIsLeftAlone() throws IOException {
		OnnxModel model = encoder();
		byte[] before = model.encode();
		new VaeMoments().apply(model);
		assertArrayEquals(before, model.encode());
	}

	@Test
	void aRandomNumberInAnUnknownPlaceIsRefused() throws IOException {
		OnnxModel model = encoder();
		Graph graph = model.graph();
		graph.nodes().add(Node.of("noise", "", "RandomNormalLike", List.of(graph.inputs().get(0).name()),
			List.of("latent_sample")));
		graph.outputs().set(0, ValueInfo.of("latent_sample", ElementType.FLOAT, -1, 4, -1, -1));
		String message = assertThrows(IOException.class, () -> new VaeMoments().apply(model)).getMessage();
		assertTrue(message.contains("random numbers"), message);
	}

	private static float[] run(OnnxModel model) throws IOException {
		Map<String, Tensor> feeds = Feeds.of(model.graph().inputs());
		try (OnnxSession session = OnnxSession.open(model, Provider.CPU)) {
			return session.run(feeds, new Cancellation()).values().iterator().next().data();
		}
	}

	private static Set<String> operators(OnnxModel model) {
		return model.graph().nodes().stream().map(Node::type).collect(Collectors.toSet());
	}

	private static OnnxModel encoder() throws IOException {
		Path file = TestModels.get("sd15").resolve("vae_encoder").resolve("model.onnx");
		return OnnxModel.read(file);
	}
}
