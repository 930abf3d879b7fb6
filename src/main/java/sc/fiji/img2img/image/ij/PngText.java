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
