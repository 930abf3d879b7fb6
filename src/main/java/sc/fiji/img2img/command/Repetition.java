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
package sc.fiji.img2img.command;

import ij.ImagePlus;
import ij.process.ByteProcessor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.img2img.image.MaskText;
import sc.fiji.img2img.image.ij.GenerationInfo;
import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.io.Excerpt;

/** What an image was made with, read from its Info so that it can be made again. Immutable. */
final class Repetition {

	private static final Pattern POSITION = Pattern.compile("([1-9]\\d{0,8}),([1-9]\\d{0,8}),([1-9]\\d{0,8})");

	private final Map<String, String> info;

	private Repetition(Map<String, String> info) {
		this.info = info;
	}

	/**
	 * What made an image.
	 *
	 * @throws IllegalArgumentException if it does not say
	 */
	static Repetition of(ImagePlus image) {
		GenerationInfo info = GenerationInfo.of(image).orElse(null);
		if (info == null) throw new IllegalArgumentException("The image \"" + image.getTitle() +
			"\" was not made by Img2Img, or does not say with which settings; PNG and JPEG files do not keep them for ImageJ, " +
			"TIFF files do.");
		for (String key : List.of(CommandSettings.MODEL.key(), MacroOptions.INPUT))
			if (!info.values().containsKey(key)) throw new IllegalArgumentException("The image's Info does not say with which " +
				key + " it was made, so that it cannot be made again; run Img2Img itself.");
		return new Repetition(info.values());
	}

	/** The options of a macro that would make the image, and the title of its input. */
	Map<String, String> options() {
		Map<String, String> options = new LinkedHashMap<>();
		CommandSettings.all().stream().filter(setting -> setting != CommandSettings.OUTPUT && info.containsKey(setting
			.key())).forEach(setting -> options.put(setting.key(), info.get(setting.key())));
		options.put(MacroOptions.INPUT, info.get(MacroOptions.INPUT));
		return options;
	}

	/**
	 * The input, with the slice as the current one that was run; shares its pixels.
	 *
	 * @throws IllegalArgumentException if it has no such slice
	 */
	ImagePlus input(ImagePlus image) {
		if (!info.containsKey(GenerationInfo.POSITION)) return image;
		int[] position = position(info.get(GenerationInfo.POSITION));
		int channel = position[0];
		int slice = position[1];
		int frame = position[2];
		if (channel > image.getNChannels() || slice > image.getNSlices() || frame > image.getNFrames())
			throw new IllegalArgumentException("The image \"" + image.getTitle() + "\" has no channel " + channel + ", slice " +
				slice + ", frame " + frame + " any more, which was run.");
		int index = image.getStackIndex(channel, slice, frame);
		return ImageView.at(image, index);
	}

	/**
	 * Where the image was allowed to change; null for everywhere.
	 *
	 * @throws IllegalArgumentException if that was not kept
	 */
	ByteProcessor mask(ImagePlus image) {
		if (info.containsKey(GenerationInfo.MASK)) return Processors.of(MaskText.read(info.get(GenerationInfo.MASK), image
			.getWidth(), image.getHeight()));
		if (GenerationInfo.NO_SELECTION.equals(info.get(GenerationInfo.SELECTION))) return null;
		throw new IllegalArgumentException("The selection that limited the change was too intricate to be kept; select it " +
			"anew, and run Img2Img.");
	}

	private static int[] position(String text) {
		Matcher matcher = POSITION.matcher(text);
		if (!matcher.matches()) throw new IllegalArgumentException("The image's Info should have a channel, slice and frame as " +
			"position, such as 1,1,1, but has \"" + Excerpt.of(text) + "\".");
		return new int[] { Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher
			.group(3)) };
	}
}
