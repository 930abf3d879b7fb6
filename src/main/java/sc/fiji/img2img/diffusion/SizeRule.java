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
package sc.fiji.img2img.diffusion;

/** Which sizes a network takes: multiples of a number, or one size only. Immutable. */
public final class SizeRule {

	private final int multiple;

	private final int height;

	private final int width;

	private SizeRule(int multiple, int height, int width) {
		this.multiple = multiple;
		this.height = height;
		this.width = width;
	}

	/** Any size whose height and width are multiples of a number, at least 1. */
	public static SizeRule multiplesOf(int number) {
		return of(number, -1, -1);
	}

	/**
	 * Multiples of a number, or one size.
	 *
	 * @param height the only one; 0 or less for any
	 * @param width the only one; 0 or less for any
	 */
	public static SizeRule of(int multiple, long height, long width) {
		return new SizeRule(multiple, (int) Math.max(-1, height), (int) Math.max(-1, width));
	}

	/** The rule in units that are smaller by a factor: in pixels where this is in places of a latent. */
	public SizeRule times(int factor) {
		return of(multiple * factor, height > 0 ? height * factor : -1, width > 0 ? width * factor : -1);
	}

	/** This rule, and the only size of another where this leaves it open. */
	public SizeRule or(SizeRule other) {
		return of(multiple, height > 0 ? height : other.height, width > 0 ? width : other.width);
	}

	/** The number that height and width must be divisible by. */
	public int multiple() {
		return multiple;
	}

	/** The only height; -1 if any will do. */
	public int height() {
		return height;
	}

	/** The only width; -1 if any will do. */
	public int width() {
		return width;
	}
}
