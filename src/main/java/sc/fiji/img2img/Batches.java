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

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import sc.fiji.img2img.image.Scaling;
import sc.fiji.img2img.lora.Lora;

/** Which settings can be run at once, how many of them, and how their LoRAs go together. */
final class Batches {

	/** The pixels of the images that devices state their batches for. */
	private static final long STATED_PIXELS = 512 * 512;

	private Batches() {
		// NB: answers only.
	}

	/**
	 * Splits settings into batches for a model, as {@link Img2Img#batches} says.
	 *
	 * @param width of each image, in pixels
	 * @param height of each image, in pixels
	 */
	static List<List<Img2ImgSettings>> of(OpenModel model, List<Img2ImgSettings> all, int width, int height)
		throws IOException
	{
		List<Img2ImgSettings> completed = all.stream().map(model::complete).collect(Collectors.toList());
		int stated = model.placed().device().provider().batch();
		long pixels = 1;
		for (Img2ImgSettings settings : completed) {
			Scaling scaling = model.extents(settings).scaling(width, height);
			pixels = Math.max(pixels, (long) scaling.scaledWidth() * scaling.scaledHeight());
		}
		int most = Math.max(1, Integer.getInteger("img2img.batch", (int) Math.min(stated, stated * STATED_PIXELS / pixels)));
		List<List<Img2ImgSettings>> alike = new ArrayList<>();
		for (int i = 0; i < all.size(); i++) {
			List<Img2ImgSettings> last = alike.isEmpty() ? null : alike.get(alike.size() - 1);
			List<Lora> loras = model.loras(completed.get(i));
			if (last != null && fit(last.get(0), all.get(i), loras)) last.add(all.get(i));
			else alike.add(new ArrayList<>(List.of(all.get(i))));
		}
		List<List<Img2ImgSettings>> batches = new ArrayList<>();
		alike.forEach(settings -> batches.addAll(split(settings, most)));
		return batches;
	}

	/**
	 * Batches as even as can be: a device makes itself ready for a batch of another size, which may take longer than the
	 * batch.
	 */
	static <T> List<List<T>> split(List<T> all, int most) {
		int count = (all.size() + most - 1) / most;
		List<List<T>> batches = new ArrayList<>();
		int start = 0;
		for (int left = count; left > 0; left--) {
			int end = start + (all.size() - start + left - 1) / left;
			batches.add(List.copyOf(all.subList(start, end)));
			start = end;
		}
		return batches;
	}

	/** The LoRAs of several runs, run by run, as LoRAs of a batch. */
	static List<Lora> join(List<List<Lora>> runs) {
		List<Lora> joined = new ArrayList<>();
		for (int i = 0; i < runs.get(0).size(); i++) {
			int index = i;
			joined.add(Lora.ofBatch(runs.stream().map(loras -> loras.get(index)).collect(Collectors.toList())));
		}
		return joined;
	}

	/**
	 * Whether two runs can be one batch.
	 *
	 * @param loras those of either run, which differ in their weights at most
	 */
	private static boolean fit(Img2ImgSettings first, Img2ImgSettings second, List<Lora> loras) {
		return first.get(Img2ImgSettings.VARIATIONS) == 1 && common(first).equals(common(second)) && loras.stream()
			.allMatch(lora -> lora.file().parts().stream().allMatch(lora.file()::isLowRank));
	}

	/** What all runs of a batch have in common. */
	private static Img2ImgSettings common(Img2ImgSettings settings) {
		return settings.without(Img2ImgSettings.SEED).without(Img2ImgSettings.LORAWEIGHT);
	}
}
