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
package sc.fiji.img2img.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.RelativeL2;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.OutOfDeviceMemoryException;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.GraphFiles;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.Tensor;

/** Where memory does not suffice, less is done at a time, and the user is told; ONNX Runtime's own failure is had. */
@Tag("slow")
class DeviceMemoryTest {

	@TempDir
	Path folder;

	private final List<String> stages = new ArrayList<>();

	@Test
	void batchIsSplitWhenItDoesNotFit() throws IOException {
		Path model = TestModels.copy("sd15", folder.resolve("model"));
		GraphFiles.limit(model.resolve("unet").resolve("model.onnx"), "sample", 0, 1);
		Tensor expected = denoise(TestModels.get("sd15"));
		stages.clear();
		Tensor actual = denoise(model);
		assertTrue(RelativeL2.of(actual.data(), expected.data()) < 1e-5);
		assertEquals(1, told("The device's memory does not suffice for 2 rows of the batch; continuing with 1 at a time"));
	}

	@Test
	void decoderGoesOnInTilesWhenTheImageDoesNotFit() throws IOException {
		Path model = TestModels.copy("sd15", folder.resolve("model"));
		Tensor latent = Tensor.of(new float[4 * 8 * 64], 1, 4, 8, 64);
		for (int i = 0; i < latent.data().length; i++)
			latent.data()[i] = (float) Math.sin(i);
		Tensor whole = decode(TestModels.get("sd15"), latent);
		stages.clear();
		GraphFiles.limit(model.resolve("vae_decoder").resolve("model.onnx"), "latent_sample", 3, 32);
		Tensor tiled = decode(model, latent);
		assertArrayEquals(whole.shape(), tiled.shape());
		assertEquals(1, told("The device's memory does not suffice for the whole image; the VAE continues in tiles"));
	}

	@Test
	void whatDidNotFitIsNotTriedAgain() {
		DeviceMemory memory = new DeviceMemory();
		assertEquals(Integer.MAX_VALUE, memory.rows());
		assertTrue(memory.takesWholeImages());
		memory.refuseRows(5, RunControl.of(listener()));
		assertEquals(3, memory.rows());
		memory.refuseWholeImages(RunControl.of(listener()));
		assertFalse(memory.takesWholeImages());
		assertEquals(3, memory.rows());
		assertEquals(1, told("The device's memory does not suffice for 5 rows of the batch; continuing with 3 at a time"));
	}

	@Test
	void whatDoesNotFitAtAllIsRefused() throws IOException {
		Path model = TestModels.copy("sd15", folder.resolve("model"));
		GraphFiles.limit(model.resolve("unet").resolve("model.onnx"), "sample", 0, 0);
		String message = assertThrows(OutOfDeviceMemoryException.class, () -> denoise(model)).getMessage();
		assertTrue(message.startsWith("The memory of CPU does not suffice to run " + model), message);
	}

	private long told(String message) {
		return stages.stream().filter(message::equals).count();
	}

	private Tensor denoise(Path model) throws IOException {
		float[] data = new float[3 * 64 * 64];
		for (int i = 0; i < data.length; i++)
			data[i] = (float) Math.sin(i * 0.01);
		DiffusionJob job = DiffusionJob.of(Tensor.of(data, 1, 3, 64, 64)).prompt("nuclei").steps(3, false).seeds(1);
		try (Img2ImgPipeline pipeline = open(model)) {
			return pipeline.denoise(job, RunControl.of(listener())).get(0);
		}
	}

	private Tensor decode(Path model, Tensor latent) throws IOException {
		try (Img2ImgPipeline pipeline = open(model)) {
			return pipeline.decode(latent, true, RunControl.of(listener()));
		}
	}

	private Img2ImgPipeline open(Path model) throws IOException {
		return Img2ImgPipeline.open(Architectures.of(ModelDirectory.open(model)), Provider.CPU, RunControl.of(listener()));
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
