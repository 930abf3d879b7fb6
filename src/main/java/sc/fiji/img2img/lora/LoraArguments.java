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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.img2img.io.Excerpt;
import sc.fiji.img2img.text.NumberText;

/** What stands behind the name in a request for a LoRA, read from the end. Belongs to one request. */
final class LoraArguments {

	private static final double LIMIT = 100;

	private static final Pattern NAMED = Pattern.compile("([A-Za-z_]+)\\s*=(.*)", Pattern.DOTALL);

	/** Block weights by name or as a list, as a widespread extension of AUTOMATIC1111's program has them. */
	private static final Pattern PRESET = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

	private static final Pattern LIST = Pattern.compile("[-+.0-9A-Za-z,]+");

	private final String request;

	private double unet = Double.NaN;

	private double text = Double.NaN;

	/** The weights without a name; of two, the first is the text encoders'. */
	private final List<Double> unnamed = new ArrayList<>();

	/** @param request all of it, for messages */
	LoraArguments(String request) {
		this.request = request;
	}

	/** Takes in the arguments at the end of a text, and returns what is left of it. */
	String takeFrom(String name) {
		String rest = name;
		for (int colon = colon(rest); colon > 0; colon = colon(rest)) {
			String argument = rest.substring(colon + 1).trim();
			String before = rest.substring(0, colon).trim();
			if (!isArgument(argument) && !isBlocks(argument, before)) break;
			take(argument);
			rest = before;
		}
		return rest;
	}

	/** The weight in the UNet. */
	double unet(double defaultValue) {
		// NB: a weight that is not given follows the other.
		if (!Double.isNaN(unet)) return unet;
		return unnamed.size() > 1 ? unnamed.get(1) : text(defaultValue);
	}

	/** The weight in the text encoders. */
	double text(double defaultValue) {
		if (!Double.isNaN(text)) return text;
		if (!unnamed.isEmpty()) return unnamed.get(0);
		return Double.isNaN(unet) ? defaultValue : unet;
	}

	// -- Helper methods --

	/** NB: colons of Windows' drives are followed by what is no argument; full-width ones are part of Chinese names. */
	private static int colon(String text) {
		int colon = text.lastIndexOf(':');
		int wide = text.lastIndexOf('\uff1a');
		return wide > colon && isArgument(text.substring(wide + 1).trim()) ? wide : colon;
	}

	private static boolean isArgument(String text) {
		return text.isEmpty() || NumberText.isMeant(text) || NAMED.matcher(text).matches();
	}

	private static boolean isBlocks(String text, String before) {
		boolean blocks = PRESET.matcher(text).matches() || isList(text);
		return blocks && colon(before) > 0 && NumberText.isMeant(before.substring(colon(before) + 1));
	}

	private static boolean isList(String text) {
		return text.indexOf(',') != text.lastIndexOf(',') && LIST.matcher(text).matches();
	}

	private void take(String argument) {
		Matcher named = NAMED.matcher(argument);
		if (!named.matches()) {
			if (!isArgument(argument) || isList(argument)) throw refuse("has the block weights \"" +
				Excerpt.of(argument) + "\"");
			unnamed.add(0, number(argument));
			if (unnamed.size() > 2) throw refuse("has a third weight, besides those of the text encoders and the UNet");
			return;
		}
		String key = named.group(1).toLowerCase(Locale.ROOT);
		if (key.equals("te")) text = number(named.group(2).trim());
		else if (key.equals("unet")) unet = number(named.group(2).trim());
		else throw refuse(key.equals("lbw") ? "has block weights (lbw)" : "has the option \"" + Excerpt.of(key) + "\"");
	}

	private IllegalArgumentException refuse(String what) {
		return new IllegalArgumentException("The LoRA in \"" + Excerpt.of(request) + "\" " + what +
			", which is not supported; it can have a weight, as in NAME:0.8, or one for the text encoders and one for the UNet, " +
			"as in NAME:0.5:0.8.");
	}

	private double number(String text) {
		double value = NumberText.read(text);
		if (!(Math.abs(value) <= LIMIT)) throw new IllegalArgumentException("The weight of the LoRA in \"" + Excerpt.of(
			request) + "\" should be a number from -100 to 100, but is \"" + Excerpt.of(text) + "\"." + NumberText.hint(text));
		return value;
	}
}
