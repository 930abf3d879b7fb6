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
import ij.io.FileInfo;
import ij.io.FileSaver;
import ij.io.Opener;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;

import sc.fiji.img2img.xmp.XmpFile;

/** Reads image files with ImageJ, and writes them whole or not at all. */
public final class ImageFiles {

	private static final String TIFF = "tif";

	private ImageFiles() {
		// NB: files in, files out.
	}

	/**
	 * Reads an image of any format that ImageJ opens without asking, in the colours that it is shown in, and turned as it is
	 * shown.
	 *
	 * @throws IOException if there is no such file, or it is no image, or one that is too large or of a kind that is not read
	 */
	public static ImagePlus read(Path file) throws IOException {
		if (file.toString().matches("(?i)[a-z]{2,}:[/\\\\].*")) throw new IOException(file +
			" is a web address; download the image, and give the file.");
		if (Files.isDirectory(file)) throw new IOException(file + " is a folder; give an image file.");
		if (!Files.isRegularFile(file)) throw new IOException("There is no file " + file + ".");
		if (!Files.isReadable(file)) throw new IOException("The file " + file + " may not be read.");
		if (ZippedImage.is(file)) try (ZippedImage zipped = ZippedImage.open(file)) {
			return read(zipped, file);
		}
		try {
			ImageCheck.check(file);
			ImagePlus image = open(file);
			if (image == null || image.getProcessor() == null || image.getProcessor().getPixelCount() == 0)
				throw new IOException();
			return Orientation.of(file).apply(image);
		}
		catch (UnreadImageException e) {
			throw e;
		}
		catch (IOException | RuntimeException | OutOfMemoryError e) {
			// NB: ImageJ's readers fail on damaged files in every conceivable way, and ask for absurd amounts of memory.
			throw damaged(file, e);
		}
	}

	/**
	 * Reads a mask of any format that {@link #read} reads.
	 *
	 * @return 255 where it is seen to be white, otherwise 0; what is transparent counts as the contrast to what is not
	 * @throws IOException if there is no such file, or it is no image, or nothing of it is white
	 */
	public static ByteProcessor readMask(Path file) throws IOException {
		ImagePlus image = read(file);
		TransparentPicture picture = TransparentPicture.read(file);
		try {
			return SeenMask.of(picture == null ? image : Orientation.of(file).apply(new ImagePlus("mask", picture.on(picture
				.contrast()))));
		}
		catch (IllegalArgumentException e) {
			throw new IOException(file + ": " + e.getMessage(), e);
		}
	}

	/** Whether a file's name is one that {@link #write(ImagePlus, Path)} writes images to. */
	public static boolean isWritten(Path file) {
		return format(file) != null;
	}

	/** Whether a file's name is that of a TIFF file, which holds all of an image. */
	public static boolean isTiff(Path file) {
		return TIFF.equals(format(file));
	}

	/**
	 * Returns if {@link #write} can be expected to succeed: before work is done for it.
	 *
	 * @throws IOException if the format is unknown, or the folder is missing or closed
	 */
	public static void checkTarget(Path file) throws IOException {
		if (!isWritten(file)) throw new IOException("The file " + file + " should end in .tif, .png or .jpg.");
		checkPlace(file);
	}

	/**
	 * Returns if a file of any kind can be written to a place.
	 *
	 * @throws IOException if the folder is missing or closed, or there is a folder of the file's name
	 */
	public static void checkPlace(Path file) throws IOException {
		Path folder = OutputFile.of(file).folder();
		if (!Files.isDirectory(folder)) throw new IOException("There is no folder " + folder + " to write " +
			file.getFileName() + " to.");
		if (!Files.isWritable(folder)) throw new IOException("The folder " + folder + " may not be written to.");
		if (Files.isDirectory(file)) throw new IOException(file + " is a folder; give a file to write.");
	}

	/**
	 * Makes a folder, and those that it is in, if they are not there.
	 *
	 * @throws UnwrittenFileException if that is not possible; the message says why
	 */
	public static void makeFolder(Path folder) throws UnwrittenFileException {
		try {
			Files.createDirectories(folder);
		}
		catch (IOException e) {
			throw new UnwrittenFileException("The folder " + folder + " cannot be made: " + reason(e) + ".", e);
		}
	}

	/**
	 * Writes an image in the format that the file's name ends in: tif, tiff, png, jpg, jpeg.
	 * <p>
	 * A file appears complete or, if writing fails, not at all; an existing one is replaced in one step. TIFF keeps everything.
	 * PNG and JPEG hold one picture as it is shown; where an image has several, each gets a file of its own.
	 * </p>
	 *
	 * @throws UnwrittenFileException if a file cannot be written
	 * @throws IOException if the format is unknown or cannot hold the image
	 */
	public static void write(ImagePlus image, Path file) throws IOException {
		checkTarget(file);
		if (isTiff(file)) {
			byte[] bytes = new FileSaver(image).serialize();
			if (bytes == null) throw new IOException("The image \"" + image.getTitle() + "\" is too large for a TIFF file.");
			write(marked(bytes, image), file);
			return;
		}
		PictureEncoder encoder = new PictureEncoder(format(file));
		List<ImagePlus> pictures = ShownPictures.of(image);
		List<Path> files = files(image, file);
		for (int i = 0; i < pictures.size(); i++)
			write(marked(encoder.encode(pictures.get(i)), pictures.get(i)), files.get(i));
	}

	/** The files that {@link #write(ImagePlus, Path)} writes: a.png, or a-1.png, a-2.png, ... */
	public static List<Path> files(ImagePlus image, Path file) {
		return files(file, isTiff(file) ? 1 : ShownPictures.of(image).size());
	}

	/** The files that a number of pictures are written to, or the one of a single picture. */
	public static List<Path> files(Path file, int count) {
		return IntStream.rangeClosed(1, count).mapToObj(number -> file(file, number, count)).collect(Collectors.toList());
	}

	/** The file that one of several pictures is written to: numbers are as wide as the last one, so that the names sort. */
	public static Path file(Path file, int number, int count) {
		if (count == 1) return file;
		String name = file.getFileName().toString();
		int dot = name.lastIndexOf('.');
		String digits = String.format(Locale.ROOT, "%0" + Integer.toString(count).length() + "d", number);
		return file.resolveSibling(name.substring(0, dot) + "-" + digits + name.substring(dot));
	}

	/**
	 * Writes a file, which appears complete or, if writing fails, not at all; an existing one is replaced in one step, and one
	 * that a symbolic link leads to where it is.
	 *
	 * @throws UnwrittenFileException if it cannot be written; the message says why
	 */
	public static void write(byte[] bytes, Path file) throws IOException {
		write(List.of(ByteBuffer.wrap(bytes)), file);
	}

	private static void write(List<ByteBuffer> pieces, Path file) throws IOException {
		try {
			OutputFile.of(file).replace(pieces);
		}
		catch (IOException e) {
			throw new UnwrittenFileException("The file " + file + " cannot be written: " + reason(e) + ".", e);
		}
	}

	/** An encoded image with the mark of what a model made, if it is that. */
	private static List<ByteBuffer> marked(byte[] bytes, ImagePlus image) {
		return GenerationXmp.packet(image, XmpFile.capacity(bytes)).map(packet -> XmpFile.embed(bytes, packet)).orElseGet(
			() -> List.of(ByteBuffer.wrap(bytes)));
	}

	private static ImagePlus read(ZippedImage zipped, Path archive) throws IOException {
		try {
			return read(zipped.file());
		}
		catch (IOException e) {
			throw new IOException(e.getMessage().replace(zipped.file().toString(), archive.toString()), e);
		}
	}

	private static ImagePlus open(Path file) throws IOException {
		Opener opener = new Opener();
		opener.setSilentMode(true);
		String path = file.toAbsolutePath().toString();
		ImagePlus image = opener.getFileType(path) == Opener.UNKNOWN ? openByOthers(opener, path) : opener.openImage(path);
		if (image == null) return null;
		FileInfo info = image.getOriginalFileInfo();
		if (info != null && info.fileType == FileInfo.GRAY32_INT && !hasSigns(file)) makeUnsigned(image);
		// NB: ImageJ fills what is missing with black.
		if (info != null && info.fileFormat == FileInfo.DICOM && info.getOffset() + (long) info.width * info.height * info
			.getBytesPerPixel() > Files.size(file)) throw new IOException("pixels are missing");
		TransparentPicture grey = TransparentPicture.read(file);
		if (grey != null && grey.isGrey()) image.setProcessor(grey.on(TransparentPicture.WHITE));
		return hasScale(image) ? image : drawn(image);
	}

	/** Has others than ImageJ itself open a file, as ImageJ would, but without the words that end a macro where none can. */
	private static ImagePlus openByOthers(Opener opener, String path) {
		ImagePlus image = path.endsWith(".lsm") ? null : Opener.openUsingBioFormats(path);
		if (image != null) return image;
		image = opener.openWithHandleExtraFileTypes(path, new int[] { Opener.UNKNOWN });
		return image == null || image.getNChannels() == 1 ? image : new CompositeImage(image, IJ.COLOR);
	}

	private static boolean hasSigns(Path file) throws IOException {
		try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
			return TiffDirectory.read(in).get(0).get(TiffDirectory.SAMPLE_FORMAT, 1) != 1;
		}
	}

	/** ImageJ takes all 32-bit whole numbers for signed ones. */
	private static void makeUnsigned(ImagePlus image) {
		boolean changed = false;
		for (int n = 1; n <= image.getStackSize(); n++) {
			float[] pixels = (float[]) image.getStack().getPixels(n);
			for (int i = 0; i < pixels.length; i++)
				if (pixels[i] < 0) {
					pixels[i] += 1L << 32;
					changed = true;
				}
		}
		if (changed) image.resetDisplayRange();
	}

	/** Whether an image's values are what counts: not those of a picture with a palette, unless ImageJ wrote it. */
	private static boolean hasScale(ImagePlus image) {
		FileInfo info = image.getOriginalFileInfo();
		boolean tiff = info != null && info.fileFormat == FileInfo.TIFF;
		if (tiff && info.description != null && info.description.startsWith("ImageJ")) return true;
		ImageProcessor pixels = image.getProcessor();
		return Processors.isColour(pixels) || image.isComposite() || pixels.isDefaultLut() || tiff && !pixels.isColorLut();
	}

	/** An image in the colours of its palette. */
	private static ImagePlus drawn(ImagePlus image) {
		ImageStack stack = new ImageStack(image.getWidth(), image.getHeight());
		for (ImagePlus picture : ShownPictures.of(image))
			stack.addSlice(ColorTable.drawn(picture.getProcessor()));
		image.setStack(stack);
		return image;
	}

	private static IOException damaged(Path file, Throwable cause) {
		// NB: what exceptions of other kinds say is meant for programmers.
		boolean tells = cause instanceof IOException && cause.getMessage() != null;
		return new IOException("The file " + file + " is damaged, or is no image that ImageJ can open" + (tells ? " (" + cause
			.getMessage() + ")." : "."), cause);
	}

	private static String reason(IOException e) {
		if (e instanceof FileSystemException && ((FileSystemException) e).getReason() != null)
			return ((FileSystemException) e).getReason();
		return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
	}

	private static String format(Path file) {
		// NB: the root of a file system has no name.
		String name = file.toString().toLowerCase(Locale.ROOT);
		if (name.endsWith(".tif") || name.endsWith(".tiff")) return TIFF;
		if (name.endsWith(".png")) return PictureEncoder.PNG;
		return name.endsWith(".jpg") || name.endsWith(".jpeg") ? PictureEncoder.JPEG
			: null;
	}
}
