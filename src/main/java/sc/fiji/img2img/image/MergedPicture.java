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
import java.util.stream.Collectors;

import net.imglib2.Interval;

import sc.fiji.img2img.tensor.Tensor;

/**
 * Two or three channels as they are seen together: each in a colour of its own, added up.
 * <p>
 * On the way back the colours are taken apart again, into the channels that give them best (least squares). Where colours
 * add up to more than white they are clipped, as on the screen. Immutable.
 * </p>
 */
public final class MergedPicture implements Picture {

	/** Colours whose Gram determinant is below this cannot be told apart. */
	private static final double DEPENDENT = 0.02;

	private final List<Plane> channels;

	private final List<ValueRange> ranges;

	/** The share of each primary in each channel's colour, [channel][primary]. */
	private final double[][] colours;

	/** What each primary adds to each channel, [channel][primary]. */
	private final double[][] inverse;

	/**
	 * A picture of channels.
	 *
	 * @param colours of white in each channel: the shares of red, green and blue, 0 to 1; {@link #isSeparable}
	 */
	public MergedPicture(List<Plane> channels, List<ValueRange> ranges, double[][] colours) {
		this.channels = channels;
		this.ranges = ranges;
		this.colours = colours;
		inverse = pseudoInverse(colours);
	}

	/** Whether channels of these colours can be told apart again once they are merged. */
	public static boolean isSeparable(double[][] colours) {
		return colours.length >= 2 && colours.length <= 3 && determinant(gram(colours)) > DEPENDENT;
	}

	@Override
	public List<Plane> originals() {
		return channels;
	}

	@Override
	public Picture part(Interval part) {
		return new MergedPicture(channels.stream().map(channel -> channel.part(part)).collect(Collectors.toList()), ranges,
			colours);
	}

	@Override
	public Tensor encode(List<Plane> others) {
		int width = channels.get(0).width();
		int height = channels.get(0).height();
		int size = width * height;
		float[] data = new float[3 * size];
		double[] row = new double[width];
		double[][] sums = new double[3][width];
		for (int y = 0; y < height; y++) {
			for (double[] sum : sums)
				Arrays.fill(sum, 0);
			for (int c = 0; c < colours.length; c++) {
				others.get(c).channels().get(0).read(y, row);
				for (int x = 0; x < width; x++) {
					double share = (ranges.get(c).encode(row[x]) + 1) / 2;
					for (int p = 0; p < 3; p++)
						sums[p][x] += share * colours[c][p];
				}
			}
			for (int p = 0; p < 3; p++)
				for (int x = 0; x < width; x++)
					data[p * size + y * width + x] = (float) (2 * Math.min(1, sums[p][x]) - 1);
		}
		return Tensor.of(data, 1, 3, height, width);
	}

	@Override
	public List<Plane> decode(Tensor image) {
		List<Plane> results = new ArrayList<>();
		for (int c = 0; c < colours.length; c++) {
			Plane result = channels.get(c).copy();
			decode(image.data(), result, inverse[c], ranges.get(c));
			results.add(result);
		}
		return results;
	}

	// -- Helper methods --

	/** @param weights of the primaries */
	private static void decode(float[] data, Plane result, double[] weights, ValueRange range) {
		int size = data.length / 3;
		PixelRows rows = result.channels().get(0);
		double[] row = new double[result.width()];
		for (int y = 0; y < result.height(); y++) {
			rows.read(y, row);
			for (int x = 0; x < row.length; x++) {
				double share = 0;
				for (int p = 0; p < 3; p++)
					share += weights[p] * Math.max(0, Math.min(1, (data[p * size + y * row.length + x] + 1) / 2));
				row[x] = result.type().nearest(range.decode((float) (2 * share - 1)), row[x]);
			}
			rows.write(y, row);
		}
	}

	private static double[][] gram(double[][] rows) {
		double[][] gram = new double[rows.length][rows.length];
		for (int a = 0; a < rows.length; a++)
			for (int b = 0; b < rows.length; b++)
				for (int p = 0; p < 3; p++)
					gram[a][b] += rows[a][p] * rows[b][p];
		return gram;
	}

	/** The rows' pseudo-inverse, transposed: the inverse of their Gram matrix times the rows. */
	private static double[][] pseudoInverse(double[][] rows) {
		double[][] gram = gram(rows);
		int n = rows.length;
		double determinant = determinant(gram);
		double[][] result = new double[n][3];
		for (int a = 0; a < n; a++)
			for (int b = 0; b < n; b++) {
				double inverse = ((a + b) % 2 == 0 ? 1 : -1) * determinant(minor(gram, b, a)) / determinant;
				for (int p = 0; p < 3; p++)
					result[a][p] += inverse * rows[b][p];
			}
		return result;
	}

	private static double[][] minor(double[][] matrix, int row, int column) {
		int n = matrix.length;
		double[][] minor = new double[n - 1][n - 1];
		for (int i = 0; i < n; i++)
			for (int j = 0; j < n; j++)
				if (i != row && j != column) minor[i - (i > row ? 1 : 0)][j - (j > column ? 1 : 0)] = matrix[i][j];
		return minor;
	}

	private static double determinant(double[][] matrix) {
		if (matrix.length == 1) return matrix[0][0];
		double sum = 0;
		for (int j = 0; j < matrix.length; j++)
			sum += (j % 2 == 0 ? 1 : -1) * matrix[0][j] * determinant(minor(matrix, 0, j));
		return sum;
	}
}
