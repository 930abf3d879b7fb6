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

import ij.IJ;
import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Encodes a picture as it is shown, as PNG or JPEG.
 * <p>
 * Grey pictures stay grey. PNG keeps the 16 bits of grey images and of red, green and blue channels that have one displayed
 * range, their values unscaled; all else is drawn in 8 bits under its displayed range. Immutable.
 * </p>
 */
final class PictureEncoder {

	static final String PNG = "png";

	static final String JPEG = "jpeg";

	private static final float JPEG_QUALITY = 0.95f;

	private static final int[] PRIMARIES = { 0xffff0000, 0xff00ff00, 0xff0000ff };

	private final String format;

	PictureEncoder(String format) {
		this.format = format;
	}

	/** @param picture one of {@link ShownPictures} */
	byte[] encode(ImagePlus picture) throws IOException {
		BufferedImage drawn = draw(picture);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
		try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
			ImageWriteParam parameters = writer.getDefaultWriteParam();
			if (format.equals(JPEG)) {
				parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
				parameters.setCompressionQuality(JPEG_QUALITY);
			}
			writer.setOutput(out);
			IIOMetadata metadata = format.equals(PNG) ? PngText.metadata(picture, writer.getDefaultImageMetadata(
				ImageTypeSpecifier.createFromRenderedImage(drawn), parameters)) : null;
			writer.write(null, new IIOImage(drawn, null, metadata), parameters);
		}
		finally {
			writer.dispose();
		}
		return bytes.toByteArray();
	}

	// -- Helper methods --

	private BufferedImage draw(ImagePlus picture) {
		boolean deep = format.equals(PNG) && picture.getBitDepth() == 16;
		if (picture.isComposite() && picture.getDisplayMode() == IJ.COMPOSITE) return deep && isTrueColour(picture) ? rgb48(
			picture) : colours(new ColorProcessor(picture.getImage()));
		ImageProcessor pixels = picture.getProcessor();
		if (Processors.isColour(pixels)) return colours(pixels);
		if (deep && pixels.isDefaultLut()) return ((ShortProcessor) pixels).get16BitBufferedImage();
		if (deep && isInvertedRamp(pixels)) {
			ShortProcessor inverted = (ShortProcessor) pixels.duplicate();
			for (int i = 0; i < inverted.getPixelCount(); i++)
				inverted.set(i, 65535 - inverted.get(i));
			return inverted.get16BitBufferedImage();
		}
		ImageProcessor drawn = ColorTable.drawn(pixels);
		return Processors.isColour(drawn) ? colours(drawn) : grey((ByteProcessor) drawn);
	}

	private static BufferedImage grey(ByteProcessor levels) {
		return of(levels, BufferedImage.TYPE_BYTE_GRAY);
	}

	/** NB: ImageJ would draw them, which takes the whole of AWT. */
	private static BufferedImage colours(ImageProcessor pixels) {
		return of(pixels, BufferedImage.TYPE_INT_RGB);
	}

	private static BufferedImage of(ImageProcessor pixels, int type) {
		BufferedImage image = new BufferedImage(pixels.getWidth(), pixels.getHeight(), type);
		image.getRaster().setDataElements(0, 0, pixels.getWidth(), pixels.getHeight(), pixels.getPixels());
		return image;
	}

	private static boolean isInvertedRamp(ImageProcessor pixels) {
		IndexColorModel shown = (IndexColorModel) pixels.getColorModel();
		for (int i = 0; i < 256; i++)
			if (shown.getRGB(i) != (0xff000000 | (255 - i) * 0x010101)) return false;
		return true;
	}

	/** Whether channels are red, green and blue on one scale, as in a colour photograph. */
	private static boolean isTrueColour(ImagePlus picture) {
		LUT[] luts = picture.getLuts();
		if (luts.length != PRIMARIES.length) return false;
		for (int c = 0; c < luts.length; c++)
			if (luts[c].getRGB(255) != PRIMARIES[c] || luts[c].getRGB(0) != 0xff000000 || luts[c].min != luts[0].min ||
				luts[c].max != luts[0].max) return false;
		return true;
	}

	private static BufferedImage rgb48(ImagePlus picture) {
		ComponentColorModel model = new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false,
			ComponentColorModel.OPAQUE, DataBuffer.TYPE_USHORT);
		WritableRaster raster = model.createCompatibleWritableRaster(picture.getWidth(), picture.getHeight());
		for (int c = 0; c < PRIMARIES.length; c++) {
			ImageProcessor channel = picture.getStack().getProcessor(c + 1);
			for (int y = 0; y < channel.getHeight(); y++)
				for (int x = 0; x < channel.getWidth(); x++)
					raster.setSample(x, y, c, channel.get(x, y));
		}
		return new BufferedImage(model, raster, false, null);
	}
}
