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
import org.junit.jupiter.params.provider.ValueSource;

/** What happened to a device is read from the messages of its libraries. */
class DeviceFailureTest {

	@ParameterizedTest
	@ValueSource(strings = { "CUDA failure 2: out of memory ; GPU=0", "VK_ERROR_OUT_OF_DEVICE_MEMORY", "std::bad_alloc",
		"Failed to allocate memory for requested buffer of size 1073741824", "8007000E E_OUTOFMEMORY",
		"CUBLAS failure: CUDA_ERROR_OUT_OF_MEMORY" })
	void wantOfMemoryIsTold(String message) {
		assertEquals(DeviceFailure.MEMORY, DeviceFailure.of(message));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Device is lost", "VK_ERROR_DEVICE_LOST: device lost", "DXGI_ERROR_DEVICE_REMOVED (0x887A0005)",
		"CUDA failure 719: unspecified launch failure", "device was lost: out of memory" })
	void lossOfTheDeviceIsTold(String message) {
		assertEquals(DeviceFailure.LOST, DeviceFailure.of(message));
		String sentence = DeviceFailure.running("unet", Provider.CPU, new Exception(message)).getMessage();
		assertTrue(sentence.startsWith("The device CPU was lost while it ran unet; "), sentence);
	}

	@Test
	void otherFailuresAreNeither() {
		assertEquals(DeviceFailure.OTHER, DeviceFailure.of("Non-zero status code returned while running Concat node"));
		assertEquals(DeviceFailure.OTHER, DeviceFailure.of(null));
	}
}
