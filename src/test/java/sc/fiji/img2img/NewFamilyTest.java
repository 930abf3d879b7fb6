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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sc.fiji.img2img.TinyFlow.CHANNELS;
import static sc.fiji.img2img.TinyFlow.FACTOR;
import static sc.fiji.img2img.TinyFlow.WIDTH;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.diffusion.DiffusionJob;
import sc.fiji.img2img.diffusion.Guidance;
import sc.fiji.img2img.diffusion.Img2ImgPipeline;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraBytes;
import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.random.NoiseDevice;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/** A family that nobody knows but its own class runs through the pipeline. */
class NewFamilyTest {

	private static final int STEPS = 5;

	@TempDir
	Path folder;

	@Test
	void theLoopIsTheOneThatIsWrittenOutHere() throws IOException {
		try (Img2ImgPipeline pipeline = open()) {
			assertEquals(2 * FACTOR, pipeline.sizes().multiple());
			List<Tensor> latents = pipeline.denoise(job().seeds(3, 8), RunControl.silent());
			assertEquals(2, latents.size());
			assertArrayEquals(new long[] { 1, CHANNELS, 40 / FACTOR, 64 / FACTOR }, latents.get(0).shape());
			Tensor expected = byHand(8);
			assertTrue(RelativeL2.of(latents.get(1).data(), expected.data()) < 1e-6);
			assertTrue(RelativeL2.of(latents.get(0).data(), expected.data()) > 1e-2);
			Tensor image = pipeline.decode(latents.get(1), true, RunControl.silent());
			assertArrayEquals(new long[] { 1, 3, 40, 64 }, image.shape());
			try (OnnxSession decoder = OnnxSession.open(TinyFlowGraphs.decoder(), Provider.CPU)) {
				assertArrayEquals(TinyFlow.decode(decoder, latents.get(1)).data(), image.data());
			}
		}
	}

	@Test
	void theSameSeedGivesTheSameLatents() throws IOException {
		float[] first;
		try (Img2ImgPipeline pipeline = open()) {
			first = pipeline.denoise(job(), RunControl.silent()).get(0).data();
			assertArrayEquals(first, pipeline.denoise(job(), RunControl.silent()).get(0).data());
			assertTrue(RelativeL2.of(pipeline.denoise(job().prompt("other"), RunControl.silent()).get(0).data(), first) > 1e-3);
		}
		try (Img2ImgPipeline pipeline = open()) {
			assertArrayEquals(first, pipeline.denoise(job(), RunControl.silent()).get(0).data());
		}
	}

	@Test
	void whatIsOutsideAMaskStays() throws IOException {
		float[] mask = new float[40 * 64];
		Arrays.fill(mask, 0, 20 * 64, 1);
		try (Img2ImgPipeline pipeline = open(); OnnxSession encoder = OnnxSession.open(TinyFlowGraphs.encoder(), Provider.CPU)) {
			Tensor latent = pipeline.denoise(job().mask(Tensor.of(mask, 1, 1, 40, 64)), RunControl.silent()).get(0);
			Tensor clean = TinyFlow.encode(encoder, image());
			int size = 10 * 16;
			for (int i = 0; i < latent.data().length; i++)
				assertEquals(i % size < size / 2, latent.data()[i] != clean.data()[i], "element " + i);
		}
	}

	@Test
	void lorasFindItsModules() throws IOException {
		Path file = new LoraBytes().say("modelspec.architecture", "tiny-flow").add("mixer.mix.lora_A.weight", 0.3f, 2,
			WIDTH).add("mixer.mix.lora_B.weight", 0.2f, CHANNELS, 2).write(folder.resolve("lora.safetensors"));
		try (Img2ImgPipeline pipeline = open()) {
			LoraFile lora = LoraFile.open(file, TinyFlow::module);
			float[] plain = pipeline.denoise(job(), RunControl.silent()).get(0).data();
			List<Tensor> rows = pipeline.denoise(job().seeds(8, 8).lora(Lora.ofRows(lora, new double[] { 0, 1 }, new double[] {
				1 })), RunControl.silent());
			assertEquals("1 of 1 mixer modules", pipeline.coverage(lora).toString());
			assertArrayEquals(plain, rows.get(0).data());
			assertTrue(RelativeL2.of(rows.get(1).data(), plain) > 1e-3);
			LoraFile other = LoraFile.open(new LoraBytes().say("modelspec.architecture", "stable-diffusion-xl-v1-base/lora").add(
				"mixer.mix.lora_A.weight", 1, 2, WIDTH).write(folder.resolve("other.safetensors")), TinyFlow::module);
			String refusal = assertThrows(IOException.class, () -> pipeline.denoise(job().lora(Lora.of(other, 1)), RunControl
				.silent())).getMessage();
			assertTrue(refusal.contains("made for Stable Diffusion XL, but the model tiny is of another family"), refusal);
		}
	}

	@Test
	void whatNeedsDeepLayersIsRefused() throws IOException {
		try (Img2ImgPipeline pipeline = open()) {
			assertEquals("deepcache is for networks with deep layers to leave out, and that of tiny has none; leave it off.",
				assertThrows(IllegalArgumentException.class, () -> pipeline.denoise(job().deepCache(true), RunControl.silent()))
					.getMessage());
		}
	}

	// -- Helper methods --

	private Img2ImgPipeline open() throws IOException {
		return Img2ImgPipeline.open(new TinyFlow(folder), Provider.CPU, RunControl.silent());
	}

	private static DiffusionJob job() {
		return DiffusionJob.of(image()).prompt("cells").negative("noise").steps(STEPS, false).strength(0.8).guidance(Guidance.of(
			3, 0)).seeds(8);
	}

	private static Tensor image() {
		float[] image = new float[3 * 40 * 64];
		for (int i = 0; i < image.length; i++)
			image[i] = (float) Math.sin(i * 0.01);
		return Tensor.of(image, 1, 3, 40, 64);
	}

	/** The whole run, with nothing but the graphs. */
	private static Tensor byHand(long seed) throws IOException {
		try (OnnxSession encoder = OnnxSession.open(TinyFlowGraphs.encoder(), Provider.CPU);
			OnnxSession text = OnnxSession.open(TinyFlowGraphs.text(), Provider.CPU);
			OnnxSession mixer = OnnxSession.open(TinyFlowGraphs.mixer(), Provider.CPU))
		{
			Tensor clean = TinyFlow.encode(encoder, image());
			float[] noise = NoiseDevice.CPU.seeded(seed).next(clean.data().length);
			float[] latent = clean.data().clone();
			for (int i = 0; i < latent.length; i++)
				latent[i] = sigma(1) * noise[i] + (1 - sigma(1)) * latent[i];
			for (int step = 1; step < STEPS; step++) {
				float[] against = ask(mixer, latent, clean.shape(), sigma(step), TinyFlow.words(text, "noise"));
				float[] towards = ask(mixer, latent, clean.shape(), sigma(step), TinyFlow.words(text, "cells"));
				for (int i = 0; i < latent.length; i++)
					latent[i] += (sigma(step + 1) - sigma(step)) * (against[i] + 3 * (towards[i] - against[i]));
			}
			return Tensor.of(latent, clean.shape());
		}
	}

	private static float sigma(int step) {
		return step == STEPS ? 0 : (float) (1 - 0.999 * step / (STEPS - 1));
	}

	private static float[] ask(OnnxSession mixer, float[] latent, long[] shape, float sigma, Tensor words) {
		return mixer.run(Map.of("latents", Tensor.of(latent, shape), "time", Tensor.of(new float[] { sigma * 1000 }, 1), "words",
			words), new Cancellation()).get("flow").data();
	}
}
