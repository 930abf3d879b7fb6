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
package sc.fiji.img2img.xmp;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Properties of a file that are plain texts, as an XMP packet. Immutable. */
public final class XmpPacket {

	private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

	private final Map<XmpName, String> properties;

	private XmpPacket(Map<XmpName, String> properties) {
		this.properties = properties;
	}

	/** A packet without properties. */
	public static XmpPacket empty() {
		return new XmpPacket(Map.of());
	}

	/** A packet with one more property; characters that XML cannot have become question marks. */
	public XmpPacket with(XmpName name, String value) {
		Map<XmpName, String> more = new LinkedHashMap<>(properties);
		more.put(name, value);
		return new XmpPacket(more);
	}

	/**
	 * What a packet says, whoever wrote it.
	 *
	 * @param names the properties to look for; those that are not plain texts are left out
	 * @return empty properties if it is no XML
	 */
	public static XmpPacket parse(String packet, XmpName... names) {
		XmpPacket found = empty();
		Document document = document(packet);
		NodeList descriptions = document == null ? null : document.getElementsByTagNameNS(RDF, "Description");
		for (int i = 0; descriptions != null && i < descriptions.getLength(); i++)
			for (XmpName name : names) {
				String value = value(descriptions.item(i), name);
				if (value != null) found = found.with(name, value);
			}
		return found;
	}

	/** The value of a property. */
	public Optional<String> get(XmpName name) {
		return Optional.ofNullable(properties.get(name));
	}

	/** The packet as XML, in the frame by which it is found in files. */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n") //
			.append("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n<rdf:RDF xmlns:rdf=\"").append(RDF).append("\">\n") //
			.append("<rdf:Description rdf:about=\"\"");
		properties.keySet().stream().map(name -> " xmlns:" + name.prefix() + "=\"" + name.namespace() + '"').distinct().forEach(
			text::append);
		text.append(">\n");
		properties.forEach((name, value) -> text.append('<').append(name).append('>').append(escape(value)).append("</").append(
			name).append(">\n"));
		return text.append("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>").toString();
	}

	// -- Helper methods --

	private static Document document(String packet) {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
			factory.setNamespaceAware(true);
			factory.setExpandEntityReferences(false);
			// NB: without a document type there are no entities, neither those that grow nor those that lie elsewhere.
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			DocumentBuilder builder = factory.newDocumentBuilder();
			builder.setErrorHandler(new Silence());
			return builder.parse(new InputSource(new StringReader(packet)));
		}
		catch (ParserConfigurationException | SAXException | IOException e) {
			return null;
		}
	}

	/** A property as an element or as an attribute; null where it is neither. */
	private static String value(Node description, XmpName name) {
		Node attribute = description.getAttributes().getNamedItemNS(name.namespace(), name.name());
		if (attribute != null) return attribute.getNodeValue();
		for (Node child = description.getFirstChild(); child != null; child = child.getNextSibling())
			if (name.namespace().equals(child.getNamespaceURI()) && name.name().equals(child.getLocalName())) return child
				.getTextContent();
		return null;
	}

	private static String escape(String value) {
		StringBuilder text = new StringBuilder();
		value.codePoints().forEach(c -> {
			if (c == '&') text.append("&amp;");
			else if (c == '<') text.append("&lt;");
			else if (c == '>') text.append("&gt;");
			else text.appendCodePoint(isXml(c) ? c : '?');
		});
		return text.toString();
	}

	private static boolean isXml(int c) {
		return c == '\t' || c == '\n' || c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000;
	}

	/** Packets of other programs may be damaged, which is nothing to talk about. */
	private static final class Silence implements ErrorHandler {

		@Override
		public void warning(SAXParseException e) {
			// NB: it can be read.
		}

		@Override
		public void error(SAXParseException e) {
			// NB: it can be read.
		}

		@Override
		public void fatalError(SAXParseException e) throws SAXException {
			throw e;
		}
	}
}
