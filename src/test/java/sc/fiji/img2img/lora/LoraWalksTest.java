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
package sc.fiji.img2img.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.Weight;
import sc.fiji.img2img.run.Cancellation;

/** Modules are found in graphs with more ways through them than there is time; where not so, these tests run for centuries. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LoraWalksTest {

	private static final String ATTENTION = "down_blocks.0.attentions.0.transformer_blocks.0.attn1";

	private final OnnxModel model = OnnxModel.create(Path.of("model.onnx"), 17);

	@Test
	void projectionsBehindManyWaysAreNotSoughtForEver() {
		add("", "MatMul", "scores", "x", weight("w1"));
		add("", "MatMul", "mix", "scores", weight("w2"));
		String last = "mix";
		for (int i = 0; i < 60; i++) {
			add("", i % 2 == 0 ? "Add" : "Mul", "way" + i, last, last);
			last = "way" + i;
		}
		output(last);
		assertNotNull(GraphModules.of(model).find(ATTENTION.replace('.', '_') + "_to_out_0"));
	}

	@Test
	void waysWithoutAProjectionAreNotSoughtForEver() {
		add("", "MatMul", "other", "x", weight("w1"));
		String last = "x";
		for (int i = 0; i < 38; i++) {
			add("", "Sub", "way" + i, last, last);
			last = "way" + i;
		}
		output(last);
		assertNull(GraphModules.of(model).find(ATTENTION.replace('.', '_') + "_to_q"));
	}

	@Test
	void weightsBehindLongChainsAreNoParameters() {
		String last = weight("w1");
		for (int i = 0; i < 20_000; i++) {
			add("", "Identity", "copy" + i, last);
			last = "copy" + i;
		}
		for (int i = 0; i < 20_000; i++)
			add("/a" + i + "/MatMul", "MatMul", "product" + i, "x", last);
		assertNull(GraphModules.of(model).find("a0"));
	}

	@Test
	void productsThatNothingReadsHaveNoBias() {
		add("/a/MatMul", "MatMul", "product", "x", weight("w1"));
		assertEquals(2, GraphModules.of(model).find("a").weight().shape().length);
	}

	@Test
	void lookingForModulesCanBeCancelled() throws IOException {
		Cancellation cancellation = new Cancellation();
		OnnxModel unet = OnnxModel.read(TestModels.get("sd15").resolve("unet/model.onnx"), cancellation);
		cancellation.cancel();
		assertThrows(CancellationException.class, () -> GraphModules.of(unet));
	}

	private void output(String value) {
		add("/" + ATTENTION.replace('.', '/').replace("/0", ".0") + "/to_out.0/MatMul", "MatMul", "out", value, weight(
			"w3"));
	}

	private void add(String name, String type, String output, String... inputs) {
		model.graph().nodes().add(Node.of(name, "", type, List.of(inputs), List.of(output)));
	}

	private String weight(String name) {
		model.graph().weights().put(name, Weight.of(name, ElementType.FLOAT, new long[] { 2, 2 }, 1, 2, 3, 4));
		return name;
	}
}
