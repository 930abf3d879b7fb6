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
package sc.fiji.img2img;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.device.DeviceChoice;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.OutOfDeviceMemoryException;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;

/** A device that cannot take the model costs a sentence, and the CPU takes over. */
class PlacedModelTest {

	private final List<String> stages = new ArrayList<>();

	@Test
	void modelThatDoesNotFitIntoTheDeviceGoesToTheCpu() throws IOException {
		try (PlacedModel model = open("VK_ERROR_OUT_OF_DEVICE_MEMORY", true)) {
			assertEquals(Provider.CPU, model.device().provider());
			assertEquals("the memory of Toy does not suffice", model.device().reason());
			assertTrue(stages.contains("Continuing on the CPU: the memory of Toy does not suffice"), stages.toString());
		}
	}

	@Test
	void modelThatTheDeviceCannotLoadGoesToTheCpuUnlessTheDeviceWasAskedFor() throws IOException {
		try (PlacedModel model = open("requires f16 but the device does not support it", false)) {
			assertEquals(Provider.CPU, model.device().provider());
			assertTrue(model.device().reason().contains("requires f16"), model.device().reason());
		}
		IOException e = assertThrows(IOException.class, () -> open("requires f16 but the device does not support it", true));
		assertTrue(e.getMessage().contains("on Toy: "), e.getMessage());
	}

	@Test
	void runThatDoesNotFitIntoTheDeviceIsDoneOnTheCpu() throws IOException {
		try (PlacedModel model = open(null, true)) {
			String result = model.run(pipeline -> {
				if (model.device().provider() != Provider.CPU) throw new OutOfDeviceMemoryException("too large", null);
				return "done with " + pipeline.sizes().multiple();
			}, RunControl.of(listener()));
			assertEquals("done with 32", result);
			assertEquals("the memory of Toy does not suffice", model.device().reason());
			assertThrows(OutOfDeviceMemoryException.class, () -> model.run(pipeline -> {
				throw new OutOfDeviceMemoryException("too large even here", null);
			}, RunControl.of(listener())));
		}
	}

	/** @param fault what the device says when it is to load something; null if it does */
	private PlacedModel open(String fault, boolean asked) throws IOException {
		Provider toy = new Provider() {

			@Override
			public String name() {
				return "Toy";
			}

			@Override
			public void configure(SessionOptions options) throws OrtException {
				if (fault != null) throw new OrtException(fault);
			}
		};
		return PlacedModel.open(Architectures.of(ModelDirectory.open(TestModels.get("sd15"))), DeviceChoice.of(toy, "for the test"), asked,
			RunControl.of(listener()));
	}

	private RunListener listener() {
		return new RunListener() {

			@Override
			public void stage(String message) {
				stages.add(message);
			}
		};
	}
}
