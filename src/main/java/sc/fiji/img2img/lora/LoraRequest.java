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

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.io.Excerpt;

/**
 * A LoRA as users ask for it, by name or path, with its weights: {@code style}, {@code style.safetensors:0.8},
 * {@code style:0.5:0.8} or {@code style:te=0.5:unet=0.8}.
 * <p>
 * One weight is for all networks; of two the first is for the text encoders and the second for the UNet, as in
 * AUTOMATIC1111's prompts. Weights are split off from the end, since paths may have colons, too: those of Windows do. A name
 * in quotes is taken as it is. Immutable.
 * </p>
 */
public final class LoraRequest {

	private static final int MOST_CHARACTERS = 10_000;

	private static final char QUOTE = '"';

	private final String name;

	private final double unet;

	private final double text;

	private LoraRequest(String name, double unet, double text) {
		this.name = name;
		this.unet = unet;
		this.text = text;
	}

	/**
	 * Reads requests that are separated by semicolons.
	 *
	 * @param weight of those that have none of their own
	 * @throws IllegalArgumentException if a weight is not between -100 and 100, or there is another option than weights
	 */
	public static List<LoraRequest> list(String requests, double weight) {
		if (requests.length() > MOST_CHARACTERS) throw new IllegalArgumentException("lora should have at most " +
			MOST_CHARACTERS + " characters, but has " + requests.length() + ".");
		List<LoraRequest> list = new ArrayList<>();
		for (String request : split(requests))
			if (!request.isBlank()) list.add(of(request.trim(), weight));
		return list;
	}

	/**
	 * Reads one request.
	 *
	 * @param defaultValue the weight if it has none of its own
	 */
	static LoraRequest of(String request, double defaultValue) {
		LoraArguments arguments = new LoraArguments(request);
		int end = request.indexOf(QUOTE, 1);
		boolean quoted = request.charAt(0) == QUOTE && end > 0;
		String name = quoted ? request.substring(1, end) : arguments.takeFrom(request);
		String rest = quoted ? arguments.takeFrom(request.substring(0, 1) + request.substring(end + 1)) : "";
		if (rest.length() > 1) throw new IllegalArgumentException("The LoRA in " + Excerpt.of(request) +
			" should have its weight behind the quotes, as in \"NAME\":0.8.");
		return new LoraRequest(name, arguments.unet(defaultValue), arguments.text(defaultValue));
	}

	/** A request for a file by a name or path that is not to be taken apart: in quotes, where it would be. */
	public static String quoted(String name) {
		return isPlain(name) ? name : QUOTE + name + QUOTE;
	}

	/** A request in which a path that holds a semicolon is in quotes, if there is such a file; unchanged otherwise. */
	public static String keepTogether(String request) {
		if (request.indexOf(';') < 0 || request.indexOf(QUOTE) >= 0) return request;
		String name = new LoraArguments(request).takeFrom(request.trim());
		return LoraFolders.isFile(name) ? QUOTE + name + QUOTE + request.trim().substring(name.length()) : request;
	}

	/** Opens the file that is meant, which was made for Stable Diffusion or one of its relatives. */
	public Lora open(LoraFolders folders) throws IOException {
		return open(folders, new StableDiffusionNames());
	}

	/**
	 * Opens the file that is meant.
	 *
	 * @param names what files for the model's family call its modules
	 * @throws IOException if there is none, or it is no LoRA
	 */
	public Lora open(LoraFolders folders, LoraNames names) throws IOException {
		return Lora.of(LoraFile.open(find(folders), names), unet, text);
	}

	/**
	 * The file that is meant.
	 *
	 * @throws IOException if there is none
	 */
	public Path find(LoraFolders folders) throws IOException {
		try {
			return folders.find(name);
		}
		catch (IOException e) {
			throw misspelled(folders, e);
		}
	}

	/** Whether a request for a name means a file of that name and no weight: "a;b" are two, and "a:2" has a weight. */
	static boolean isPlain(String name) {
		try {
			return !name.isEmpty() && name.equals(name.trim()) && name.indexOf(';') < 0 && of(name, 1).name.equals(name);
		}
		catch (IllegalArgumentException e) {
			return false;
		}
	}

	/** The request as prompts have it, the file by its name alone. */
	public String tag() {
		String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).replaceFirst(
			"(?i)\\.safetensors$", "");
		return "<lora:" + file + ":" + (text == unet ? "" : text + ":") + unet + ">";
	}

	/** The name or path. */
	public String name() {
		return name;
	}

	/** The weight in the UNet. */
	public double unet() {
		return unet;
	}

	/** The weight in the text encoders. */
	public double text() {
		return text;
	}

	// -- Helper methods --

	/** Splits at semicolons outside of quotes; a quote is one at the beginning of a request. */
	private static List<String> split(String requests) {
		List<String> list = new ArrayList<>();
		int from = 0;
		boolean quoted = false;
		for (int i = 0; i < requests.length(); i++) {
			char c = requests.charAt(i);
			if (c == QUOTE) quoted = !quoted && requests.substring(from, i).isBlank() && requests.indexOf(QUOTE, i + 1) > 0;
			if (c != ';' || quoted) continue;
			list.add(requests.substring(from, i));
			from = i + 1;
		}
		list.add(requests.substring(from));
		return list;
	}

	/** What to say where there is no such file: perhaps a weight was meant that is none. */
	private IOException misspelled(LoraFolders folders, IOException missing) {
		int colon = name.lastIndexOf(':');
		if (colon <= 0) return missing;
		String rest = name.substring(colon + 1);
		try {
			folders.find(name.substring(0, colon).trim());
		}
		catch (IOException e) {
			return missing;
		}
		return new IOException("The LoRA \"" + Excerpt.of(name.substring(0, colon)) + "\" should be followed by a weight, " +
			"a number such as 0.8, but is followed by \"" + Excerpt.of(rest) + "\".");
	}
}
