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
package sc.fiji.img2img.grid;

import java.awt.Color;

/**
 * Colours of lines that people with any colour vision tell apart.
 * <p>
 * Amounts take them in order from viridis (van der Walt and Smith 2015) without its light end, names from the eight of Okabe
 * and Ito 2008.
 * </p>
 */
final class Palette {

	private static final int[] VIRIDIS = { 0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58,
		0xb5de2b };

	private static final int[] OKABE_ITO = { 0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0x000000 };

	private Palette() {
		// NB: colours only.
	}

	/** The colour of a value of an axis. */
	static Color of(Axis axis, int index) {
		if (!axis.isNumeric() && axis.size() <= OKABE_ITO.length) return new Color(OKABE_ITO[index]);
		double place = axis.size() == 1 ? 0 : (VIRIDIS.length - 1.5) * index / (axis.size() - 1);
		int lower = (int) place;
		return mix(new Color(VIRIDIS[lower]), new Color(VIRIDIS[lower + 1]), place - lower);
	}

	private static Color mix(Color first, Color second, double share) {
		return new Color(mix(first.getRed(), second.getRed(), share), mix(first.getGreen(), second.getGreen(), share), mix(first
			.getBlue(), second.getBlue(), share));
	}

	private static int mix(int first, int second, double share) {
		return (int) Math.round(first + share * (second - first));
	}
}
