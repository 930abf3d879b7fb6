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

import ij.io.FileInfo;
import ij.io.Opener;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import sc.fiji.img2img.image.PixelLimit;

/**
 * Looks at image files before ImageJ reads them: whether they are of a kind that it reads rightly, whether they are small
 * enough to be unpacked, and whether all of them is there. ImageJ's readers take what they do not know for something else,
 * fill what is missing with black or grey, and go round circles for ever.
 */
final class ImageCheck {

	private static final int TIFF_LITTLE_ENDIAN = 0x49492a00;
	private static final int TIFF_BIG_ENDIAN = 0x4d4d002a;

	/** Where a GIF file has its width and height. */
	private static final int GIF_SCREEN = 6;

	private final Path file;

	private final ImageInputStream in;

	private ImageCheck(Path file, ImageInputStream in) {
		this.file = file;
		this.in = in;
	}

	/**
	 * Returns if a file can be read, as far as can be told.
	 *
	 * @throws UnreadImageException if it is of a kind or a size that is not read
	 * @throws IOException if something is missing
	 */
	static void check(Path file) throws IOException {
		try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
			if (in.length() < 4) throw new IOException("it has only " + in.length() + " bytes");
			new ImageCheck(file, in).check();
		}
		catch (PixelLimit.Exceeded e) {
			throw UnreadImageException.ofSize(file, e);
		}
	}

	private void check() throws IOException {
		int signature = in.readInt();
		if (signature == TIFF_LITTLE_ENDIAN || signature == TIFF_BIG_ENDIAN) checkTiff();
		else {
			in.seek(0);
			if (isWholePng()) return;
			in.seek(0);
			Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
			if (readers.hasNext()) decode(readers.next());
			else new ImageHeader(file, in).check();
		}
	}

	/** Whether there is nothing wrong with a PNG file; if not, reading it tells what, or that it is of a rare kind. */
	private boolean isWholePng() throws IOException {
		Optional<PngPixels> pixels = PngPixels.of(in);
		if (pixels.isEmpty()) return false;
		PixelLimit.check(pixels.get().width(), pixels.get().height());
		return pixels.get().areWhole();
	}

	private void checkTiff() throws IOException {
		List<TiffDirectory> pages = TiffDirectory.read(in);
		TiffDirectory first = pages.get(0);
		long width = first.get(TiffDirectory.WIDTH, 0);
		long height = first.get(TiffDirectory.HEIGHT, 0);
		if (width == 0 || height == 0) throw new IOException("it has no pixels");
		PixelLimit.check(width, height);
		double bytes = (double) width * height * Math.max(1, TiffKind.samples(first) * TiffKind.bits(first) / 8);
		PixelLimit.checkMemory(pages.size(), bytes);
		for (TiffDirectory page : pages) {
			String kind = TiffKind.unread(page);
			if (kind != null) throw UnreadImageException.ofKind(file, kind);
			// NB: pages of other sizes are left out.
			if (page.get(TiffDirectory.WIDTH, 0) == width && page.get(TiffDirectory.HEIGHT, 0) == height) new TiffStrips(page, in)
				.check();
		}
		FileInfo[] infos = Opener.getTiffFileInfo(file.toAbsolutePath().toString());
		if (infos == null || infos.length == 0) throw new IOException("its pages cannot be read");
		checkStack(infos[0], bytes);
	}

	/** ImageJ writes the slices of a stack one after the other, and a page for the first only. */
	private void checkStack(FileInfo info, double bytes) throws IOException {
		if (info.nImages <= 1) return;
		double slice = (double) info.width * info.height * info.getBytesPerPixel();
		double end = info.getOffset() + info.nImages * (slice + info.getGap()) - info.getGap();
		if (end > in.length()) throw new IOException(String.format(Locale.ROOT, "its pixels end at byte %.0f, but it has %d", end, in
			.length()));
		PixelLimit.checkMemory(info.nImages, bytes);
	}

	/** Each of a GIF's frames is as large as its screen, whatever it says itself. */
	private void checkFrames(ImageReader reader) throws IOException {
		in.mark();
		in.seek(GIF_SCREEN);
		in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
		int width = in.readUnsignedShort();
		int height = in.readUnsignedShort();
		in.reset();
		PixelLimit.check(width, height);
		PixelLimit.checkMemory(reader.getNumImages(true), 4.0 * width * height);
	}

	private void decode(ImageReader reader) throws IOException {
		String[] truncation = new String[1];
		try {
			reader.addIIOReadWarningListener((source, warning) -> {
				if (warning.startsWith("Truncated") || warning.startsWith("Premature end")) truncation[0] = warning;
			});
			// NB: texts beside the pixels may unpack to anything.
			reader.setInput(in, false, true);
			if (reader.getFormatName().equalsIgnoreCase("gif")) checkFrames(reader);
			PixelLimit.check(reader.getWidth(0), reader.getHeight(0));
			// NB: as a raster where possible, since ImageIO cannot make an image of all colour models that JPEG files have.
			if (!reader.canReadRaster()) reader.read(0);
			else if (reader.readRaster(0, null).getNumBands() == 4) throw UnreadImageException.ofKind(file,
				"a JPEG in CMYK colours");
		}
		catch (IIOException e) {
			if (String.valueOf(e.getMessage()).startsWith("Unsupported JPEG")) throw UnreadImageException.ofKind(file,
				"a JPEG of a rare kind (lossless, arithmetic-coded or of 12 bits)");
			throw e;
		}
		finally {
			reader.dispose();
		}
		if (truncation[0] != null) throw new IOException("it is truncated");
	}
}
