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

import java.util.Map;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

import sc.fiji.img2img.image.Padding;
import sc.fiji.img2img.tile.Windows;

/** How an image goes through a model: which part of it, enlarged to what the networks take, through which windows. Immutable. */
final class Extents {

	private final Interval part;

	private final boolean whole;

	private final Padding padding;

	private final Windows windows;

	/** Null if the image is one by itself. */
	private final long[] place;

	private Extents(Interval part, boolean whole, Padding padding, Windows windows, long[] place) {
		this.part = part;
		this.whole = whole;
		this.padding = padding;
		this.windows = windows;
		this.place = place;
	}

	/** Those of all of an image. */
	static Extents whole(int width, int height, Padding padding, Windows windows) {
		return new Extents(new FinalInterval(width, height), true, padding, windows, null);
	}

	/**
	 * Those of a part of an image.
	 *
	 * @param padding of the part
	 * @param windows of the part
	 */
	static Extents part(Interval part, Padding padding, Windows windows) {
		return new Extents(part, false, padding, windows, null);
	}

	/** The same of an image that lies at a place in a larger one; null for one by itself. */
	Extents at(long[] where) {
		return new Extents(part, whole, padding, windows, where);
	}

	/** Where the image lies in a larger one, x and y; null if it is one by itself. */
	long[] place() {
		return place;
	}

	/** What is run of the image. */
	Interval part() {
		return part;
	}

	/** Whether that is all of it. */
	boolean isWhole() {
		return whole;
	}

	Padding padding() {
		return padding;
	}

	Windows windows() {
		return windows;
	}

	/** What users should know of it, as a sentence; empty if the model sees the image at once. */
	String note() {
		String through = windows.count() == 1 ? "" : " through " + windows;
		if (whole) return through.isEmpty() ? "" : "The model sees the image" + through + ".";
		return "The model sees the selection and its surroundings, " + text() + (through.isEmpty() ? "" : "," + through) + ".";
	}

	/** Adds what a result's Info says of it. */
	void describe(Map<String, String> info) {
		if (!whole) info.put("region", text());
		if (windows.count() > 1) info.put("windows", windows.toString());
	}

	private String text() {
		return part.dimension(0) + " x " + part.dimension(1) + " pixels at " + part.min(0) + ", " + part.min(1);
	}
}
