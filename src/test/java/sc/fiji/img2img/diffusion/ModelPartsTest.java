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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.onnxruntime.OrtSession.SessionOptions;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.lora.LoraTarget;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;

/** The parts of a model are opened at the same time, and nobody can tell but by the time. */
class ModelPartsTest {

	private final List<String> heard = new ArrayList<>();

	private final List<String> closed = new CopyOnWriteArrayList<>();

	private final Cancellation cancellation = new Cancellation();

	private final Thread caller = Thread.currentThread();

	private final Toy model = new Toy();

	@Test
	void theLatentsAreOpenedWhileTheNetworkIs() throws IOException {
		model.latentsWait = true;
		open(true);
		assertEquals(Set.of("text", "latents", "network"), Set.copyOf(heard));
		assertEquals(List.of(), closed);
	}

	@Test
	void theyAreOpenedOneByOneWhereTheDeviceMayNotPermitMore() throws IOException {
		model.networkReleases = false;
		open(false);
		assertEquals(List.of("text", "latents", "network"), heard);
		assertEquals(caller, model.latentsOn);
	}

	@Test
	void theFaultOfTheFirstPartCountsAndNothingStaysOpen() {
		model.latentsWait = true;
		model.faults = List.of("latents", "network");
		assertEquals("latents", assertThrows(IOException.class, () -> open(true)).getMessage());
		assertEquals(List.of("text"), closed);
		closed.clear();
		model.faults = List.of("network");
		assertEquals("network", assertThrows(IOException.class, () -> open(true)).getMessage());
		assertEquals(List.of("text", "latents"), closed);
		closed.clear();
		model.latentsWait = false;
		model.faults = List.of("text", "latents");
		assertEquals("text", assertThrows(IOException.class, () -> open(true)).getMessage());
		assertEquals(List.of(), closed);
	}

	@Test
	void whatIsOpenedMeanwhileIsClosedWhenItIsCancelled() {
		model.cancels = true;
		assertThrows(CancellationException.class, () -> open(true));
		assertEquals(List.of("text", "latents"), closed);
	}

	@Test
	void partsWithWhichNoPipelineCanBeMadeAreClosed() {
		Provider provider = provider(true);
		assertThrows(IllegalStateException.class, () -> Img2ImgPipeline.open(model, provider, RunControl.silent()));
		assertEquals(List.of("text", "latents", "network"), closed);
	}

	// -- Helper methods --

	private ModelParts open(boolean beside) throws IOException {
		RunListener listener = new RunListener() {

			@Override
			public void stage(String message) {
				assertEquals(caller, Thread.currentThread());
				heard.add(message);
			}
		};
		return ModelParts.open(model, provider(beside), RunControl.of(listener, cancellation));
	}

	private static Provider provider(boolean beside) {
		return new Provider() {

			@Override
			public String name() {
				return "Toy";
			}

			@Override
			public boolean loadsBesideRuns() {
				return beside;
			}

			@Override
			public void configure(SessionOptions options) {
				throw new AssertionError("no session is created");
			}
		};
	}

	/** A model whose parts do nothing but being closed. */
	private final class Toy implements Architecture {

		private final CountDownLatch network = new CountDownLatch(1);

		private volatile List<String> faults = List.of();

		private volatile boolean latentsWait;

		private boolean networkReleases = true;

		private boolean cancels;

		private volatile Thread latentsOn;

		@Override
		public TextStack openText(Provider provider, RunControl control) throws IOException {
			TextStack text = part("text", TextStack.class, control);
			if (cancels) cancellation.cancel();
			return text;
		}

		@Override
		public LatentSpace openLatents(Provider provider, DeviceMemory memory, RunControl control) throws IOException {
			latentsOn = Thread.currentThread();
			if (latentsWait) try {
				if (!network.await(1, TimeUnit.MINUTES)) throw new IllegalStateException("nothing happened");
			}
			catch (InterruptedException e) {
				throw new IllegalStateException(e);
			}
			return part("latents", LatentSpace.class, control);
		}

		@Override
		public DenoisingNetwork openNetwork(Provider provider, DeviceMemory memory, RunControl control) throws IOException {
			if (networkReleases) network.countDown();
			return part("network", DenoisingNetwork.class, control);
		}

		@Override
		public SchedulerChoice schedulers() {
			return null;
		}

		@Override
		public LoraTarget loras() {
			return null;
		}

		private <T> T part(String name, Class<T> type, RunControl control) throws IOException {
			control.stage(name);
			if (faults.contains(name)) throw new IOException(name);
			return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (part, method,
				arguments) -> {
				if (!method.getName().equals("close")) throw new IllegalStateException(method.getName());
				closed.add(name);
				return null;
			}));
		}
	}
}
