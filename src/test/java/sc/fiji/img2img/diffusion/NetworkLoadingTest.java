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

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.LoadException;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.Tensor;

/** The network is loaded while prompts and image are encoded, and nobody can tell but by the time. */
class NetworkLoadingTest {

	private static final String THREAD = "Img2Img loading";

	private static final String WAITING = "Waiting for the network to be loaded";

	/** What was heard and done, in its order. */
	private final List<String> events = new CopyOnWriteArrayList<>();

	private final Cancellation cancellation = new Cancellation();

	private final RunListener listener = new RunListener() {

		@Override
		public void stage(String message) {
			events.add(message);
			if (message.equals("Encoding the image")) device.encoding.countDown();
			if (message.equals(WAITING) && device.isHeld) cancellation.cancel();
		}
	};

	private final Toy device = new Toy();

	@Test
	void theImageIsEncodedMeanwhile() throws IOException {
		try (Img2ImgPipeline pipeline = open(device); Img2ImgPipeline usual = open(Provider.CPU)) {
			float[] latent = denoise(pipeline);
			assertTrue(events.indexOf("Loading the UNet") < events.indexOf("Encoding the prompt"), events.toString());
			assertTrue(events.indexOf("Encoding the image") < events.indexOf("loaded ahead"), events.toString());
			assertEquals(2, pipeline.loads());
			assertArrayEquals(denoise(usual), latent);
		}
	}

	@Test
	void aNetworkThatCannotBeLoadedEndsTheRun() throws IOException {
		try (Img2ImgPipeline pipeline = open(device)) {
			device.fault = "out of order";
			String message = assertThrows(LoadException.class, () -> denoise(pipeline)).getMessage();
			assertTrue(message.startsWith("ONNX Runtime cannot load " + TestModels.get("sd15").resolve("unet")), message);
			device.fault = null;
			assertEquals(4 * 8 * 8, denoise(pipeline).length);
		}
	}

	@Test
	void aCancelledRunDoesNotWaitAndTheNextOneTakesWhatWasLoaded() throws IOException {
		try (Img2ImgPipeline pipeline = open(device); Img2ImgPipeline usual = open(Provider.CPU)) {
			device.isHeld = true;
			assertThrows(CancellationException.class, () -> denoise(pipeline));
			assertTrue(events.contains(WAITING), events.toString());
			assertFalse(events.contains("loaded ahead"), events.toString());
			device.isHeld = false;
			device.release.countDown();
			assertArrayEquals(usual.denoise(job(), RunControl.silent()).get(0).data(), pipeline.denoise(job(), RunControl.silent()).get(
				0).data());
			assertEquals(2, pipeline.loads());
		}
	}

	@Test
	void closingWaitsForWhatIsBeingLoaded() throws IOException {
		Img2ImgPipeline pipeline = open(device);
		device.isHeld = true;
		assertThrows(CancellationException.class, () -> denoise(pipeline));
		events.clear();
		device.release.countDown();
		pipeline.close();
		assertEquals(List.of("loaded ahead"), events);
	}

	@Test
	void aDeviceThatMayNotPermitItLoadsBefore() throws IOException {
		device.permits = false;
		try (Img2ImgPipeline pipeline = open(device)) {
			denoise(pipeline);
			assertTrue(events.lastIndexOf("loaded") < events.indexOf("Encoding the image"), events.toString());
		}
	}

	// -- Helper methods --

	private float[] denoise(Img2ImgPipeline pipeline) throws IOException {
		return pipeline.denoise(job(), RunControl.of(listener, cancellation)).get(0).data();
	}

	private static DiffusionJob job() {
		float[] image = new float[3 * 64 * 64];
		for (int i = 0; i < image.length; i++)
			image[i] = (float) Math.sin(i * 0.01);
		return DiffusionJob.of(Tensor.of(image, 1, 3, 64, 64)).prompt("cells").steps(4, false).strength(0.5);
	}

	private Img2ImgPipeline open(Provider provider) throws IOException {
		return Img2ImgPipeline.open(Architectures.of(ModelDirectory.open(TestModels.get("sd15"))), provider, RunControl
			.silent());
	}

	/** The CPU, which is slow to load what is loaded on a thread of its own: until an image is encoded, or even longer. */
	private final class Toy implements Provider {

		private final CountDownLatch encoding = new CountDownLatch(1);

		private final CountDownLatch release = new CountDownLatch(1);

		private volatile boolean isHeld;

		private volatile boolean permits = true;

		private volatile String fault;

		@Override
		public String name() {
			return "Toy";
		}

		@Override
		public boolean isCpu() {
			return true;
		}

		@Override
		public boolean fusesAttention() {
			return true;
		}

		@Override
		public boolean loadsBesideRuns() {
			return permits;
		}

		@Override
		public void configure(SessionOptions options) throws OrtException {
			boolean ahead = Thread.currentThread().getName().equals(THREAD);
			if (ahead) {
				await(encoding);
				if (isHeld) await(release);
				if (fault != null) throw new OrtException(fault);
			}
			events.add(ahead ? "loaded ahead" : "loaded");
		}

		private void await(CountDownLatch latch) {
			try {
				if (!latch.await(1, TimeUnit.MINUTES)) throw new IllegalStateException("nothing happened");
			}
			catch (InterruptedException e) {
				throw new IllegalStateException(e);
			}
		}
	}
}
