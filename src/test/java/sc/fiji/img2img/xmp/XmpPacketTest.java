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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Packets come back as they were written, and those of other programs are read or left alone. */
class XmpPacketTest {

	private static final XmpName TITLE = XmpName.of("urn:a", "a", "Title");

	private static final XmpName TEXT = XmpName.of("urn:a", "a", "Text");

	@Test
	void valuesComeBack() {
		String text = "a < b && c > \"d\"\n\tsecond line, \u7d30\u80de \ud83d\udd2c";
		XmpPacket read = XmpPacket.parse(XmpPacket.empty().with(TITLE, "x").with(TEXT, text).toString(), TITLE, TEXT);
		assertEquals("x", read.get(TITLE).get());
		assertEquals(text, read.get(TEXT).get());
	}

	@Test
	void charactersThatXmlCannotHaveBecomeQuestionMarks() {
		String packet = XmpPacket.empty().with(TEXT, "a\u0000b\u001bc\ud800d\uffff").toString();
		assertEquals("a?b?c?d?", XmpPacket.parse(packet, TEXT).get(TEXT).get());
	}

	@Test
	void propertiesMayBeAttributes() {
		String packet = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>" +
			"<r:Description z:Text='b' xmlns:z='urn:a'/></r:RDF></x:xmpmeta>";
		assertEquals("b", XmpPacket.parse(packet, TEXT).get(TEXT).get());
	}

	@Test
	void whatIsNoXmlSaysNothing() {
		for (String packet : new String[] { "", "<a", "\u0000", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>" })
			assertFalse(XmpPacket.parse(packet, TEXT).get(TEXT).isPresent(), packet);
	}

	@Test
	void packetsAreFoundByTheirFrame() {
		String packet = XmpPacket.empty().with(TEXT, "b").toString();
		assertTrue(packet.startsWith("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"), packet);
		assertTrue(packet.endsWith("<?xpacket end=\"r\"?>"), packet);
	}
}
