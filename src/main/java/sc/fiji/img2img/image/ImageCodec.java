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

import net.imglib2.img.array.ArrayImgs;

import sc.fiji.img2img.tensor.Tensor;

/**
 * Turns a plane into the tensor that models take, and a model's tensor back into a plane of the same type.
 * <p>
 * Colours stay what they are: each byte v becomes 2 v / 255 - 1, as in diffusers. Grey planes become grey RGB between the
 * value range's black and white, and come back as the mean of the three colours. Pixels that are NaN or infinite stay so.
 * Immutable.
 * </p>
 */
public final class ImageCodec {

	/** Types of more values than this are computed pixel by pixel. */
	private static final int MOST_LEVELS = 1 << 16;

	private final Plane template;

	private final ValueRange range;

	private ImageCodec(Plane template, ValueRange range) {
		this.template = template;
		this.range = range;
	}

	/**
	 * A codec for planes like this one.
	 *
	 * @param range what black and white are; colours have none
	 */
	public static ImageCodec of(Plane plane, ValueRange range) {
		return new ImageCodec(plane, plane.isColour() ? null : range);
	}

	/** A decoded tensor [1, 3, H, W] as an image of colours of its own size. */
	public static Plane toRgb(Tensor image) {
		Plane blank = Plane.of(ArrayImgs.argbs(image.dim(3), image.dim(2)));
		of(blank, null).decodeColours(image.data(), blank);
		return blank;
	}

	/** The template's pixels as [1, 3, H, W] in -1 to 1. */
	public Tensor encode() {
		int width = template.width();
		int size = width * template.height();
		float[] data = new float[3 * size];
		float[] table = table(size);
		double[] row = new double[width];
		int channel = 0;
		for (PixelRows rows : template.channels()) {
			for (int y = 0; y < template.height(); y++) {
				rows.read(y, row);
				int start = channel * size + y * width;
				if (table != null) look(row, table, (int) template.type().least(), data, start);
				else encode(row, data, start);
				if (!template.isColour()) for (int c = 1; c < 3; c++)
					System.arraycopy(data, start, data, c * size + start, width);
			}
			channel++;
		}
		return Tensor.of(data, 1, 3, template.height(), width);
	}

	/**
	 * A new plane of the template's type and size.
	 *
	 * @param image [1, 3, H, W] of the template's size; clipped to -1 to 1
	 */
	public Plane decode(Tensor image) {
		Plane result = template.copy();
		if (range == null) decodeColours(image.data(), result);
		else decodeGrey(image.data(), result);
		return result;
	}

	// -- Helper methods --

	private float encode(double value) {
		return range == null ? 2 * ((float) value / 255f) - 1 : range.encode(value);
	}

	private void encode(double[] row, float[] data, int start) {
		for (int x = 0; x < row.length; x++)
			data[start + x] = encode(row[x]);
	}

	/** What each value of the type becomes; null where there are more values than pixels, or too many. */
	private float[] table(int size) {
		double levels = template.type().levels();
		if (levels > Math.min(size, MOST_LEVELS)) return null;
		float[] table = new float[(int) levels];
		for (int i = 0; i < table.length; i++)
			table[i] = encode(template.type().least() + i);
		return table;
	}

	private static void look(double[] row, float[] table, int least, float[] data, int start) {
		for (int x = 0; x < row.length; x++)
			data[start + x] = table[(int) row[x] - least];
	}

	private void decodeColours(float[] data, Plane result) {
		double[] row = new double[result.width()];
		int i = 0;
		for (PixelRows rows : result.channels())
			for (int y = 0; y < result.height(); y++) {
				for (int x = 0; x < row.length; x++, i++) {
					float share = data[i] / 2 + 0.5f;
					row[x] = Math.rint((share > 0 ? share < 1 ? share : 1 : 0) * 255);
				}
				rows.write(y, row);
			}
	}

	private void decodeGrey(float[] data, Plane result) {
		int size = data.length / 3;
		double[] row = new double[result.width()];
		PixelType type = result.type();
		boolean whole = type.isWhole();
		boolean within = range.low() >= type.least() && range.high() <= type.greatest();
		PixelRows rows = result.channels().get(0);
		for (int y = 0; y < result.height(); y++) {
			if (!whole) rows.read(y, row);
			for (int x = 0; x < row.length; x++) {
				int i = y * row.length + x;
				double value = range.decode((data[i] + data[size + i] + data[2 * size + i]) / 3);
				row[x] = whole && within ? Math.rint(value) : type.nearest(value, row[x]);
			}
			rows.write(y, row);
		}
	}
}
