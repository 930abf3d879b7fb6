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

import java.awt.Color;
import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pictures that an image shows one after the other: its planes, or the channels together where they are displayed as a
 * composite. Each is made when it is asked for, shares its pixels with the image and says in its Info what it was generated
 * with.
 */
final class ShownPictures extends AbstractList<ImagePlus> {

	/** The label of a variation, which has a seed of its own. */
	private static final String SEED = "seed=";

	private final ImagePlus image;

	private final boolean together;

	private final LUT[] luts;

	private ShownPictures(ImagePlus image) {
		this.image = image;
		together = image.isComposite() && image.getDisplayMode() == IJ.COMPOSITE && image.getNChannels() > 1;
		luts = image.getLuts();
	}

	static List<ImagePlus> of(ImagePlus image) {
		return new ShownPictures(image);
	}

	/** The picture that an image displays now. */
	static ImagePlus displayed(ImagePlus image) {
		ShownPictures pictures = new ShownPictures(image);
		int current = image.getCurrentSlice() - 1;
		return pictures.get(pictures.together ? current / image.getNChannels() : current);
	}

	@Override
	public int size() {
		return together ? image.getNSlices() * image.getNFrames() : image.getStackSize();
	}

	@Override
	public ImagePlus get(int index) {
		ImagePlus picture = together ? merged(index) : new ImagePlus(image.getTitle(), plane(index + 1));
		String label = image.getStack().getSliceLabel(together ? index * image.getNChannels() + 1 : index + 1);
		GenerationInfo.of(image).map(info -> of(info, label)).ifPresent(info -> info.attach(picture, picture));
		if (GenerationXmp.isComposition(image)) GenerationXmp.markComposition(picture);
		return picture;
	}

	private ImagePlus merged(int index) {
		ImageStack channels = new ImageStack(image.getWidth(), image.getHeight());
		for (int c = 1; c <= image.getNChannels(); c++)
			channels.addSlice(image.getStack().getProcessor(index * image.getNChannels() + c));
		ImagePlus picture = new ImagePlus(image.getTitle(), channels);
		picture.setDimensions(image.getNChannels(), 1, 1);
		CompositeImage composite = new CompositeImage(picture, IJ.COMPOSITE);
		composite.setLuts(luts);
		return composite;
	}

	private ImageProcessor plane(int number) {
		ImageProcessor plane = image.getStack().getProcessor(number);
		if (luts.length == 0) return plane;
		LUT lut = luts[luts.length > 1 ? (number - 1) % image.getNChannels() : 0];
		boolean grey = image.isComposite() && image.getDisplayMode() == IJ.GRAYSCALE;
		plane.setLut(grey ? new LUT(LUT.createLutFromColor(Color.WHITE), lut.min, lut.max) : lut);
		return plane;
	}

	private static GenerationInfo of(GenerationInfo info, String label) {
		if (label == null || !label.startsWith(SEED)) return info;
		Map<String, String> values = new LinkedHashMap<>(info.values());
		values.put("seed", label.substring(SEED.length()));
		return GenerationInfo.of(values);
	}
}
