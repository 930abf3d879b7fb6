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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ONNX Runtime says is shown without its codes, source files and line breaks. */
class RuntimeMessageTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
		"Error code - ORT_FAIL - message: Node (/a) Op (Conv) [ShapeInferenceError] Attribute kernel_shape has incorrect size | in the operation Conv /a: Attribute kernel_shape has incorrect size.",
		"Error code - ORT_INVALID_ARGUMENT - message: Non-zero status code returned while running Conv node. Name:'/c' Status Message: Bias shape is wrong. | in the operation Conv /c: Bias shape is wrong.",
		"Error code - ORT_FAIL - message: /onnxruntime_src/onnxruntime/core/x/matmul_helper.h:144 Compute right operand cannot broadcast | Compute right operand cannot broadcast.",
		"static void SafeIntExceptionHandler<OnnxRuntimeException>::SafeIntOnOverflow() Integer overflow | a size is too large for any memory.",
		"Error code - ORT_FAIL - message: /onnxruntime_src/graph.cc:1415 onnxruntime::Graph::Graph(const Model&, std::function<void()>, bool) [ONNXRuntimeError] : 10 : INVALID_GRAPH : This is an invalid model. Duplicate weight | Duplicate weight.",
		"matmul_helper.h:144 right operand | right operand.", "Exception during initialization: no kernel | no kernel.",
		"Error code - ORT_FAIL - message: Load model from /a/b.onnx failed:This is an invalid model. Type is wrong | Type is wrong." })
	void codesAndPlacesAreLeftOut(String said, String shown) {
		assertEquals(shown, RuntimeMessage.of(new Exception(said)));
	}

	@Test
	void longAndBrokenMessagesAreOneShortLine() {
		String shown = RuntimeMessage.of(new Exception("first\n\tsecond\u0000 " + "x".repeat(5000)));
		assertTrue(shown.startsWith("first second x") && shown.endsWith("...") && shown.length() <= 400, shown);
		assertEquals("it does not say why.", RuntimeMessage.of(new Exception("")));
	}
}
