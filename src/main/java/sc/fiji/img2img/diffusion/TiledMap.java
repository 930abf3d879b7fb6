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

import java.util.function.UnaryOperator;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.ImageSink;
import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;
import sc.fiji.img2img.tensor.WholeImage;

/**
 * Applies a network to an image in overlapping tiles and blends the results with linear ramps.
 * <p>
 * A quarter of each tile overlaps the next. Tile sizes, overlap and ramps as in diffusers' AutoencoderKL. Immutable.
 * </p>
 */
public final class TiledMap {

	private static final double OVERLAP = 0.25;

	/** The dimensions of tensors as images. */
	private static final int X = 0;
	private static final int Y = 1;

	private final int inputTile;

	private final int outputTile;

	private TiledMap(int inputTile, int outputTile) {
		this.inputTile = inputTile;
		this.outputTile = outputTile;
	}

	/**
	 * A map from tiles of one size to tiles of another.
	 *
	 * @param inputTile the edge of a tile, in elements of the input
	 * @param outputTile the edge of what the network makes of it
	 */
	public static TiledMap of(int inputTile, int outputTile) {
		return new TiledMap(inputTile, outputTile);
	}

	/**
	 * The network's result for the whole image.
	 *
	 * @param image [1, C, height, width]
	 * @param network maps a tile to its result, scaling height and width by the ratio of the tile sizes
	 */
	public Tensor apply(Tensor image, UnaryOperator<Tensor> network) {
		return apply(ImageSource.of(image), network, RunControl.silent());
	}

	/** As {@link #apply(Tensor, UnaryOperator)}, of an image of which only tiles are read; tells of each tile. */
	public Tensor apply(ImageSource image, UnaryOperator<Tensor> network, RunControl control) {
		WholeImage whole = WholeImage.of(scaled(image.width()), scaled(image.height()));
		apply(image, network, whole, control);
		return whole.tensor();
	}

	/** As {@link #apply(Tensor, UnaryOperator)}, with the result handed over tile by tile; tells of each of them. */
	public void apply(ImageSource image, UnaryOperator<Tensor> network, ImageSink sink, RunControl control) {
		int step = (int) (inputTile * (1 - OVERLAP));
		int extent = (int) (outputTile * OVERLAP);
		int limit = outputTile - extent;
		int rows = (image.height() + step - 1) / step;
		int columns = (image.width() + step - 1) / step;
		Interval whole = new FinalInterval(scaled(image.width()), scaled(image.height()));
		Tensor[] above = new Tensor[columns];
		for (int r = 0; r < rows; r++) {
			Tensor left = null;
			for (int c = 0; c < columns; c++) {
				Tensor tile = network.apply(image.part(part(image, r * step, c * step)));
				if (above[c] != null) fade(above[c], tile, Y, extent);
				if (left != null) fade(left, tile, X, extent);
				hand(tile, Intervals.intersect(FinalInterval.createMinSize(c * limit, r * limit, limit, limit), whole), sink);
				above[c] = end(tile, extent);
				left = tile;
				control.part(r * columns + c + 1, rows * columns);
			}
		}
	}

	private int scaled(int size) {
		return (int) ((long) size * outputTile / inputTile);
	}

	private Interval part(ImageSource image, int top, int left) {
		return FinalInterval.createMinSize(left, top, Math.min(inputTile, image.width() - left), Math.min(inputTile, image
			.height() - top));
	}

	/** Hands over the beginning of a tile, which lies at a place in the whole. */
	private static void hand(Tensor tile, Interval place, ImageSink sink) {
		long width = Math.min(place.dimension(0), tile.dim(3));
		long height = Math.min(place.dimension(1), tile.dim(2));
		if (width > 0 && height > 0) sink.accept(ImageSource.of(tile).part(new FinalInterval(width, height)), FinalInterval
			.createMinSize(place.min(0), place.min(1), width, height));
	}

	/** The last rows of a tile, copied: all that the tile below needs of it. */
	private static Tensor end(Tensor tile, int rows) {
		int height = Math.min(rows, tile.dim(2));
		return ImageSource.of(tile).part(FinalInterval.createMinSize(0, tile.dim(2) - height, tile.dim(3), height));
	}

	/** Fades from the end of the tile before into the beginning of this one, along a dimension. */
	private static void fade(Tensor before, Tensor tile, int dimension, int wanted) {
		long last = before.image().dimension(dimension);
		long extent = Math.min(Math.min(last, tile.image().dimension(dimension)), wanted);
		if (extent == 0) return;
		RandomAccessibleInterval<FloatType> end = strip(before, dimension, last - extent, extent);
		RandomAccessibleInterval<FloatType> beginning = strip(tile, dimension, 0, extent);
		LoopBuilder.setImages(end, beginning, Intervals.positions(beginning)).forEachPixel((from, to, position) -> {
			double share = position.getDoublePosition(dimension) / extent;
			to.set(from.get() * (float) (1 - share) + to.get() * (float) share);
		});
	}

	private static RandomAccessibleInterval<FloatType> strip(Tensor tile, int dimension, long from, long extent) {
		long[] size = tile.image().dimensionsAsLongArray();
		size[dimension] = extent;
		return Views.interval(tile.image(), Intervals.translate(new FinalInterval(size), from, dimension));
	}
}
