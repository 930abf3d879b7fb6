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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** The update site is what ImageJ's updater reads; its own checksums were computed by the updater itself. */
class UpdateSiteTest {

	@TempDir
	private Path folder;

	@Test
	void filesAndListAreWhatTheUpdaterExpects() throws Exception {
		Path jar = jar("#made today\nkey=value\n\n#kept\n##\n##x\n#y\nother=1\n", "Built-By: ada\n");
		UpdateSite site = UpdateSite.of(LocalDateTime.of(2026, 11, 5, 7, 8, 9));
		site.add("plugins/Img2Img_-1.0.jar", jar);
		site.add("jars/library-2.jar", jar);
		site.write(folder.resolve("site"), "Images & \"images\" <again>", "https://imagej.net/plugins/img2img");
		assertArrayEquals(Files.readAllBytes(jar), Files.readAllBytes(folder.resolve("site/plugins/Img2Img_-1.0.jar-20261105070809")));
		assertTrue(Files.exists(folder.resolve("site/jars/library-2.jar-20261105070809")));
		Document list = list(folder.resolve("site/db.xml.gz"));
		assertEquals(2, list.getElementsByTagName("plugin").getLength());
		Element plugin = (Element) list.getElementsByTagName("plugin").item(1);
		assertEquals("plugins/Img2Img_-1.0.jar", plugin.getAttribute("filename"));
		Element version = (Element) plugin.getElementsByTagName("version").item(0);
		assertEquals("20261105070809", version.getAttribute("timestamp"));
		assertEquals(Long.toString(Files.size(jar)), version.getAttribute("filesize"));
		assertEquals("f4576c728d270634d3d4abac7f8b868d5ddfdea1", version.getAttribute("checksum"));
		assertEquals("Images & \"images\" <again>", version.getElementsByTagName("description").item(0).getTextContent());
		assertEquals("jars/library-2.jar", ((Element) version.getElementsByTagName("dependency").item(0)).getAttribute(
			"filename"));
	}

	@Test
	void anotherBuildOfTheSameIsTheSame() throws IOException {
		String sum = UpdateSite.checksum("a.jar", jar("#made today\nkey=value\n", "Built-By: ada\n"));
		assertEquals(sum, UpdateSite.checksum("b.jar", jar("#made tomorrow\nkey=value\n", "Built-By: grace\n")));
		assertEquals("17895e7f9cec7f7d287d623132b55f1a91d204c4", UpdateSite.checksum("macros/x.txt", Files.writeString(folder
			.resolve("x.txt"), "hello")));
	}

	private Path jar(String properties, String manifest) throws IOException {
		Path jar = folder.resolve("small.jar");
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
			String[][] entries = { { "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMain-Class: x\n" + manifest }, { "b.txt",
				"hello" }, { "a.properties", properties } };
			for (String[] entry : entries) {
				zip.putNextEntry(new ZipEntry(entry[0]));
				zip.write(entry[1].getBytes(StandardCharsets.UTF_8));
			}
		}
		return jar;
	}

	/** Reads a list, which has to be what it declares. */
	private static Document list(Path file) throws Exception {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		factory.setValidating(true);
		DocumentBuilder builder = factory.newDocumentBuilder();
		builder.setErrorHandler(new DefaultHandler() {

			@Override
			public void error(SAXParseException e) throws SAXException {
				throw e;
			}
		});
		try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
			return builder.parse(in);
		}
	}
}
