package sc.fiji.img2img.image;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.io.Opener;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Locale;
import java.util.UUID;
import java.util.UUID;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Reads image files with ImageJ, and writes them whole or not at all. */
public final class ImageFiles {

	private static final float JPEG_QUALITY = 0.95f;

	private ImageFiles() {
		// NB: files in, files out.
	}

	/**
	 * Reads an image of any format that ImageJ opens without asking.
	 *
	 * @throws IOException if there is no such file, or it is no image
	 */
	public static ImagePlus read(Path file) throws IOException {
		if (Files.isDirectory(file)) throw new IOException(file + " is a folder; give an image file.");
		if (!Files.isRegularFile(file)) throw new IOException("There is no file " + file + ".");
		if (!Files.isReadable(file)) throw new IOException("The file " + file + " may not be read.");
		Opener opener = new Opener();
		opener.setSilentMode(true);
		ImagePlus image;
		try {
			ImageCheck.check(file);
		}
		catch (IOException | RuntimeException | OutOfMemoryError e) {
			// NB: damaged headers ask for absurd amounts of memory.
			throw damaged(file, e);
		}
		try {
			image = opener.openImage(file.toString());
		}
		catch (RuntimeException e) {
			// NB: ImageJ's readers fail on damaged files in every conceivable way.
			throw damaged(file, e);
		}
		if (image == null || image.getProcessor() == null || image.getProcessor().getPixelCount() == 0)
			throw damaged(file, null);
		return image;
	}

	/**
	 * Returns if {@link #write} can be expected to succeed: before work is done for it.
	 *
	 * @throws IOException if the format is unknown, or the folder is missing or closed
	 */
	public static void checkTarget(Path file) throws IOException {
		if (format(file) == null) throw new IOException("The file " + file + " should end in .tif, .png or .jpg.");
		checkPlace(file);
	}

	/**
	 * Returns if a file of any kind can be written to a place.
	 *
	 * @throws IOException if the folder is missing or closed, or there is a folder of the file's name
	 */
	public static void checkPlace(Path file) throws IOException {
		Path folder = folder(file);
		if (!Files.isDirectory(folder)) throw new IOException("There is no folder " + folder + " to write " +
			file.getFileName() + " to.");
		if (!Files.isWritable(folder)) throw new IOException("The folder " + folder + " may not be written to.");
		if (Files.isDirectory(file)) throw new IOException(file + " is a folder; give a file to write.");
	}

	/**
	 * Writes an image in the format that the file's name ends in: tif, tiff, png, jpg, jpeg.
	 * <p>
	 * The file appears complete or, if writing fails, not at all; an existing one is replaced. TIFF keeps everything; PNG
	 * and JPEG keep the first slice, PNG in 8 or 16 bits and JPEG in 8.
	 * </p>
	 *
	 * @throws IOException if the format is unknown or the file cannot be written
	 */
	public static void write(ImagePlus image, Path file) throws IOException {
		checkTarget(file);
		String format = format(file);
		byte[] bytes = format.equals("tif") ? new FileSaver(image).serialize() : encode(image, format);
		if (bytes == null) throw new IOException("The image \"" + image.getTitle() + "\" is too large for a TIFF file.");
		write(bytes, file);
	}

	/**
	 * Writes a file, which appears complete or, if writing fails, not at all; an existing one is replaced.
	 *
	 * @throws IOException if it cannot be written; the message says why
	 */
	public static void write(byte[] bytes, Path file) throws IOException {
		Path folder = folder(file);
		Path part = null;
		try {
			part = folder.resolve(".img2img-" + UUID.randomUUID() + ".part");
			// NB: not as a temporary file, which others than its owner could not read.
			Files.write(part, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
			Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException e) {
			throw new IOException("The file " + file + " cannot be written: " + reason(e) + ".", e);
		}
		finally {
			if (part != null) Files.deleteIfExists(part);
		}
	}

	private static IOException damaged(Path file, Throwable cause) {
		return new IOException("The file " + file + " is damaged, or is no image that ImageJ can open" +
			(cause == null || cause.getMessage() == null ? "." : " (" + cause.getMessage() + ")."), cause);
	}

	private static String reason(IOException e) {
		if (e instanceof FileSystemException && ((FileSystemException) e).getReason() != null)
			return ((FileSystemException) e).getReason();
		return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
	}

	private static Path folder(Path file) {
		return file.toAbsolutePath().getParent();
	}

	private static String format(Path file) {
		// NB: the root of a file system has no name.
		String name = file.toString().toLowerCase(Locale.ROOT);
		if (name.endsWith(".tif") || name.endsWith(".tiff")) return "tif";
		if (name.endsWith(".png")) return "png";
		return name.endsWith(".jpg") || name.endsWith(".jpeg") ? "jpeg" : null;
	}

	private static byte[] encode(ImagePlus image, String format) throws IOException {
		ImageProcessor pixels = image.getProcessor();
		boolean deep = format.equals("png") && pixels instanceof ShortProcessor;
		BufferedImage buffered = deep ? ((ShortProcessor) pixels).get16BitBufferedImage()
			: pixels.isGrayscale() && !pixels.isInvertedLut() ? pixels.convertToByte(true).getBufferedImage()
				: pixels.convertToRGB().getBufferedImage();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
		ImageWriter writer = writers.next();
		try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
			ImageWriteParam parameters = writer.getDefaultWriteParam();
			if (format.equals("jpeg")) {
				parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
				parameters.setCompressionQuality(JPEG_QUALITY);
			}
			writer.setOutput(out);
			IIOMetadata metadata = format.equals("png") ? PngText.metadata(image, writer.getDefaultImageMetadata(ImageTypeSpecifier
				.createFromRenderedImage(buffered), parameters)) : null;
			writer.write(null, new IIOImage(buffered, null, metadata), parameters);
		}
		finally {
			writer.dispose();
		}
		return bytes.toByteArray();
	}
}
