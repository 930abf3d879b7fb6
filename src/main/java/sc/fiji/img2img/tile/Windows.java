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
package sc.fiji.img2img.tile;

import java.util.function.UnaryOperator;

import net.imglib2.blocks.SubArrayCopy;

import sc.fiji.img2img.tensor.Tensor;

/**
 * Windows of one size that cover a plane and overlap; what is found in them is averaged, so that no edge of a window shows.
 * <p>
 * They are evenly spread. Where several lie, each counts smoothly less towards its own edge. Immutable.
 * </p>
 */
public final class Windows {

	private final WindowRow columns;

	private final WindowRow rows;

	private Windows(WindowRow columns, WindowRow rows) {
		this.columns = columns;
		this.rows = rows;
	}

	/**
	 * As few windows as cover a plane.
	 *
	 * @param width the plane's, a multiple of the unit
	 * @param height the plane's, a multiple of the unit
	 * @param edge of a window; made a multiple of the unit, of at least two of them
	 * @param overlap how much windows share with the next ones at least; made a multiple of the unit
	 * @param unit what sizes and positions of windows are multiples of
	 */
	public static Windows of(int width, int height, int edge, int overlap, int unit) {
		int window = Math.max(2 * unit, roundUp(edge, unit));
		int shared = Math.min(window - unit, roundUp(overlap, unit));
		return new Windows(WindowRow.of(width, window, shared, unit), WindowRow.of(height, window, shared, unit));
	}

	/** One window that covers a whole plane. */
	public static Windows whole(int width, int height) {
		return new Windows(WindowRow.of(width, width, 0, 1), WindowRow.of(height, height, 0, 1));
	}

	/** The same in units that are larger by a factor, which sizes and positions are divisible by. */
	public Windows shrunk(int factor) {
		return new Windows(columns.shrunk(factor), rows.shrunk(factor));
	}

	/** How many there are. */
	public int count() {
		return columns.count() * rows.count();
	}

	/** The width of a window. */
	public int width() {
		return columns.window();
	}

	/** The height of a window. */
	public int height() {
		return rows.window();
	}

	/**
	 * Asks about each window, and averages the answers.
	 *
	 * @param plane [B, C, height, width] of what is covered; not changed
	 * @param question is given a window, [B, C, its height, its width], and answers with one of as many rows and that size, of
	 *          any number of channels
	 * @return [B, channels of the answers, height, width]
	 */
	public Tensor average(Tensor plane, UnaryOperator<Tensor> question) {
		float[][] across = columns.shares();
		float[][] down = rows.shares();
		Tensor mean = null;
		for (int r = 0; r < rows.count(); r++)
			for (int c = 0; c < columns.count(); c++) {
				Tensor answer = question.apply(crop(plane, rows.start(r), columns.start(c)));
				if (mean == null) mean = zeros(answer.dim(0), answer.dim(1), rows.length(), columns.length());
				add(answer, down[r], across[c], mean, rows.start(r), columns.start(c));
			}
		return mean;
	}

	/** How many of which size: "24 windows of 512 x 512 pixels". */
	@Override
	public String toString() {
		return count() + (count() == 1 ? " window" : " windows") + " of " + width() + " x " + height() + " pixels";
	}

	private Tensor crop(Tensor plane, int top, int left) {
		Tensor part = zeros(plane.dim(0), plane.dim(1), height(), width());
		SubArrayCopy.copy(plane.data(), sizes(plane), new int[] { left, top, 0 }, part.data(), sizes(part), new int[3],
			sizes(part));
		return part;
	}

	/** Width, height, and the number of all planes. */
	private static int[] sizes(Tensor tensor) {
		return new int[] { tensor.dim(3), tensor.dim(2), tensor.dim(0) * tensor.dim(1) };
	}

	private static void add(Tensor answer, float[] down, float[] across, Tensor mean, int top, int left) {
		int planes = answer.dim(0) * answer.dim(1);
		for (int p = 0; p < planes; p++)
			for (int y = 0; y < down.length; y++) {
				int from = (p * down.length + y) * across.length;
				int to = (p * mean.dim(2) + top + y) * mean.dim(3) + left;
				for (int x = 0; x < across.length; x++)
					mean.data()[to + x] += answer.data()[from + x] * (down[y] * across[x]);
			}
	}

	private static Tensor zeros(int batch, int channels, int height, int width) {
		int count = Math.multiplyExact(Math.multiplyExact(batch, channels), Math.multiplyExact(height, width));
		return Tensor.of(new float[count], batch, channels, height, width);
	}

	private static int roundUp(int size, int unit) {
		return (size + unit - 1) / unit * unit;
	}
}
