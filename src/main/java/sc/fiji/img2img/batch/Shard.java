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
package sc.fiji.img2img.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.img2img.io.Excerpt;

/** One of several like shares of the same work, which those who do it need not talk about. Immutable. */
public final class Shard {

	/** All of it. */
	public static final Shard WHOLE = new Shard(1, 1);

	private static final Pattern TEXT = Pattern.compile("\\s*(\\d{1,9})\\s*/\\s*(\\d{1,9})\\s*");

	private final int number;

	private final int count;

	private Shard(int number, int count) {
		this.number = number;
		this.count = count;
	}

	/**
	 * Reads a share as in "2/8", the second of eight.
	 *
	 * @throws IllegalArgumentException if it is none; the message says what it should be
	 */
	public static Shard parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		int number = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
		int count = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
		if (number < 1 || number > count) throw new IllegalArgumentException(
			"shard should be a share and how many there are, from 1/8 to 8/8, but is \"" + Excerpt.of(text) + "\".");
		return new Shard(number, count);
	}

	/** Its elements of a list: every eighth one, beginning with the second, for 2/8. */
	public <T> List<T> of(List<T> all) {
		List<T> some = new ArrayList<>();
		for (int i = number - 1; i < all.size(); i += count)
			some.add(all.get(i));
		return some;
	}

	@Override
	public String toString() {
		return number + "/" + count;
	}
}
