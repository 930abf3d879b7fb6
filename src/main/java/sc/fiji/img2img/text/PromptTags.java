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
package sc.fiji.img2img.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.img2img.io.Excerpt;

/**
 * The tags in a prompt, {@code <kind:content>} as in AUTOMATIC1111, which are taken out before the prompt is encoded.
 * <p>
 * Kinds are known in any case and with blanks around them. What looks like a tag but is none is refused, since it would
 * be encoded as words, and change the picture in a way that nobody meant. Immutable.
 * </p>
 */
public final class PromptTags {

	/** Other programs have a kind of tag for each kind of file; here the file itself says what it is. */
	private static final Set<String> LORAS = Set.of("lora", "lyco", "lycoris", "locon", "loha", "lokr", "dora");

	private static final String KNOWN = "(?i:lora|lyco|lycoris|locon|loha|lokr|dora|hypernet|hypernetwork)";

	private static final Pattern TAG = Pattern.compile("<\\s*+([\\w-]++)\\s*+:([^<>]*+)>",
		Pattern.UNICODE_CHARACTER_CLASS);

	private static final Pattern BROKEN = Pattern.compile("<\\s*+" + KNOWN + "(?![\\w-])[^<>]{0,60}+>?",
		Pattern.UNICODE_CHARACTER_CLASS);

	private static final Pattern BARE = Pattern.compile("(?<![\\w-])" + KNOWN +
		"\\s?:[^\\s<>:,;()\\[\\]]{1,200}+(?:\\s*+>|:\\s?[+-]?[.0-9][^\\s<>,;()\\[\\]]{0,40}+>?)",
		Pattern.UNICODE_CHARACTER_CLASS);

	/** From the full-width form of a character to the usual one. */
	private static final int FULL_WIDTH = 0xfee0;

	private final List<String> loras = new ArrayList<>();

	private final StringBuilder rest = new StringBuilder();

	private PromptTags(String title, String prompt) {
		Matcher tags = TAG.matcher(fold(prompt));
		int from = 0;
		while (tags.find()) {
			String kind = tags.group(1).toLowerCase(Locale.ROOT);
			// NB: "a < b: c > d" is no tag.
			if (!LORAS.contains(kind) && !prompt.startsWith(tags.group(1) + ":", tags.start() + 1)) continue;
			if (!LORAS.contains(kind)) throw new IllegalArgumentException(title + " has the tag \"" + Excerpt.of(prompt
				.substring(tags.start(), tags.end())) + "\", but " + (kind.startsWith("hypernet")
					? "hypernetworks are not supported; only <lora:NAME:WEIGHT> is"
					: "of tags only <lora:NAME:WEIGHT> is known; with literal, it is taken as text") + ".");
			loras.add(prompt.substring(tags.start(2), tags.end(2)).trim());
			rest.append(prompt, from, tags.start());
			from = tags.end();
		}
		rest.append(prompt, from, prompt.length());
		refuseBroken(title, rest.toString());
	}

	/**
	 * Finds the tags in a prompt.
	 *
	 * @throws IllegalArgumentException if there is a tag of another kind, or one that is not complete
	 */
	public static PromptTags of(String prompt) {
		return of("The prompt", prompt);
	}

	/** Like {@link #of(String)}, of a prompt that messages call otherwise. */
	public static PromptTags of(String title, String prompt) {
		return new PromptTags(title, prompt);
	}

	/** What the tags of LoRAs hold, in their order: "style:0.8". */
	public List<String> loras() {
		return Collections.unmodifiableList(loras);
	}

	/** The prompt without the tags. */
	public String rest() {
		return rest.toString();
	}

	// -- Helper methods --

	private static void refuseBroken(String title, String text) {
		String folded = fold(text);
		Matcher broken = BROKEN.matcher(folded);
		if (broken.find()) throw new IllegalArgumentException(title + " has \"" + Excerpt.of(text.substring(broken.start(),
			broken.end())) + "\", which is no complete tag; a LoRA is asked for as <lora:NAME:WEIGHT>.");
		Matcher bare = BARE.matcher(folded);
		if (bare.find()) throw new IllegalArgumentException(title + " has \"" + Excerpt.of(text.substring(bare.start(), bare
			.end())) + "\" without the angle brackets of a tag; a LoRA is asked for as <lora:NAME:WEIGHT>.");
	}

	/** The same text, character by character, with the usual forms of full-width and small ones. */
	private static String fold(String text) {
		StringBuilder folded = new StringBuilder(text);
		for (int i = 0; i < folded.length(); i++) {
			char c = folded.charAt(i);
			if (c > '!' + FULL_WIDTH && c <= '~' + FULL_WIDTH) folded.setCharAt(i, (char) (c - FULL_WIDTH));
			else if (c == '\ufe64') folded.setCharAt(i, '<');
			else if (c == '\ufe65') folded.setCharAt(i, '>');
			else if (c == '\ufe55') folded.setCharAt(i, ':');
		}
		return folded.toString();
	}
}
