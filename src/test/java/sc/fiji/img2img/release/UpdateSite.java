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
package sc.fiji.img2img.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

import org.scijava.util.DigestUtils;

import sc.fiji.img2img.io.FileTree;

/**
 * The folder of an ImageJ update site, as the updater's uploader leaves it on a server: the files with a timestamp behind
 * their names, and db.xml.gz, which lists them.
 * <p>
 * NB: of the libraries that Fiji has, the uploader would list versions and times, which only its server knows; they are left
 * out.
 * </p>
 */
public final class UpdateSite {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

	/** What the updater declares in each list. */
	private static final String TYPES = String.join("\n", "<!DOCTYPE pluginRecords [",
		"<!ELEMENT pluginRecords ((update-site | disabled-update-site)*, plugin*)>", "<!ELEMENT update-site EMPTY>",
		"<!ELEMENT disabled-update-site EMPTY>", "<!ELEMENT plugin (platform*, category*, version?, previous-version*)>",
		"<!ELEMENT version (description?, dependency*, link*, author*)>", "<!ELEMENT previous-version EMPTY>",
		"<!ELEMENT description (#PCDATA)>", "<!ELEMENT dependency EMPTY>", "<!ELEMENT link (#PCDATA)>",
		"<!ELEMENT author (#PCDATA)>", "<!ELEMENT platform (#PCDATA)>", "<!ELEMENT category (#PCDATA)>",
		"<!ATTLIST plugin filename CDATA #REQUIRED>", "<!ATTLIST dependency filename CDATA #REQUIRED>",
		"<!ATTLIST dependency timestamp CDATA #IMPLIED>", "<!ATTLIST version timestamp CDATA #REQUIRED>",
		"<!ATTLIST version checksum CDATA #REQUIRED>", "<!ATTLIST version filesize CDATA #REQUIRED>]>", "");

	private final Map<String, Path> files = new TreeMap<>();

	private final String timestamp;

	private UpdateSite(String timestamp) {
		this.timestamp = timestamp;
	}

	/** Makes the folder: the arguments are the folder, what the plugin is, where it is told about, and PLACE=FILE for each file. */
	public static void main(String... arguments) throws IOException {
		UpdateSite site = of(LocalDateTime.now(ZoneOffset.UTC));
		for (String file : List.of(arguments).subList(3, arguments.length))
			site.add(file.substring(0, file.indexOf('=')), Path.of(file.substring(file.indexOf('=') + 1)));
		site.write(Path.of(arguments[0]), arguments[1], arguments[2]);
	}

	/** A site whose files are of some time. */
	static UpdateSite of(LocalDateTime time) {
		return new UpdateSite(time.format(TIME));
	}

	/** Adds a file, which is to lie at a place in Fiji's folder. */
	void add(String place, Path file) {
		files.put(place, file);
	}

	/**
	 * Writes it.
	 *
	 * @param folder is made anew
	 * @param description of what lies in plugins/
	 * @param link where it is told about
	 */
	void write(Path folder, String description, String link) throws IOException {
		FileTree.delete(folder);
		for (Map.Entry<String, Path> file : files.entrySet()) {
			Path target = folder.resolve(file.getKey() + "-" + timestamp);
			Files.createDirectories(target.getParent());
			Files.copy(file.getValue(), target, StandardCopyOption.REPLACE_EXISTING);
		}
		try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("db.xml.gz")))) {
			out.write(list(description, link).getBytes(StandardCharsets.UTF_8));
		}
	}

	private String list(String description, String link) throws IOException {
		StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").append(TYPES).append(
			"<pluginRecords>\n");
		List<String> libraries = files.keySet().stream().filter(place -> place.startsWith("jars/")).collect(Collectors.toList());
		for (Map.Entry<String, Path> file : files.entrySet()) {
			boolean plugin = file.getKey().startsWith("plugins/");
			xml.append("    <plugin filename=\"").append(escaped(file.getKey())).append("\">\n        <version checksum=\"").append(
				checksum(file.getKey(), file.getValue())).append("\" timestamp=\"").append(timestamp).append("\" filesize=\"").append(Files
					.size(file.getValue())).append("\">\n");
			if (plugin) xml.append("            <description>").append(escaped(description)).append("</description>\n");
			if (plugin) for (String library : libraries)
				xml.append("            <dependency filename=\"").append(escaped(library)).append("\" timestamp=\"").append(timestamp)
					.append("\"/>\n");
			if (plugin) xml.append("            <link>").append(escaped(link)).append("</link>\n");
			xml.append("        </version>\n    </plugin>\n");
		}
		return xml.append("</pluginRecords>\n").toString();
	}

	/**
	 * The updater's checksum: of jars that of what is in them, but for what builds of the same source differ in; of other
	 * files that of their place and contents.
	 */
	static String checksum(String place, Path file) throws IOException {
		MessageDigest digest = sha1();
		if (!place.endsWith(".jar")) {
			digest.update(place.getBytes(StandardCharsets.US_ASCII));
			digest.update(Files.readAllBytes(file));
			return DigestUtils.hex(digest.digest());
		}
		try (JarFile jar = new JarFile(file.toFile())) {
			List<JarEntry> entries = Collections.list(jar.entries());
			entries.sort(Comparator.comparing(JarEntry::getName));
			for (JarEntry entry : entries) {
				digest.update(entry.getName().getBytes(StandardCharsets.US_ASCII));
				// NB: of manifests it keeps no line at all.
				if (entry.getName().equals("META-INF/MANIFEST.MF")) continue;
				try (InputStream in = jar.getInputStream(entry)) {
					if (entry.getName().endsWith(".properties")) digest.update(withoutComments(in.readAllBytes()));
					else digest(in, digest);
				}
			}
		}
		return DigestUtils.hex(digest.digest());
	}

	private static void digest(InputStream in, MessageDigest digest) throws IOException {
		byte[] piece = new byte[1 << 16];
		for (int n = in.read(piece); n >= 0; n = in.read(piece))
			digest.update(piece, 0, n);
	}

	/** NB: just as the updater reads it, who takes a line that follows an empty one for no comment. */
	private static byte[] withoutComments(byte[] text) {
		ByteArrayOutputStream kept = new ByteArrayOutputStream();
		boolean start = true;
		boolean comment = false;
		for (byte b : text) {
			if (comment) {
				if (b != '\n') {
					start &= b == '#';
					continue;
				}
				comment = false;
				// NB: a comment of nothing but its signs leaves it at no beginning.
				start = !start;
			}
			else if (start && b == '#') {
				comment = true;
				continue;
			}
			else start = !start && b == '\n';
			kept.write(b);
		}
		return kept.toByteArray();
	}

	private static MessageDigest sha1() {
		try {
			return MessageDigest.getInstance("SHA-1");
		}
		catch (NoSuchAlgorithmException e) {
			throw new UncheckedIOException(new IOException(e));
		}
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
	}
}
