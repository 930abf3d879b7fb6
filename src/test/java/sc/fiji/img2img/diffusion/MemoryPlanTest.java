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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.Tensor;

/** Where memory is short, networks are freed when they have done their part, and the picture is the same. */
class MemoryPlanTest {

	private static final long PIXELS = 512 * 512;

	/** In the order of text encoder, autoencoder and UNet of Stable Diffusion 1.5. */
	private static final long[] NETWORKS = { 492_000_000, 335_000_000, 3_438_000_000L };

	private final List<String> notes = new ArrayList<>();

	private final RunControl control = RunControl.of(new RunListener() {

		@Override
		public void note(String message) {
			notes.add(message);
		}
	});

	@Test
	void whereThereIsRoomAllStayLoaded() {
		assertFalse(plan(7_000_000_000L).releases(MemoryUse.AUTO, PIXELS, control));
		assertFalse(new MemoryPlan(OptionalLong::empty, NETWORKS).releases(MemoryUse.AUTO, PIXELS, control));
		assertEquals(List.of(), notes);
	}

	@Test
	void whereThereIsTooLittleTheyGoAndTheUserIsToldOnce() {
		MemoryPlan plan = plan(6_000_000_000L);
		assertTrue(plan.releases(MemoryUse.AUTO, PIXELS, control));
		assertTrue(plan.releases(MemoryUse.AUTO, PIXELS, control));
		assertEquals(List.of("The model takes about 6.1 GB of memory, and 6.0 GB are free: each of its networks is freed once it " +
			"has done its part"), notes);
	}

	@Test
	void whatMayNotSucceedIsSaidBefore() {
		assertTrue(plan(5_000_000_000L).releases(MemoryUse.AUTO, PIXELS, control));
		assertEquals(List.of("The run takes about 5.2 GB of memory, and 5.0 GB are free: it may be very slow, or fail; close other " +
			"programs"), notes);
	}

	@Test
	void whatIsLoadedNeedsNoMemoryAnyMore() {
		List<Long> free = new ArrayList<>(List.of(7_000_000_000L, 2_000_000_000L));
		MemoryPlan plan = new MemoryPlan(() -> OptionalLong.of(free.remove(0)), NETWORKS);
		assertFalse(plan.releases(MemoryUse.AUTO, PIXELS, control));
		assertFalse(plan.releases(MemoryUse.AUTO, PIXELS, control));
		assertTrue(plan.releases(MemoryUse.LOW, PIXELS, control));
		assertTrue(plan.releases(MemoryUse.AUTO, PIXELS, control));
	}

	@Test
	void networksThatWereFreedAreLoadedAgainAndGiveTheSame() throws IOException {
		try (Img2ImgPipeline kept = open(); Img2ImgPipeline freed = open()) {
			float[] latent = kept.denoise(job(), control).get(0).data();
			Tensor image = kept.decode(Tensor.of(latent, 1, 4, 8, 8), true, control);
			kept.denoise(job(), control);
			assertEquals(2, kept.loads());
			// NB: image and prompt are not encoded again, and what was loaded but did not run stays.
			for (int loads : new int[] { 2, 5, 7 }) {
				assertArrayEquals(latent, freed.denoise(job().memory(MemoryUse.LOW), control).get(0).data());
				assertArrayEquals(image.data(), freed.decode(Tensor.of(latent, 1, 4, 8, 8), true, control).data());
				assertEquals(loads, freed.loads());
			}
		}
	}

	private static MemoryPlan plan(long free) {
		return new MemoryPlan(() -> OptionalLong.of(free), NETWORKS);
	}

	private static Img2ImgPipeline open() throws IOException {
		return Img2ImgPipeline.open(Architectures.of(ModelDirectory.open(TestModels.get("sd15"))), Provider.CPU, RunControl
			.silent());
	}

	private static DiffusionJob job() {
		float[] image = new float[3 * 64 * 64];
		for (int i = 0; i < image.length; i++)
			image[i] = (float) Math.sin(i * 0.01);
		return DiffusionJob.of(Tensor.of(image, 1, 3, 64, 64)).prompt("cells").steps(4, false).strength(0.5);
	}
}
