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
package sc.fiji.img2img.grid;

import ij.ImagePlus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.image.ImageCodec;
import sc.fiji.img2img.image.Picture;
import sc.fiji.img2img.image.Plane;
import sc.fiji.img2img.image.RangeSource;
import sc.fiji.img2img.image.ij.Planes;
import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.tensor.Tensor;

/**
 * Compares images as they are shown: by values from 0 for black to 1 for white, under the value ranges of the input.
 * <p>
 * Values beyond the range count as its ends, NaN as black. Channels that are seen together are compared as the colours that
 * they make, others one by one, and the means over them are taken. Immutable.
 * </p>
 */
public final class ImageComparison {

	private final List<Picture> pictures = new ArrayList<>();

	/**
	 * What is run of an image.
	 *
	 * @param settings say which values are black and white, and whether all slices are run
	 */
	public ImageComparison(ImagePlus input, Img2ImgSettings settings) {
		Planes planes = new Planes(input, settings.get(Img2ImgSettings.STACK), settings.get(Img2ImgSettings.RANGE) ==
			RangeSource.FULL);
		for (int i = 0; i < planes.size(); i++)
			pictures.add(planes.picture(i));
	}

	/** How similar a result is to the input, by {@link Ssim}; the first of several variations. */
	public double ssim(ImagePlus result) {
		double sum = 0;
		int count = 0;
		List<Tensor> results = values(result);
		for (int i = 0; i < pictures.size(); i++) {
			Tensor original = pictures.get(i).encode();
			int channels = isGrey(original) && isGrey(results.get(i)) ? 1 : 3;
			for (int channel = 0; channel < channels; channel++, count++)
				sum += Ssim.of(channel(original, channel), channel(results.get(i), channel), 1);
		}
		return sum / count;
	}

	/** The mean absolute difference of a result from the input, as a share of the value range. */
	public double difference(ImagePlus result) {
		List<Tensor> originals = new ArrayList<>();
		pictures.forEach(picture -> originals.add(picture.encode()));
		return difference(originals, values(result));
	}

	/** The mean absolute difference of two results, as a share of the value range. */
	double difference(ImagePlus first, ImagePlus second) {
		return difference(values(first), values(second));
	}

	// -- Helper methods --

	private static double difference(List<Tensor> first, List<Tensor> second) {
		double sum = 0;
		long count = 0;
		for (int i = 0; i < first.size(); i++) {
			float[] a = first.get(i).data();
			float[] b = second.get(i).data();
			for (int k = 0; k < a.length; k++)
				sum += Math.abs(a[k] - b[k]) / 2;
			count += a.length;
		}
		return sum / count;
	}

	/** A result, picture by picture. */
	private List<Tensor> values(ImagePlus result) {
		List<Tensor> values = new ArrayList<>();
		int next = 1;
		for (Picture picture : pictures) {
			List<Plane> planes = new ArrayList<>(List.of(plane(result, next++)));
			boolean raw = planes.get(0).isColour() && !picture.originals().get(0).isColour();
			while (!raw && planes.size() < picture.originals().size())
				planes.add(plane(result, next++));
			values.add(raw ? ImageCodec.of(planes.get(0), null).encode() : picture.encode(planes));
		}
		return values;
	}

	private static Plane plane(ImagePlus image, int slice) {
		return Processors.plane(image.getStack().getProcessor(slice));
	}

	/** Whether all channels are the same, so that one stands for them. */
	private static boolean isGrey(Tensor image) {
		int size = image.dim(2) * image.dim(3);
		return Arrays.equals(image.data(), 0, size, image.data(), size, 2 * size) && Arrays.equals(image.data(), 0, size, image
			.data(), 2 * size, 3 * size);
	}

	/** One of the channels, from 0 for black to 1 for white. */
	private static RandomAccessibleInterval<FloatType> channel(Tensor image, int channel) {
		return Converters.convert(Views.hyperSlice(Views.hyperSlice(image.image(), 3, 0), 2, channel), (value, share) -> share
			.set((value.get() + 1) / 2), new FloatType());
	}
}
