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

import net.imglib2.Interval;
import net.imglib2.util.Intervals;

import sc.fiji.img2img.image.Mask;
import sc.fiji.img2img.image.Padding;
import sc.fiji.img2img.image.Scaling;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.ImageSink;
import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tile.Windows;

/**
 * How an image goes through a model: which part of it, scaled to which size, padded to what the networks take, through which
 * windows. Immutable.
 */
final class Extents {

	private final Interval part;

	private final boolean whole;

	private final Scaling scaling;

	private final Padding padding;

	private final Windows windows;

	/** Null if the image is one by itself. */
	private final long[] place;

	private Extents(Interval part, boolean whole, Scaling scaling, Padding padding, Windows windows, long[] place) {
		this.part = part;
		this.whole = whole;
		this.scaling = scaling;
		this.padding = padding;
		this.windows = windows;
		this.place = place;
	}

	/**
	 * Those of a part of an image.
	 *
	 * @param part the image for all of it
	 * @param scaling of the part
	 * @param padding of what is scaled
	 * @param windows of what is padded
	 */
	static Extents of(Interval image, Interval part, Scaling scaling, Padding padding, Windows windows) {
		return new Extents(part, Intervals.equals(part, image), scaling, padding, windows, null);
	}

	/** The same of an image that lies at a place in a larger one; null for one by itself. */
	Extents at(long[] where) {
		return new Extents(part, whole, scaling, padding, windows, where);
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

	Windows windows() {
		return windows;
	}

	/** What is run, as the networks take it. */
	ImageSource enter(ImageSource image) {
		return padding.pad(scaling.scale(image));
	}

	/** A mask of what is run, as the networks take it. */
	ImageSource enter(Mask mask) {
		return padding.pad(scaling.scale(mask).source());
	}

	/** A sink for what the networks give, which hands on what was run. */
	ImageSink leave(ImageSink sink) {
		return padding.crop(scaling.back(sink));
	}

	/** What the networks give without what was padded, still scaled. */
	Tensor crop(Tensor image) {
		return padding.crop(image);
	}

	/** Tells users of it, unless the model sees the image at once, as it is: as a note, or as what is going on if it is only scaled. */
	void tell(RunListener listener) {
		String sentence = sentence();
		if (sentence.isEmpty()) return;
		if (whole && windows.count() == 1) listener.stage(sentence);
		else listener.note(sentence);
	}

	/** Adds what a result's Info says of it. */
	void describe(Map<String, String> info) {
		if (!whole) info.put("region", text());
		if (!scaling.isNone()) info.put("scaled", part.dimension(0) + " x " + part.dimension(1) + " run as " + scaling
			.scaledWidth() + " x " + scaling.scaledHeight() + " pixels");
		if (windows.count() > 1) info.put("windows", windows.toString());
	}

	private String sentence() {
		String scaled = scaling.isNone() ? "" : " scaled to " + scaling.scaledWidth() + " x " + scaling.scaledHeight() + " pixels";
		String through = windows.count() == 1 ? "" : " through " + windows;
		String how = scaled.isEmpty() || through.isEmpty() ? scaled + through : scaled + "," + through;
		if (whole) return how.isEmpty() ? "" : "The model sees the image" + how + ".";
		return "The model sees the selection and its surroundings, " + text() + (how.isEmpty() ? "" : "," + how) + ".";
	}

	private String text() {
		return part.dimension(0) + " x " + part.dimension(1) + " pixels at " + part.min(0) + ", " + part.min(1);
	}
}
