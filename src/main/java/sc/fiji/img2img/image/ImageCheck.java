package sc.fiji.img2img.image;

import ij.io.FileInfo;
import ij.io.Opener;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Finds the damage that ImageJ's readers overlook: they fill what is missing of a truncated TIFF or JPEG file with black
 * or grey.
 */
final class ImageCheck {

	private static final int TIFF_LITTLE_ENDIAN = 0x49492a00;
	private static final int TIFF_BIG_ENDIAN = 0x4d4d002a;

	private ImageCheck() {
		// NB: one check.
	}

	/**
	 * Returns if a file is complete, as far as can be told, or is of a format that is not known here.
	 *
	 * @throws IOException if something is missing
	 */
	static void check(Path file) throws IOException {
		try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
			if (in.length() < 4) throw new IOException("it has only " + in.length() + " bytes");
			int signature = in.readInt();
			in.seek(0);
			if (signature == TIFF_LITTLE_ENDIAN || signature == TIFF_BIG_ENDIAN) checkTiff(file);
			else decode(in);
		}
	}

	private static void checkTiff(Path file) throws IOException {
		FileInfo[] pages = Opener.getTiffFileInfo(file.toString());
		if (pages == null || pages.length == 0) throw new IOException("it has no page");
		long size = Files.size(file);
		for (FileInfo page : pages) {
			long end = 0;
			for (int i = 0; page.stripOffsets != null && page.stripLengths != null && i < page.stripOffsets.length; i++)
				end = Math.max(end, (page.stripOffsets[i] & 0xffffffffL) + page.stripLengths[i]);
			// NB: ImageJ writes the slices of a stack one after the other, and a page for the first only.
			long slice = (long) page.width * page.height * page.getBytesPerPixel();
			if (page.nImages > 1) end = Math.max(end, page.getOffset() + page.nImages * (slice + page.getGap()) - page.getGap());
			if (end > size) throw new IOException("its pixels end at byte " + end + ", but it has " + size);
		}
	}

	private static void decode(ImageInputStream in) throws IOException {
		Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
		if (!readers.hasNext()) return;
		ImageReader reader = readers.next();
		String[] truncation = new String[1];
		try {
			reader.addIIOReadWarningListener((source, warning) -> {
				if (warning.startsWith("Truncated") || warning.startsWith("Premature end")) truncation[0] = warning;
			});
			reader.setInput(in);
			// NB: as a raster where possible, since ImageIO cannot make an image of all colour models that JPEG files have.
			if (reader.canReadRaster()) reader.readRaster(0, null);
			else reader.read(0);
		}
		finally {
			reader.dispose();
		}
		if (truncation[0] != null) throw new IOException("it is truncated");
	}
}
