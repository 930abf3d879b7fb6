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

import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Supplier;

import sc.fiji.img2img.onnx.MachineMemory;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.RunControl;

/**
 * Decides whether the networks of a model stay loaded beside each other, and says so where that is not what the user asked
 * for. Not thread-safe.
 */
final class MemoryPlan {

	/**
	 * The bytes that a network of Stable Diffusion's size computes with for each pixel: of a guidance pair in the UNet and of
	 * an image in the decoder, whichever is more.
	 */
	private static final long BYTES_PER_PIXEL = 5000;

	/** The bytes that the program takes beside. */
	private static final long PROGRAM = 500_000_000;

	private static final double GIGABYTE = 1e9;

	private final long weights;

	private final long largest;

	private final Supplier<OptionalLong> free;

	/** Whether all of them have been loaded, so that they do not need what is free. */
	private boolean loaded;

	/** Whether the user was told. */
	private boolean told;

	/** A plan for a model, by the bytes of its networks' weights; of devices other than the CPU nothing is known. */
	static MemoryPlan of(Provider provider, long... networks) {
		return new MemoryPlan(() -> provider.isCpu() ? MachineMemory.here().free() : OptionalLong.empty(), networks);
	}

	/**
	 * A plan for a model.
	 *
	 * @param free the bytes that programs can still take; empty where that is not known
	 * @param networks the bytes of the weights of each
	 */
	MemoryPlan(Supplier<OptionalLong> free, long... networks) {
		this.free = free;
		long sum = 0;
		long most = 0;
		for (long bytes : networks) {
			sum += bytes;
			most = Math.max(most, bytes);
		}
		weights = sum;
		largest = most;
	}

	/**
	 * Whether a run is to free each network once it has done its part.
	 *
	 * @param pixels that a network sees at once
	 * @param control is told, once, if there is less memory than the run would take
	 */
	boolean releases(MemoryUse use, long pixels, RunControl control) {
		OptionalLong left = loaded ? OptionalLong.empty() : free.get();
		long rest = PROGRAM + pixels * BYTES_PER_PIXEL;
		boolean isShort = left.isPresent() && left.getAsLong() < weights + rest;
		if (isShort && !told) tell(left.getAsLong(), rest, control);
		told |= isShort;
		boolean releases = use == MemoryUse.LOW || isShort;
		loaded = !releases;
		return releases;
	}

	private void tell(long left, long rest, RunControl control) {
		if (left < largest + rest) control.note(String.format(Locale.ROOT,
			"The run takes about %.1f GB of memory, and %.1f GB are free: it may be very slow, or fail; close other programs",
			(largest + rest) / GIGABYTE, left / GIGABYTE));
		else control.note(String.format(Locale.ROOT,
			"The model takes about %.1f GB of memory, and %.1f GB are free: each of its networks is freed once it has done its part",
			(weights + rest) / GIGABYTE, left / GIGABYTE));
	}
}
