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
package sc.fiji.img2img.image.ij;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import ij.process.LUT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import sc.fiji.img2img.image.MergedPicture;
import sc.fiji.img2img.image.Picture;
import sc.fiji.img2img.image.Pictures;
import sc.fiji.img2img.image.PixelLimit;
import sc.fiji.img2img.image.Plane;
import sc.fiji.img2img.image.PlanePicture;
import sc.fiji.img2img.image.ValueRange;

/**
 * The planes of an image that are to be run, and the image that their results become.
 * <p>
 * Either the current position or the whole hyperstack. Channels that are displayed together go through the model
 * together, if there are two or three of them in colours that can be told apart; otherwise every plane is a picture of
 * its own. Values are what counts, and lookup tables are kept; but where a table is a palette, the image is run in the
 * colours that it is shown in, and comes back in them. Planes of virtual stacks are read when they are needed. Not thread-safe.
 * </p>
 */
public final class Planes implements Pictures<ImagePlus> {

	/** Where ImageJ keeps the label of an image that is no stack. */
	private static final String SLICE_LABEL = "Slice_Label";

	private final ImagePlus image;

	private final boolean all;

	private final boolean full;

	private final LUT[] luts;

	private final boolean merged;

	/** Whether the lookup tables are palettes, so that colours are run and not values. */
	private final boolean drawn;

	/** Whether one of them has more than grey levels, so that all planes become RGB. */
	private final boolean coloured;

	/** The planes' numbers, picture by picture. */
	private final List<List<Integer>> groups = new ArrayList<>();

	private final int[] dimensions;

	/** The channel, slice and frame that are displayed, from 1. */
	private final int[] position;

	private final Map<Integer, ValueRange> fullRanges = new HashMap<>();

	/**
	 * Chooses planes.
	 *
	 * @param image not changed
	 * @param all every slice, frame and channel, instead of what is displayed now
	 * @param full whether black and white are the ends of the type's range, instead of the displayed one's
	 * @throws IllegalArgumentException if it has no pixels, or too many; the message says what to do
	 */
	public Planes(ImagePlus image, boolean all, boolean full) {
		if (image.getProcessor() == null || image.getProcessor().getPixelCount() == 0) throw new IllegalArgumentException(
			"The image \"" + image.getTitle() + "\" has no pixels.");
		PixelLimit.check(image.getWidth(), image.getHeight());
		this.image = image;
		this.all = all;
		this.full = full;
		luts = image.getLuts();
		boolean composite = image.isComposite() && image.getDisplayMode() == IJ.COMPOSITE && image.getNChannels() > 1;
		merged = composite && MergedPicture.isSeparable(colours());
		int channels = image.getNChannels();
		// NB: the position that plain stacks report is not always that of their current slice.
		position = image.convertIndexToPosition(image.getCurrentSlice());
		dimensions = all ? new int[] { channels, image.getNSlices(), image.getNFrames() } : new int[] { composite ? channels
			: 1, 1, 1 };
		for (int t = 1; t <= dimensions[2]; t++)
			for (int z = 1; z <= dimensions[1]; z++)
				addPosition(all || composite, all ? z : position[1], all ? t : position[2]);
		for (int i = 0; i < luts.length; i++)
			bound(i);
		drawn = !merged && luts.length > 0 && numbers().stream().noneMatch(number -> ColorTable.isScale(luts[lut(number)]));
		coloured = drawn && numbers().stream().anyMatch(number -> !ColorTable.isGrey(luts[lut(number)]));
	}

	@Override
	public int size() {
		return groups.size();
	}

	@Override
	public int width() {
		return image.getWidth();
	}

	@Override
	public int height() {
		return image.getHeight();
	}

	@Override
	public Picture picture(int index) {
		List<Integer> numbers = groups.get(index);
		if (drawn) return new PlanePicture(Processors.plane(drawn(numbers.get(0))), coloured ? null : ValueRange.of(0, 255));
		if (!merged) return new PlanePicture(Processors.plane(plane(numbers.get(0))), range(numbers.get(0)));
		List<Plane> channels = new ArrayList<>();
		List<ValueRange> ranges = new ArrayList<>();
		for (int number : numbers) {
			channels.add(Processors.plane(plane(number)));
			ranges.add(range(number));
		}
		return new MergedPicture(channels, ranges, colours());
	}

	@Override
	public String title() {
		return image.getTitle();
	}

	/** The channel, slice and frame, from 1, that were displayed when the planes were chosen; empty if all are run. */
	@Override
	public int[] position() {
		return all ? new int[0] : position.clone();
	}

	@Override
	public void check(int variations, boolean raw) {
		if (all && variations > 1 && image.getStackSize() > 1) throw new IllegalArgumentException(
			"variations should be 1 where a whole stack is run, but is " + variations + ".");
	}

	/** With the input's name without the ending of a file name, and ours; {@code info} is written into its Info. */
	@Override
	public ImagePlus assemble(List<List<Plane>> variations, List<String> labels, Map<String, String> info) {
		ImagePlus result = assemble(title().replaceFirst("\\.[A-Za-z][A-Za-z0-9]{1,4}$", "") + " - img2img", variations,
			labels);
		GenerationInfo.of(info).attach(result, image);
		return result;
	}

	/**
	 * The image that the planes' results become: with the input's calibration, lookup tables, displayed range and slice
	 * labels.
	 *
	 * @param title the new image's
	 * @param variations for each variation one result for each plane, in the pictures' order; or one RGB result for each
	 *          picture
	 * @param labels one for each variation; null to keep the slices' own
	 */
	ImagePlus assemble(String title, List<List<Plane>> variations, List<String> labels) {
		Plane first = variations.get(0).get(0);
		int planes = variations.get(0).size();
		boolean together = merged && first.isColour();
		boolean valued = !first.isColour() && !drawn;
		ImageStack stack = new ImageStack(first.width(), first.height());
		for (int v = 0; v < variations.size(); v++)
			for (int i = 0; i < planes; i++)
				stack.addSlice(labels != null ? labels.get(v) : label(i, together), Processors.of(variations.get(v).get(i)));
		// NB: a stack has one displayed range, besides those of its channels' lookup tables.
		if (valued) stack.update(plane(numbers().get(0)));
		int channels = together ? 1 : dimensions[0];
		ImagePlus result = new ImagePlus(title, stack);
		result.setDimensions(channels, dimensions[1] * variations.size(), dimensions[2]);
		if (valued) result = colored(result, channels);
		if (stack.size() == 1 && stack.getSliceLabel(1) != null) result.setProp(SLICE_LABEL, stack.getSliceLabel(1));
		result.setCalibration(image.getCalibration().copy());
		result.setOpenAsHyperStack((image.isHyperStack() || image.getOpenAsHyperStack()) && stack.size() > 1);
		if (stack.size() == image.getStackSize()) result.setPosition(image.getCurrentSlice());
		return result;
	}

	// -- Helper methods --

	private String label(int index, boolean together) {
		int number = together ? groups.get(index).get(0) : numbers().get(index);
		// NB: for a single slice that has no label, ImageJ makes one of the whole Info.
		return image.getStackSize() == 1 ? image.getProp(SLICE_LABEL) : image.getStack().getSliceLabel(number);
	}

	private List<Integer> numbers() {
		return groups.stream().flatMap(List::stream).collect(Collectors.toList());
	}

	private ImagePlus colored(ImagePlus result, int channels) {
		if (channels == 1 || !image.isComposite()) {
			result.setLut(luts[lut(groups.get(0).get(0))]);
			return result;
		}
		CompositeImage composite = new CompositeImage(result, image.getDisplayMode());
		composite.setLuts(luts);
		return composite;
	}

	private void addPosition(boolean everyChannel, int slice, int frame) {
		List<Integer> numbers = new ArrayList<>();
		for (int c = 1; c <= image.getNChannels(); c++)
			if (everyChannel || c == position[0]) numbers.add(image.getStackIndex(c, slice, frame));
		if (merged) groups.add(numbers);
		else numbers.forEach(number -> groups.add(List.of(number)));
	}

	/** Gives a displayed range that an infinite pixel has made endless the ends of the finite values instead. */
	private void bound(int lut) {
		LUT displayed = luts[lut];
		if (Double.isFinite(displayed.min) && Double.isFinite(displayed.max)) return;
		ValueRange finite = fullRange(lut);
		if (finite == null) return;
		if (!Double.isFinite(displayed.min)) displayed.min = finite.low();
		if (!Double.isFinite(displayed.max)) displayed.max = finite.high();
	}

	/** The brightest colour of each lookup table, as shares of red, green and blue. */
	private double[][] colours() {
		double[][] colours = new double[luts.length][];
		for (int c = 0; c < luts.length; c++) {
			int top = luts[c].getRGB(255);
			colours[c] = new double[] { (top >> 16 & 0xff) / 255.0, (top >> 8 & 0xff) / 255.0, (top & 0xff) / 255.0 };
		}
		return colours;
	}

	private ImageProcessor plane(int number) {
		ImageProcessor plane = image.getStack().getProcessor(number);
		if (!Processors.isColour(plane)) plane.setLut(luts[lut(number)]);
		return plane;
	}

	private ImageProcessor drawn(int number) {
		ImageProcessor shown = ColorTable.drawn(plane(number));
		return coloured ? shown.convertToRGB() : shown;
	}

	private int lut(int number) {
		return luts.length > 1 ? (number - 1) % image.getNChannels() : 0;
	}

	private ValueRange range(int number) {
		ImageProcessor plane = plane(number);
		if (Processors.isColour(plane)) return null;
		if (!full) return Processors.displayed(plane);
		return fullRanges.computeIfAbsent(lut(number), this::fullRange);
	}

	/** The range of all planes of a channel, so that they stay comparable; null if none of them is run. */
	private ValueRange fullRange(int lut) {
		ValueRange range = null;
		for (int number : numbers()) {
			if (lut(number) != lut) continue;
			ValueRange single = Processors.full(plane(number));
			range = range == null ? single : range.hull(single);
		}
		return range;
	}
}
