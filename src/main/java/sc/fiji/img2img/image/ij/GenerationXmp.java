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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import sc.fiji.img2img.xmp.XmpFile;
import sc.fiji.img2img.xmp.XmpName;
import sc.fiji.img2img.xmp.XmpPacket;

/**
 * Marks image files as made by a model, in the terms of the IPTC's digital source types that photo archives, search engines
 * and networks read, and keeps what they were generated with: in PNG, JPEG and TIFF alike.
 */
public final class GenerationXmp {

	/** What a model made all over. */
	public static final String TRAINED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

	/** What a model made in part, beside what was there before. */
	public static final String COMPOSITE =
		"http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";

	static final XmpName SOURCE_TYPE = XmpName.of("http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "Iptc4xmpExt",
		"DigitalSourceType");

	static final XmpName CREATOR = XmpName.of("http://ns.adobe.com/xap/1.0/", "xmp", "CreatorTool");

	private static final XmpName GENERATION = XmpName.of("https://github.com/fiji/Img2Img/xmp/1.0/", "img2img", "Generation");

	/** The property of an image that is put together from generated ones and others. */
	private static final String COMPOSITION = "sc.fiji.img2img.composition";

	private GenerationXmp() {
		// NB: images to packets, and back.
	}

	/** Marks an image that shows generated ones among others, such as a montage of them. */
	public static void markComposition(ImagePlus image) {
		image.setProperty(COMPOSITION, true);
	}

	/** Whether an image is marked so. */
	static boolean isComposition(ImagePlus image) {
		return image.getProperty(COMPOSITION) != null;
	}

	/**
	 * What a file was generated with, but for values that are too long for it, and masks.
	 *
	 * @return empty if it says nothing of that
	 * @throws IOException if it cannot be read
	 */
	public static Optional<GenerationInfo> read(Path file) throws IOException {
		return XmpFile.read(file).flatMap(packet -> XmpPacket.parse(packet, GENERATION).get(GENERATION)).flatMap(
			GenerationInfo::parse);
	}

	/**
	 * The packet for an image's file.
	 *
	 * @param capacity in bytes; the longest values are left out as far as necessary
	 * @return empty if the image was not generated
	 */
	static Optional<String> packet(ImagePlus image, int capacity) {
		GenerationInfo info = GenerationInfo.of(image).orElse(null);
		if (info == null) return isComposition(image) ? Optional.of(XmpPacket.empty().with(SOURCE_TYPE, COMPOSITE).with(CREATOR,
			"Img2Img").toString()) : Optional.empty();
		Map<String, String> values = new LinkedHashMap<>(info.values());
		values.remove(GenerationInfo.MASK);
		String packet = packet(values);
		while (packet.getBytes(StandardCharsets.UTF_8).length > capacity) {
			values.remove(values.keySet().stream().max(Comparator.comparing(key -> values.get(key).length())).get());
			packet = packet(values);
		}
		return Optional.of(packet);
	}

	private static String packet(Map<String, String> values) {
		GenerationInfo info = GenerationInfo.of(values);
		XmpPacket packet = XmpPacket.empty();
		if (!info.isUnchanged()) packet = packet.with(SOURCE_TYPE, info.isLimited() ? COMPOSITE : TRAINED);
		return packet.with(CREATOR, ("Img2Img " + values.getOrDefault("version", "")).trim()).with(GENERATION, info.toString())
			.toString();
	}
}
