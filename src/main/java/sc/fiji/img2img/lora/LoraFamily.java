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
package sc.fiji.img2img.lora;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A family of models that LoRA files are made for, and how they tell: by what their headers state, or by the widths of their
 * tensors. Immutable.
 */
public final class LoraFamily {

	public static final LoraFamily SD1 = of("Stable Diffusion 1.x", 768, header -> begins(header, "sd_v1",
		"sd_1", "stable-diffusion-v1"));

	public static final LoraFamily SD2 = of("Stable Diffusion 2.x", 1024, header -> begins(header, "sd_v2",
		"stable-diffusion-v2") || "true".equalsIgnoreCase(header.get("ss_v2")));

	public static final LoraFamily SDXL = of("Stable Diffusion XL", 2048, header -> version(header).contains("xl"));

	/** What all others are. */
	static final LoraFamily OTHER = of("another kind of model", -1, header -> !version(header).isEmpty());

	/** In the order in which headers are asked. */
	private static final List<LoraFamily> KNOWN = List.of(SDXL, SD2, SD1);

	private final String title;

	private final long width;

	private final Predicate<Map<String, String>> stated;

	private LoraFamily(String title, long width, Predicate<Map<String, String>> stated) {
		this.title = title;
		this.width = width;
		this.stated = stated;
	}

	/**
	 * A family.
	 *
	 * @param title what users call it
	 * @param width how many numbers per token of the prompt its network reads; -1 if that does not tell it
	 * @param stated whether a file's header states that it was made for this family
	 */
	public static LoraFamily of(String title, long width, Predicate<Map<String, String>> stated) {
		return new LoraFamily(title, width, stated);
	}

	/**
	 * What a file's header states: sd-scripts' or the model specification's keys.
	 *
	 * @param more families that are asked besides those that are known
	 * @return null if it states nothing
	 */
	static LoraFamily stated(Map<String, String> header, Set<LoraFamily> more) {
		for (LoraFamily family : KNOWN)
			if (family.stated.test(header)) return family;
		for (LoraFamily family : more)
			if (family.stated.test(header)) return family;
		return OTHER.stated.test(header) ? OTHER : null;
	}

	/** The family whose network reads so many numbers per token; null if there is none. */
	static LoraFamily ofWidth(long width) {
		return KNOWN.stream().filter(family -> family.width == width).findFirst().orElse(null);
	}

	@Override
	public String toString() {
		return title;
	}

	private static boolean begins(Map<String, String> header, String... versions) {
		return Stream.of(versions).anyMatch(version(header)::startsWith);
	}

	private static String version(Map<String, String> header) {
		return header.getOrDefault("ss_base_model_version", header.getOrDefault("modelspec.architecture", "")).toLowerCase(
			Locale.ROOT);
	}
}
