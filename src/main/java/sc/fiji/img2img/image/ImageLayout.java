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

import net.imglib2.Interval;

/** Which dimensions of an image are x, y and channel, and which of its values are black and white. Immutable. */
public final class ImageLayout {

	private static final int NONE = -1;

	private final int x;

	private final int y;

	private final int channel;

	private final ValueRange range;

	private ImageLayout(int x, int y, int channel, ValueRange range) {
		this.x = x;
		this.y = y;
		this.channel = channel;
		this.range = range;
	}

	/** A layout whose planes are run each by itself; dimensions count from 0. */
	public static ImageLayout of(int x, int y) {
		return new ImageLayout(x, y, NONE, null);
	}

	/** The same with a dimension of up to three channels, which are run together as red, green and blue. */
	public ImageLayout withChannel(int dimension) {
		return new ImageLayout(x, y, dimension, range);
	}

	/** The same with values for black and white; without, the setting "range" decides. */
	public ImageLayout withRange(ValueRange newRange) {
		return new ImageLayout(x, y, channel, newRange);
	}

	int x() {
		return x;
	}

	int y() {
		return y;
	}

	/** Whether a dimension is that of the channels. */
	boolean isChannel(int dimension) {
		return dimension == channel;
	}

	/** Whether a dimension is neither x, y nor channel. */
	boolean isOther(int dimension) {
		return dimension != x && dimension != y && dimension != channel;
	}

	/** How many channels of an image are run together. */
	int channels(Interval image) {
		return channel == NONE ? 1 : (int) image.dimension(channel);
	}

	/** Null if it is not given. */
	ValueRange range() {
		return range;
	}

	/**
	 * Returns if an image can have this layout.
	 *
	 * @param type of its pixels
	 * @throws IllegalArgumentException if it cannot; the message says why
	 */
	void check(Interval image, PixelType type) {
		int dimensions = image.numDimensions();
		if (dimensions < 2) throw new IllegalArgumentException(
			"The image should have two or more dimensions, of which two are x and y, but has " + dimensions + ".");
		check("x", x, dimensions);
		check("y", y, dimensions);
		if (x == y) throw new IllegalArgumentException("x and y should be two dimensions of the image, but are both " + x + ".");
		boolean colours = type.channels() > 1;
		if (range != null && colours) throw new IllegalArgumentException(
			"An image of ARGBType needs no value range: its colours go from 0 to 255.");
		if (range != null && !range.isFinite()) throw new IllegalArgumentException(
			"The value range should go from one number to another, but goes " + range + ".");
		if (channel == NONE) return;
		check("channel", channel, dimensions);
		if (channel == x || channel == y) throw new IllegalArgumentException("channel should be another dimension than " +
			(channel == x ? "x" : "y") + ", but both are " + channel + ".");
		if (colours) throw new IllegalArgumentException(
			"An image of ARGBType needs no channel dimension: each pixel has its colours.");
		if (image.dimension(channel) > 3) throw new IllegalArgumentException(
			"At most three channels are run together, as red, green and blue, but dimension " + channel + " has " + image
				.dimension(channel) + "; without a channel dimension each of them is run by itself.");
	}

	private static void check(String name, int dimension, int dimensions) {
		if (dimension < 0 || dimension >= dimensions) throw new IllegalArgumentException(name +
			" should be one of the image's dimensions, 0 to " + (dimensions - 1) + ", but is " + dimension + ".");
	}
}
