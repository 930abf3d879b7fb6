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
package sc.fiji.img2img.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.InstallableWheel;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.device.install.PluginInstaller;
import sc.fiji.img2img.onnx.OutOfDeviceMemoryException;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.InferenceException;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;

/** The model that stays loaded, and what is said of the device that runs it. */
@Tag("slow")
class LoadedModelTest {

	@TempDir
	private Path folder;

	private final List<String> notes = new ArrayList<>();

	@BeforeEach
	void useFolders() {
		System.setProperty("img2img.devices", folder.resolve("devices").toString());
		System.setProperty("img2img.cache", folder.resolve("cache").toString());
		LoadedModel.close();
	}

	@AfterEach
	void forgetFolders() {
		System.clearProperty("img2img.devices");
		System.clearProperty("img2img.cache");
		LoadedModel.close();
	}

	@Test
	void whyNoBetterDeviceIsTakenIsSaidOnce() throws IOException {
		PluginInstaller.here().offer(InstallableWheel.write(folder)).accept(line -> {});
		use(img2img -> img2img);
		use(img2img -> img2img);
		assertEquals(1, notes.size(), notes.toString());
		assertTrue(notes.get(0).startsWith("Device: CPU (ONNX Runtime cannot load WebGPU " + InstallableWheel.VERSION + " ("),
			notes.toString());
		String shown = LoadedModel.device().orElseThrow().toString();
		assertTrue(shown.startsWith("CPU (ONNX Runtime cannot load WebGPU "), shown);
	}

	@Test
	void nothingIsSaidWhereTheCpuIsAllThereIs() throws IOException {
		use(img2img -> img2img);
		assertEquals(List.of(), notes);
		assertEquals("CPU (the best that works here)", LoadedModel.device().orElseThrow().toString());
		LoadedModel.close();
		assertTrue(LoadedModel.device().isEmpty());
	}

	@Test
	void afterAFailureTheModelIsLoadedAnew() throws IOException {
		Img2Img first = use(img2img -> img2img);
		assertThrows(OutOfDeviceMemoryException.class, () -> use(img2img -> {
			throw new OutOfDeviceMemoryException("too large", null);
		}));
		assertSame(first, use(img2img -> img2img));
		assertThrows(InferenceException.class, () -> use(img2img -> {
			throw new InferenceException("the device was lost", null);
		}));
		assertNotSame(first, use(img2img -> img2img));
	}

	@Test
	void aRunThatWaitsSaysSoAndStopsAtOnce() throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		Thread first = new Thread(() -> {
			try {
				use(img2img -> {
					running.countDown();
					await(finish);
					return null;
				});
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		});
		first.start();
		running.await();
		try {
			Cancellation cancellation = new Cancellation();
			List<String> stages = new ArrayList<>();
			RunListener listener = new RunListener() {

				@Override
				public void stage(String message) {
					stages.add(message);
					cancellation.cancel();
				}
			};
			assertThrows(CancellationException.class, () -> LoadedModel.use(TestModels.get("sd15"), Img2ImgSettings.defaults(),
				RunControl.of(listener, cancellation), img2img -> img2img));
			assertEquals(List.of("waits for the run before"), stages);
			assertTrue(first.isAlive());
		}
		finally {
			finish.countDown();
			first.join();
		}
	}

	@Test
	void runsFollowEachOther() throws Exception {
		List<Integer> order = Collections.synchronizedList(new ArrayList<>());
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			int number = i;
			threads.add(new Thread(() -> {
				try {
					use(img2img -> {
						order.add(number);
						Thread.yield();
						order.add(number);
						return null;
					});
				}
				catch (IOException e) {
					throw new UncheckedIOException(e);
				}
			}));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads)
			thread.join();
		for (int i = 0; i < 6; i += 2)
			assertEquals(order.get(i), order.get(i + 1), order.toString());
	}

	@Test
	void unloadingSaysWhatWasUnloaded() throws IOException {
		use(img2img -> img2img);
		List<String> said = new ArrayList<>();
		try (Status status = Status.at("is unloaded", () -> said.add("unloaded"))) {
			LoadedModel.unload();
		}
		try (Status status = Status.at("no model is loaded", () -> said.add("none"))) {
			LoadedModel.unload();
		}
		assertEquals(List.of("unloaded", "none"), said);
		assertTrue(LoadedModel.device().isEmpty());
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	private <R> R use(LoadedModel.Use<R> action) throws IOException {
		RunListener listener = new RunListener() {

			@Override
			public void note(String message) {
				notes.add(message);
			}
		};
		return LoadedModel.use(TestModels.get("sd15"), Img2ImgSettings.defaults(), RunControl.of(listener), action);
	}
}
