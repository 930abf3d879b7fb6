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
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.image.Picture;
import sc.fiji.img2img.image.Plane;
import sc.fiji.img2img.image.PlanePicture;
import sc.fiji.img2img.image.RangeSource;
import sc.fiji.img2img.image.ij.Planes;
import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;

/**
 * Compares images as they are shown: by values from 0 for black to 1 for white, under the value ranges of the input.
 * <p>
 * Values beyond the range count as its ends, NaN as black. Channels that are seen together are compared as the colours that
 * they make, others one by one, and the means over them are taken. Images are read part by part. Immutable.
 * </p>
 */
public final class ImageComparison {

	/** How many pixels are looked at at once. */
	private static final int STRIP = 1 << 20;

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
		List<ImageSource> results = sources(result);
		for (int i = 0; i < pictures.size(); i++) {
			double[] channels = ssim(originals().get(i), results.get(i));
			sum += DoubleStream.of(channels).sum();
			count += channels.length;
		}
		return sum / count;
	}

	/** The mean absolute difference of a result from the input, as a share of the value range. */
	public double difference(ImagePlus result) {
		return difference(originals(), sources(result));
	}

	/** The mean absolute difference of two results, as a share of the value range. */
	double difference(ImagePlus first, ImagePlus second) {
		return difference(sources(first), sources(second));
	}

	// -- Helper methods --

	/** For each channel, or for one that stands for all of them. */
	private static double[] ssim(ImageSource first, ImageSource second) {
		Ssim ssim = Ssim.ofSize(first.width(), first.height());
		double[] means = new double[3];
		boolean grey = true;
		for (Interval strip : strips(first, ssim.shared())) {
			Tensor a = first.part(strip);
			Tensor b = second.part(strip);
			boolean same = isGrey(a) && isGrey(b);
			grey &= same;
			double one = 0;
			for (int channel = 0; channel < means.length; channel++) {
				if (channel == 0 || !same) one = ssim.sum(channel(a, channel), channel(b, channel), 1) / ssim.windows();
				means[channel] += one;
			}
		}
		return grey ? new double[] { means[0] } : means;
	}

	private static double difference(List<ImageSource> first, List<ImageSource> second) {
		double sum = 0;
		long count = 0;
		for (int i = 0; i < first.size(); i++)
			for (Interval strip : strips(first.get(i), 0)) {
				float[] a = first.get(i).part(strip).data();
				float[] b = second.get(i).part(strip).data();
				for (int k = 0; k < a.length; k++)
					sum += Math.abs(a[k] - b[k]) / 2;
				count += a.length;
			}
		return sum / count;
	}

	/** Strips of an image that can be looked at one after the other, and share some rows. */
	private static List<Interval> strips(ImageSource image, int shared) {
		int rows = Math.max(1, STRIP / image.width());
		List<Interval> strips = new ArrayList<>();
		int top = 0;
		do {
			int height = Math.min(rows + shared, image.height() - top);
			strips.add(FinalInterval.createMinSize(0, top, image.width(), height));
			top += rows;
		}
		while (top + shared < image.height());
		return strips;
	}

	private List<ImageSource> originals() {
		return pictures.stream().map(picture -> source(picture, picture.originals())).collect(Collectors.toList());
	}

	/** A result, picture by picture. */
	private List<ImageSource> sources(ImagePlus result) {
		List<ImageSource> sources = new ArrayList<>();
		int next = 1;
		for (Picture picture : pictures) {
			List<Plane> planes = new ArrayList<>(List.of(plane(result, next++)));
			boolean raw = planes.get(0).isColour() && !picture.originals().get(0).isColour();
			while (!raw && planes.size() < picture.originals().size())
				planes.add(plane(result, next++));
			sources.add(source(raw ? new PlanePicture(planes.get(0), null) : picture, planes));
		}
		return sources;
	}

	/** Planes as they are seen in the place of a picture's own. */
	private static ImageSource source(Picture picture, List<Plane> planes) {
		return ImageSource.of(planes.get(0).width(), planes.get(0).height(), part -> picture.part(part).encode(planes.stream().map(
			plane -> plane.part(part)).collect(Collectors.toList())));
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
