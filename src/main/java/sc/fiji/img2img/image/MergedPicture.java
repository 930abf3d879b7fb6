package sc.fiji.img2img.image;

import ij.process.ImageProcessor;
import ij.process.LUT;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.tensor.Tensor;

/**
 * Two or three channels as they are seen together: each in its lookup table's brightest colour, added up.
 * <p>
 * On the way back the colours are taken apart again, into the channels that give them best (least squares). Where colours
 * add up to more than white they are clipped, as on the screen. Immutable.
 * </p>
 */
final class MergedPicture implements Picture {

	/** Colours whose Gram determinant is below this cannot be told apart. */
	private static final double DEPENDENT = 0.02;

	private final List<Integer> numbers;

	private final List<ImageProcessor> channels;

	private final List<ValueRange> ranges;

	/** The share of each primary in each channel's colour, [channel][primary]. */
	private final double[][] colours;

	/** What each primary adds to each channel, [channel][primary]. */
	private final double[][] inverse;

	MergedPicture(List<Integer> numbers, List<ImageProcessor> channels, List<ValueRange> ranges, LUT[] luts) {
		this.numbers = numbers;
		this.channels = channels;
		this.ranges = ranges;
		colours = colours(luts);
		inverse = pseudoInverse(colours);
	}

	/** Whether channels of these colours can be told apart again once they are merged. */
	static boolean isSeparable(LUT[] luts) {
		return luts.length >= 2 && luts.length <= 3 && determinant(gram(colours(luts))) > DEPENDENT;
	}

	@Override
	public List<Integer> planes() {
		return numbers;
	}

	@Override
	public List<ImageProcessor> originals() {
		return channels;
	}

	@Override
	public Tensor encode(List<ImageProcessor> others) {
		int size = channels.get(0).getPixelCount();
		float[] data = new float[3 * size];
		for (int i = 0; i < size; i++) {
			double[] rgb = new double[3];
			for (int c = 0; c < colours.length; c++) {
				double share = (ranges.get(c).encode(others.get(c).getf(i)) + 1) / 2;
				for (int p = 0; p < 3; p++)
					rgb[p] += share * colours[c][p];
			}
			for (int p = 0; p < 3; p++)
				data[p * size + i] = (float) (2 * Math.min(1, rgb[p]) - 1);
		}
		return Tensor.of(data, 1, 3, channels.get(0).getHeight(), channels.get(0).getWidth());
	}

	@Override
	public List<ImageProcessor> decode(Tensor image) {
		int size = channels.get(0).getPixelCount();
		float[] data = image.data();
		List<ImageProcessor> results = new ArrayList<>();
		for (int c = 0; c < colours.length; c++) {
			ImageProcessor result = channels.get(c).duplicate();
			for (int i = 0; i < size; i++) {
				double share = 0;
				for (int p = 0; p < 3; p++)
					share += inverse[c][p] * Math.max(0, Math.min(1, (data[p * size + i] + 1) / 2));
				ImageCodec.put(result, i, ranges.get(c).decode((float) (2 * share - 1)));
			}
			results.add(result);
		}
		return results;
	}

	// -- Helper methods --

	private static double[][] colours(LUT[] luts) {
		double[][] colours = new double[luts.length][];
		for (int c = 0; c < luts.length; c++) {
			int top = luts[c].getRGB(255);
			colours[c] = new double[] { (top >> 16 & 0xff) / 255.0, (top >> 8 & 0xff) / 255.0, (top & 0xff) / 255.0 };
		}
		return colours;
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
