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

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

import sc.fiji.img2img.image.PixelLimit;

/** The image in a ZIP archive, as ImageJ saves them, unpacked for as long as it is open. */
final class ZippedImage implements AutoCloseable {

	private final Path folder;

	private final Path file;

	private ZippedImage(Path folder, Path file) {
		this.folder = folder;
		this.file = file;
	}

	/** Whether a file is an archive. */
	static boolean is(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			byte[] start = in.readNBytes(4);
			return start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
		}
	}

	/**
	 * Unpacks an archive's first file.
	 *
	 * @throws UnreadImageException if that is no TIFF, or more than Java's memory can hold
	 * @throws IOException if it cannot be unpacked
	 */
	static ZippedImage open(Path archive) throws IOException {
		Path folder = Files.createTempDirectory("img2img-zip");
		ZippedImage zipped = new ZippedImage(folder, folder.resolve(archive.getFileName().toString().replaceFirst("(?i)\\.zip$", "") +
			".tif"));
		try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive))) {
			ZipEntry entry = in.getNextEntry();
			if (entry == null || !entry.getName().toLowerCase(Locale.ROOT).matches(".*\\.tiff?")) throw UnreadImageException.ofKind(
				archive, "a ZIP archive that does not begin with a TIFF");
			copy(in, zipped.file);
			return zipped;
		}
		catch (PixelLimit.Exceeded e) {
			zipped.close();
			throw UnreadImageException.ofSize(archive, e);
		}
		catch (ZipException | EOFException | IllegalArgumentException e) {
			zipped.close();
			throw new IOException("The archive " + archive + " is damaged.", e);
		}
		catch (IOException e) {
			zipped.close();
			throw e;
		}
	}

	/** The unpacked file. */
	Path file() {
		return file;
	}

	@Override
	public void close() throws IOException {
		Files.deleteIfExists(file);
		Files.deleteIfExists(folder);
	}

	private static void copy(InputStream in, Path file) throws IOException {
		try (OutputStream out = Files.newOutputStream(file)) {
			byte[] part = new byte[1 << 16];
			long count = 0;
			for (int read = in.read(part); read >= 0; read = in.read(part)) {
				count += read;
				PixelLimit.checkMemory(1, count);
				out.write(part, 0, read);
			}
		}
	}
}
