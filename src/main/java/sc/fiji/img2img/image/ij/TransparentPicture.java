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

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;

/** A picture that the background shows through, as PNG and GIF files may be. Immutable. */
final class TransparentPicture {

	static final int BLACK = 0;

	static final int WHITE = 255;

	private final BufferedImage picture;

	private TransparentPicture(BufferedImage picture) {
		this.picture = picture;
	}

	/**
	 * Reads a file.
	 *
	 * @return null if nothing of it can be transparent, or it is no PNG and no GIF file, or damaged
	 */
	static TransparentPicture read(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			String start = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
			if (!start.endsWith("PNG") && !start.startsWith("GIF")) return null;
		}
		if (isOpaque(file)) return null;
		BufferedImage picture;
		try {
			picture = ImageIO.read(file.toFile());
		}
		catch (IOException | RuntimeException e) {
			// NB: damaged, or of a kind that ImageJ alone reads.
			return null;
		}
		return picture == null || !picture.getColorModel().hasAlpha() ? null : new TransparentPicture(picture);
	}

	/** Whether a file is known to be opaque without being read. */
	private static boolean isOpaque(Path file) throws IOException {
		try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
			return PngPixels.of(in).filter(pixels -> !pixels.haveAlpha()).isPresent();
		}
	}

	/** Whether it has no colours beside its transparency. */
	boolean isGrey() {
		return picture.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
	}

	/**
	 * The picture in front of a grey background: RGB, or grey with the picture's own 8 or 16 bits.
	 *
	 * @param background 0 to 255
	 */
	ImageProcessor on(int background) {
		int width = picture.getWidth();
		int height = picture.getHeight();
		if (!isGrey()) {
			ColorProcessor colours = new ColorProcessor(width, height);
			for (int i = 0; i < width * height; i++)
				colours.set(i, mix(picture.getRGB(i % width, i / width), background));
			return colours;
		}
		boolean deep = picture.getSampleModel().getDataType() == DataBuffer.TYPE_USHORT;
		ImageProcessor grey = deep ? new ShortProcessor(width, height) : new ByteProcessor(width, height);
		double top = deep ? 65535 : 255;
		// NB: from the raster, since Java takes grey levels for linear ones where it makes colours of them.
		for (int i = 0; i < width * height; i++) {
			int level = picture.getRaster().getSample(i % width, i / width, 0);
			double opacity = picture.getRaster().getSample(i % width, i / width, 1) / top;
			grey.set(i, (int) Math.round(opacity * level + (1 - opacity) * background / 255 * top));
		}
		grey.resetMinAndMax();
		return grey;
	}

	/** The background that the picture stands out from: black if all that is opaque is bright, otherwise white. */
	int contrast() {
		for (int i = 0; i < picture.getWidth() * picture.getHeight(); i++) {
			int rgb = picture.getRGB(i % picture.getWidth(), i / picture.getWidth());
			if (rgb >>> 24 >= 128 && brightest(rgb) < 128) return WHITE;
		}
		return BLACK;
	}

	private static int brightest(int rgb) {
		return Math.max(rgb & 0xff, Math.max(rgb >> 8 & 0xff, rgb >> 16 & 0xff));
	}

	private static int mix(int argb, int background) {
		int opacity = argb >>> 24;
		int rgb = 0xff;
		for (int shift = 16; shift >= 0; shift -= 8)
			rgb = rgb << 8 | ((argb >> shift & 0xff) * opacity + background * (255 - opacity) + 127) / 255;
		return rgb;
	}
}
