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

import ij.ImagePlus;

import java.nio.charset.StandardCharsets;

import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/** Writes into PNG files what an image was generated with, under the keyword that viewers of such images look for. */
final class PngText {

	private static final String FORMAT = "javax_imageio_png_1.0";

	private static final String KEYWORD = "parameters";

	private PngText() {
		// NB: one chunk.
	}

	/** Adds the text to a PNG file's metadata, if the image was generated. */
	static IIOMetadata metadata(ImagePlus image, IIOMetadata metadata) throws IIOInvalidTreeException {
		GenerationInfo info = GenerationInfo.of(image).orElse(null);
		if (info == null) return metadata;
		String text = info.parameters(image.getWidth(), image.getHeight());
		// NB: a tEXt chunk holds Latin-1 only; readers know the other kind, too.
		boolean latin = StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
		IIOMetadataNode entry = new IIOMetadataNode(latin ? "tEXtEntry" : "iTXtEntry");
		entry.setAttribute("keyword", KEYWORD);
		entry.setAttribute(latin ? "value" : "text", text);
		if (!latin) {
			entry.setAttribute("compressionFlag", "FALSE");
			entry.setAttribute("compressionMethod", "0");
			entry.setAttribute("languageTag", "");
			entry.setAttribute("translatedKeyword", "");
		}
		IIOMetadataNode chunk = new IIOMetadataNode(latin ? "tEXt" : "iTXt");
		chunk.appendChild(entry);
		IIOMetadataNode root = new IIOMetadataNode(FORMAT);
		root.appendChild(chunk);
		metadata.mergeTree(FORMAT, root);
		return metadata;
	}
}
