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

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtSession.SessionOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.onnx.graph.GraphFiles;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.SmallGraph;

/** Which operators are refused depends on what is to run them. */
class GpuOperatorsTest {

	private static final Provider GPU = new Provider() {

		@Override
		public String name() {
			return "a graphics processor";
		}

		@Override
		public boolean hasGpuKernels() {
			return true;
		}

		@Override
		public void configure(SessionOptions options) {
			// NB: never asked here.
		}
	};

	@ParameterizedTest
	@ValueSource(strings = { "NhwcConv", "GroupNorm", "BiasSplitGelu", "SkipGroupNorm", "BiasAdd" })
	void fusedOperatorsNeedAGraphicsProcessor(String operator) throws IOException {
		OnnxModel model = model("com.microsoft", operator);
		String message = assertThrows(IOException.class, () -> GpuOperators.check(model, Provider.CPU)).getMessage();
		assertTrue(message.contains(operator) && message.contains("CPU"), message);
		assertDoesNotThrow(() -> GpuOperators.check(model, GPU));
	}

	@ParameterizedTest
	@ValueSource(strings = { "MultiHeadAttention", "SkipLayerNormalization", "FastGelu" })
	void thoseThatTheCpuHasAreNotRefused(String operator) throws IOException {
		OnnxModel model = model("com.microsoft", operator);
		assertDoesNotThrow(() -> GpuOperators.check(model, Provider.CPU));
	}

	@Test
	void operatorsOfTheSameNameInOnnxAreNotRefused() throws IOException {
		OnnxModel model = model("", "GroupNorm");
		assertDoesNotThrow(() -> GpuOperators.check(model, Provider.CPU));
	}

	private static OnnxModel model(String domain, String operator) throws IOException {
		Path file = Files.write(Files.createTempFile("graph", ".onnx"), SmallGraph.withDeadInput());
		OnnxModel model = OnnxModel.read(file);
		Files.delete(file);
		GraphFiles.append(model, domain, operator);
		return model;
	}
}
