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
package sc.fiji.img2img.image;

import java.util.Locale;

/** How large images may be, in Java's memory and before a network. */
public final class PixelLimit {

	/** The most pixels that networks are shown at once, unless the system property img2img.maxpixels allows more. */
	private static final long MOST_AT_ONCE = 2048 * 2048;

	/** The bytes that a run needs for each pixel: the image's own, its result's, and several latents. */
	private static final int BYTES = 20;

	/** The bytes for each pixel that a network is shown at once: as colours in floats, several times over. */
	private static final int BYTES_AT_ONCE = 64;

	/** The most pixels that an array can hold. */
	private static final long MOST = Integer.MAX_VALUE - 8;

	/** An image is too large. */
	public static final class Exceeded extends IllegalArgumentException {

		private static final long serialVersionUID = 1L;

		private Exceeded(String message) {
			super(message);
		}
	}

	private PixelLimit() {
		// NB: one limit.
	}

	/**
	 * Returns if an image of a size may be run.
	 *
	 * @throws IllegalArgumentException if it is too large; the message says what to do
	 */
	public static void check(long width, long height) {
		check(width, height, BYTES);
	}

	private static void check(long width, long height, int bytes) {
		double pixels = (double) width * height;
		long memory = Runtime.getRuntime().maxMemory();
		long most = Math.min(MOST, memory / bytes);
		if (pixels > most) throw new Exceeded(String.format(Locale.ROOT,
			"The image has %d x %d pixels, %.1f million, but at most %.1f million can be run with the %.1f GB of memory that Java " +
				"may use. Select a part and duplicate it (Image > Duplicate...), scale the image down, or start Java with a larger " +
				"-Xmx (in Fiji: Edit > Options > Memory & Threads...).", width, height, pixels / 1e6, most / 1e6, memory / 1e9));
	}

	/**
	 * Returns if an image of a size may be shown to a network whole.
	 *
	 * @throws IllegalArgumentException if it is too large; the message says what to do
	 */
	public static void checkAtOnce(long width, long height) {
		double pixels = (double) width * height;
		long most = Long.getLong("img2img.maxpixels", MOST_AT_ONCE);
		if (pixels > most) throw new Exceeded(String.format(Locale.ROOT,
			"The image has %d x %d pixels, %.1f million, but at most %.1f million are run at once. Set tile to auto and turn raw " +
				"off, so that it is run through windows; or, with memory to spare, start Java with -Dimg2img.maxpixels=%.0f.",
			width, height, pixels / 1e6, most / 1e6, pixels));
		check(width, height, BYTES_AT_ONCE);
	}

	/**
	 * Returns if images that are read at once fit into Java's memory.
	 *
	 * @throws IllegalArgumentException if they do not; the message says what to do
	 */
	public static void checkMemory(long images, double bytesEach) {
		Runtime runtime = Runtime.getRuntime();
		double free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
		if (images * bytesEach > free) throw new Exceeded(String.format(Locale.ROOT,
			"It has %d pictures that need %.0f MB of memory, but Java has %.0f MB left: start Java with a larger -Xmx, or save " +
				"fewer slices.", images, images * bytesEach / 1e6, free / 1e6));
	}
}
