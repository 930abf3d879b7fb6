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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.type.NativeType;
import net.imglib2.util.ImgUtil;
import net.imglib2.util.IntervalIndexer;
import net.imglib2.util.Util;
import net.imglib2.view.Views;

/**
 * The planes of an image of any number of dimensions, each a picture, or its channels together as red, green and blue.
 * <p>
 * Planes that do not lie in an array of their own are copied into one when they are needed; large ones are read where they
 * are. All planes of a channel have one value range, so that they stay comparable. Not thread-safe.
 * </p>
 *
 * @param <T> the type of the pixels
 */
public final class IntervalPictures<T extends NativeType<T>> implements Pictures<Img<T>> {

	/** Types of no more values are shown from the least to the greatest of them. */
	private static final int BYTE_LEVELS = 256;

	/** Planes of more pixels are not copied. */
	private static final long COPIED_PIXELS = 2048 * 2048;

	private static final double[][] PRIMARIES = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };

	private final RandomAccessibleInterval<T> image;

	private final ImageLayout layout;

	private final PixelType type;

	private final boolean full;

	/** The sizes of the dimensions that are neither x, y nor channel; 1 for those that are. */
	private final long[] others;

	private final ValueRange[] ranges;

	/**
	 * The pictures of an image.
	 *
	 * @param image not changed
	 * @param full whether black and white are the ends of the type's range; otherwise, for types of more than 8 bits, they
	 *          are the least and the greatest value; not regarded where the layout says what they are
	 * @throws IllegalArgumentException if the image is too large, or cannot have the layout; the message says why
	 */
	public IntervalPictures(RandomAccessibleInterval<T> image, ImageLayout layout, boolean full) {
		// NB: a view of an array would not be seen to be one.
		this.image = Views.isZeroMin(image) ? image : Views.zeroMin(image);
		this.layout = layout;
		this.full = full;
		type = PixelType.of(image.getType());
		layout.check(image, type);
		if (image.size() == 0) throw new IllegalArgumentException("The image has no pixels: it has " + sizes() + ".");
		PixelLimit.check(image.dimension(layout.x()), image.dimension(layout.y()));
		others = image.dimensionsAsLongArray();
		for (int d = 0; d < others.length; d++)
			if (!layout.isOther(d)) others[d] = 1;
		ranges = new ValueRange[layout.channels(image)];
	}

	/**
	 * Returns if parts of the image can be run each by itself, with the same values for black and white.
	 *
	 * @throws IllegalArgumentException if these would have to be looked for in the whole image
	 */
	public void checkParts() {
		if (layout.range() == null && type.channels() == 1 && type.levels() > (full ? ValueRange.MOST_LEVELS : BYTE_LEVELS))
			throw new IllegalArgumentException("Cells of " + image.getType().getClass().getSimpleName() + " should have the same " +
				"values for black and white: give them by ImageLayout.withRange, or set range to full where the type has at most 16 bits.");
	}

	@Override
	public int size() {
		return Math.toIntExact(Arrays.stream(others).reduce(1, Math::multiplyExact));
	}

	@Override
	public int width() {
		return (int) image.dimension(layout.x());
	}

	@Override
	public int height() {
		return (int) image.dimension(layout.y());
	}

	@Override
	public Picture picture(int index) {
		if (ranges.length == 1) return new PlanePicture(plane(index, 0), range(0));
		List<Plane> channels = new ArrayList<>();
		List<ValueRange> channelRanges = new ArrayList<>();
		for (int c = 0; c < ranges.length; c++) {
			channels.add(plane(index, c));
			channelRanges.add(range(c));
		}
		return new MergedPicture(channels, channelRanges, Arrays.copyOf(PRIMARIES, ranges.length));
	}

	@Override
	public String title() {
		return image.getType().getClass().getSimpleName() + ", " + sizes();
	}

	@Override
	public int[] position() {
		return new int[0];
	}

	@Override
	public void check(int variations, boolean raw) {
		if (variations > 1) throw new IllegalArgumentException("variations should be 1 where the result has the image's " +
			"dimensions, but is " + variations + ".");
		if (raw && type.channels() == 1) throw new IllegalArgumentException("raw should be off for an image of " + image
			.getType().getClass().getSimpleName() + ", since what the model gives is colours.");
	}

	/** A new image of the type and the dimensions of the original, from 0. */
	@Override
	@SuppressWarnings("unchecked")
	public Img<T> assemble(List<List<Plane>> variations, List<String> labels, Map<String, String> info) {
		Img<T> result = Util.getArrayOrCellImgFactory(image, image.getType()).create(image);
		int next = 0;
		for (int i = 0; i < size(); i++)
			for (int c = 0; c < ranges.length; c++)
				ImgUtil.copy((RandomAccessibleInterval<T>) variations.get(0).get(next++).pixels(), slice(result, i, c));
		return result;
	}

	// -- Helper methods --

	private Plane plane(int index, int channel) {
		RandomAccessibleInterval<T> slice = slice(image, index, channel);
		return slice instanceof ArrayImg || slice.size() > COPIED_PIXELS ? Plane.of(slice) : Plane.of(slice).copy();
	}

	/** A plane of x and y. */
	private RandomAccessibleInterval<T> slice(RandomAccessibleInterval<T> whole, int index, int channel) {
		long[] position = new long[others.length];
		IntervalIndexer.indexToPosition(index, others, position);
		RandomAccessibleInterval<T> slice = whole;
		for (int d = others.length - 1; d >= 0; d--)
			if (layout.isOther(d)) slice = Views.hyperSlice(slice, d, position[d]);
			else if (layout.isChannel(d)) slice = Views.hyperSlice(slice, d, channel);
		return layout.x() < layout.y() ? slice : Views.permute(slice, 0, 1);
	}

	private ValueRange range(int channel) {
		if (type.channels() > 1) return null;
		if (layout.range() != null) return layout.range();
		if (ranges[channel] == null) ranges[channel] = wholeRange(channel);
		return ranges[channel];
	}

	private ValueRange wholeRange(int channel) {
		if (type.levels() <= (full ? ValueRange.MOST_LEVELS : BYTE_LEVELS)) return ValueRange.of(type.least(), type.greatest());
		ValueRange range = null;
		for (int i = 0; i < size(); i++) {
			ValueRange one = ValueRange.ofPixels(plane(i, channel));
			range = range == null ? one : range.hull(one);
		}
		return range;
	}

	private String sizes() {
		return Arrays.stream(image.dimensionsAsLongArray()).mapToObj(Long::toString).collect(Collectors.joining(" x "));
	}
}
