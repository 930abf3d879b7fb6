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
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ImageProcessor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;

import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * How a picture is to be turned before it is shown, as cameras and scanners write it into TIFF, JPEG and PNG files: the Exif
 * orientation, 1 to 8. Immutable.
 */
final class Orientation {

	private static final int PNG = 0x89504e47;

	private static final int EXIF = 0x65584966;

	private static final int FIRST_CHUNK = 8;

	private static final int APP1 = 0xffe1;

	private static final int EXIF_HEADER = 6;

	private final int number;

	private Orientation(int number) {
		this.number = number >= 1 && number <= 8 ? number : 1;
	}

	/** What a file says; upright if it says nothing. */
	static Orientation of(Path file) throws IOException {
		try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
			int signature = in.readInt();
			int letters = signature >>> 16;
			if (letters == 0x4949 || letters == 0x4d4d) return ofTiff(in);
			if (letters == 0xffd8) return ofJpeg(in);
			return signature == PNG ? ofPng(in) : new Orientation(1);
		}
		catch (IOException e) {
			// NB: what is said beside the pixels is damaged, the pixels need not be.
			return new Orientation(1);
		}
	}

	/** Turns an image as it is to be shown. */
	ImagePlus apply(ImagePlus image) {
		if (number == 1) return image;
		ImageStack turned = null;
		for (int i = 1; i <= image.getStackSize(); i++) {
			ImageProcessor plane = turn(image.getStack().getProcessor(i));
			if (turned == null) turned = new ImageStack(plane.getWidth(), plane.getHeight());
			turned.addSlice(image.getStack().getSliceLabel(i), plane);
		}
		ImagePlus result = new ImagePlus(image.getTitle(), turned);
		result.setDimensions(image.getNChannels(), image.getNSlices(), image.getNFrames());
		if (image.isComposite()) {
			CompositeImage composite = new CompositeImage(result, image.getDisplayMode());
			composite.setLuts(image.getLuts());
			result = composite;
		}
		else if (image.getLuts().length > 0) result.setLut(image.getLuts()[0]);
		Calibration calibration = image.getCalibration().copy();
		if (number >= 5) {
			calibration.pixelWidth = image.getCalibration().pixelHeight;
			calibration.pixelHeight = image.getCalibration().pixelWidth;
		}
		result.setCalibration(calibration);
		result.setProperty("Info", image.getProperty("Info"));
		result.setFileInfo(image.getOriginalFileInfo());
		return result;
	}

	// -- Helper methods --

	private ImageProcessor turn(ImageProcessor plane) {
		ImageProcessor turned = plane;
		if (number == 3) turned = plane.rotateRight().rotateRight();
		else if (number == 5 || number == 6) turned = plane.rotateRight();
		else if (number == 7 || number == 8) turned = plane.rotateLeft();
		if (number == 2 || number == 5 || number == 7) turned.flipHorizontal();
		if (number == 4) turned.flipVertical();
		return turned;
	}

	private static Orientation ofTiff(ImageInputStream in) throws IOException {
		return new Orientation((int) TiffDirectory.read(in).get(0).get(TiffDirectory.ORIENTATION, 1));
	}

	private static Orientation ofJpeg(ImageInputStream in) throws IOException {
		in.seek(2);
		for (int marker = in.readUnsignedShort(); marker >>> 8 == 0xff && marker != 0xffda; marker = in.readUnsignedShort()) {
			int length = in.readUnsignedShort() - 2;
			long end = in.getStreamPosition() + length;
			if (marker == APP1 && length > EXIF_HEADER && in.readInt() == 0x45786966) return ofExif(in, end - length +
				EXIF_HEADER, length - EXIF_HEADER);
			in.seek(end);
		}
		return new Orientation(1);
	}

	private static Orientation ofPng(ImageInputStream in) throws IOException {
		in.seek(FIRST_CHUNK);
		while (in.length() - in.getStreamPosition() >= 12) {
			long length = in.readUnsignedInt();
			int kind = in.readInt();
			if (kind == EXIF) return ofExif(in, in.getStreamPosition(), (int) Math.min(length, 1 << 20));
			in.seek(in.getStreamPosition() + length + 4);
		}
		return new Orientation(1);
	}

	/** Exif is a small TIFF file within the other. */
	private static Orientation ofExif(ImageInputStream in, long start, int length) throws IOException {
		byte[] bytes = new byte[length];
		in.seek(start);
		in.readFully(bytes);
		try (ImageInputStream exif = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
			return new Orientation(orientation(exif, length));
		}
	}

	private static int orientation(ImageInputStream exif, int length) throws IOException {
		exif.setByteOrder(exif.read() == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		exif.seek(4);
		long offset = exif.readUnsignedInt();
		if (offset + 2 > length) return 1;
		exif.seek(offset);
		for (int entries = exif.readUnsignedShort(); entries > 0; entries--) {
			int tag = exif.readUnsignedShort();
			exif.skipBytes(6);
			if (tag == TiffDirectory.ORIENTATION) return exif.readUnsignedShort();
			exif.skipBytes(4);
		}
		return 1;
	}
}
