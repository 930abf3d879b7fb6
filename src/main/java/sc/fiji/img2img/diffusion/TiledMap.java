package sc.fiji.img2img.diffusion;

import java.util.function.UnaryOperator;

import sc.fiji.img2img.tensor.Tensor;

/**
 * Applies a network to an image in overlapping tiles and blends the results with linear ramps.
 * <p>
 * A quarter of each tile overlaps the next. Tile sizes, overlap and ramps as in diffusers' AutoencoderKL. Immutable.
 * </p>
 */
final class TiledMap {

	private static final double OVERLAP = 0.25;

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
	static TiledMap of(int inputTile, int outputTile) {
		return new TiledMap(inputTile, outputTile);
	}

	/**
	 * The network's result for the whole image.
	 *
	 * @param image [1, C, height, width]
	 * @param network maps a tile to its result, scaling height and width by the ratio of the tile sizes
	 */
	Tensor apply(Tensor image, UnaryOperator<Tensor> network) {
		int step = (int) (inputTile * (1 - OVERLAP));
		int extent = (int) (outputTile * OVERLAP);
		int limit = outputTile - extent;
		int rows = (image.dim(2) + step - 1) / step;
		int columns = (image.dim(3) + step - 1) / step;
		int height = (int) ((long) image.dim(2) * outputTile / inputTile);
		int width = (int) ((long) image.dim(3) * outputTile / inputTile);
		Tensor whole = null;
		Tensor[] above = new Tensor[columns];
		for (int r = 0; r < rows; r++) {
			Tensor left = null;
			for (int c = 0; c < columns; c++) {
				Tensor tile = network.apply(crop(image, r * step, c * step, inputTile));
				if (whole == null) whole = Tensor.of(new float[tile.dim(1) * height * width], 1, tile.dim(1), height, width);
				if (above[c] != null) blendRows(above[c], tile, extent);
				if (left != null) blendColumns(left, tile, extent);
				paste(tile, whole, r * limit, c * limit, limit);
				above[c] = tile;
				left = tile;
			}
		}
		return whole;
	}

	private static Tensor crop(Tensor image, int top, int left, int size) {
		int height = Math.min(size, image.dim(2) - top);
		int width = Math.min(size, image.dim(3) - left);
		float[] data = new float[image.dim(1) * height * width];
		for (int c = 0; c < image.dim(1); c++)
			for (int y = 0; y < height; y++)
				System.arraycopy(image.data(), (c * image.dim(2) + top + y) * image.dim(3) + left, data,
					(c * height + y) * width, width);
		return Tensor.of(data, 1, image.dim(1), height, width);
	}

	private static void paste(Tensor tile, Tensor whole, int top, int left, int limit) {
		int height = Math.min(Math.min(limit, tile.dim(2)), whole.dim(2) - top);
		int width = Math.min(Math.min(limit, tile.dim(3)), whole.dim(3) - left);
		if (width <= 0) return;
		for (int c = 0; c < tile.dim(1); c++)
			for (int y = 0; y < height; y++)
				System.arraycopy(tile.data(), (c * tile.dim(2) + y) * tile.dim(3), whole.data(),
					(c * whole.dim(2) + top + y) * whole.dim(3) + left, width);
	}

	/** Fades from the last rows of the tile above into the first rows of this one. */
	private static void blendRows(Tensor above, Tensor tile, int wanted) {
		int extent = Math.min(Math.min(above.dim(2), tile.dim(2)), wanted);
		for (int c = 0; c < tile.dim(1); c++)
			for (int y = 0; y < extent; y++)
				for (int x = 0; x < tile.dim(3); x++)
					blend(above.data(), (c * above.dim(2) + above.dim(2) - extent + y) * above.dim(3) + x, tile.data(),
						(c * tile.dim(2) + y) * tile.dim(3) + x, y, extent);
	}

	/** Fades from the last columns of the tile to the left into the first columns of this one. */
	private static void blendColumns(Tensor left, Tensor tile, int wanted) {
		int extent = Math.min(Math.min(left.dim(3), tile.dim(3)), wanted);
		for (int c = 0; c < tile.dim(1); c++)
			for (int y = 0; y < tile.dim(2); y++)
				for (int x = 0; x < extent; x++)
					blend(left.data(), (c * left.dim(2) + y) * left.dim(3) + left.dim(3) - extent + x, tile.data(),
						(c * tile.dim(2) + y) * tile.dim(3) + x, x, extent);
	}

	private static void blend(float[] from, int source, float[] to, int target, int position, int extent) {
		float share = (float) ((double) position / extent);
		to[target] = from[source] * (float) (1 - (double) position / extent) + to[target] * share;
	}
}
