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
package sc.fiji.img2img.io;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip file of others, open for reading. Its paths stay within the folder that it is unpacked to, on every system.
 * <p>
 * Whoever opens it closes it. Nothing in it is ever run.
 * </p>
 */
public final class SafeZip implements Closeable {

	/** Far more than anything has that is installed. */
	private static final int MOST_ENTRIES = 10_000;

	private final Path file;

	private final String what;

	private final ZipFile zip;

	private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

	private SafeZip(Path file, String what, ZipFile zip) {
		this.file = file;
		this.what = what;
		this.zip = zip;
	}

	/** Whether a file begins as zip files do. */
	public static boolean is(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			byte[] head = in.readNBytes(4);
			return head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
		}
	}

	/**
	 * Opens the copy of a file.
	 *
	 * @param file what is said names
	 * @param what should be in it, such as "a model"
	 * @throws IOException if it is no complete zip file, or one that cannot be trusted to stay within a folder
	 */
	public static SafeZip open(Path copy, Path file, String what) throws IOException {
		ZipFile zip = zip(copy, file);
		try {
			SafeZip safe = new SafeZip(file, what, zip);
			safe.index();
			return safe;
		}
		catch (IOException | RuntimeException e) {
			zip.close();
			throw e;
		}
	}

	/** The length of all of it, in bytes. */
	public long size() throws IOException {
		return Files.size(Path.of(zip.getName()));
	}

	/** The paths of all files in it, separated by slashes. */
	public List<String> names() {
		return List.copyOf(entries.keySet());
	}

	/** The length of one of its files, in bytes, as it is stated. */
	public long length(String name) {
		return entries.get(name).getSize();
	}

	/** At most so many bytes of the beginning of one of its files. */
	public byte[] head(String name, int bytes) throws IOException {
		try (InputStream in = zip.getInputStream(entries.get(name))) {
			return in.readNBytes(bytes);
		}
		catch (ZipException | EOFException e) {
			throw damaged(name, e);
		}
	}

	/**
	 * Copies one of its files.
	 *
	 * @param most the number of bytes that it may have
	 * @return the number of bytes that it has
	 * @throws IOException if it cannot be read, has more bytes, or if the target exists or cannot be written
	 */
	public long copy(String name, Path target, long most) throws IOException {
		long done = 0;
		byte[] buffer = new byte[1 << 16];
		try (InputStream in = zip.getInputStream(entries.get(name)); OutputStream out = Files.newOutputStream(target,
			StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
		{
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				done += count;
				if (done > most) throw new IOException(file + " unpacks to far more than " + what + " has; nothing was installed.");
				out.write(buffer, 0, count);
			}
		}
		catch (ZipException | EOFException e) {
			throw damaged(name, e);
		}
		return done;
	}

	@Override
	public void close() throws IOException {
		zip.close();
	}

	// -- Helper methods --

	private static ZipFile zip(Path copy, Path file) throws IOException {
		try {
			return new ZipFile(copy.toFile(), StandardCharsets.UTF_8);
		}
		catch (ZipException | EOFException e) {
			throw new IOException(file + " is no complete zip file (it may have been cut off on the way); get it again.", e);
		}
	}

	private void index() throws IOException {
		if (zip.size() > MOST_ENTRIES) throw new IOException(file + " holds " + zip.size() + " files, far more than " + what +
			" has; nothing was installed.");
		for (ZipEntry entry : Collections.list(zip.entries())) {
			String name = safe(entry.getName());
			if (entry.isDirectory()) continue;
			if (entries.put(name, entry) != null) throw new IOException(file + " holds " + name + " twice; nothing was installed.");
		}
	}

	private String safe(String entry) throws IOException {
		String name = entry.replace('\\', '/');
		if (isWithin(name)) return name;
		throw new IOException(file + " holds the path \"" + Excerpt.of(entry) + "\", which leads out of the folder that it would " +
			"be unpacked to; nothing was installed.");
	}

	/** Whether a path with slashes stays within the folder that it is resolved against, on every system. */
	public static boolean isWithin(String name) {
		boolean leaves = name.startsWith("/") || name.indexOf(':') >= 0 || name.indexOf('\0') >= 0 || name.indexOf('\\') >= 0;
		for (String part : name.split("/"))
			leaves |= part.equals("..");
		return !leaves;
	}

	private IOException damaged(String name, IOException cause) {
		return new IOException(file + " is damaged: " + name + " in it cannot be read (" + (cause.getMessage() == null
			? "it ends too early" : Excerpt.of(cause.getMessage())) + "); get it again.", cause);
	}
}
