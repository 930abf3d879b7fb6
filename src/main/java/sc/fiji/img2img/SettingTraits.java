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
package sc.fiji.img2img;

import java.util.Set;

/** What is particular about a setting besides its values. Immutable; each method that takes something gives a changed copy. */
final class SettingTraits {

	/** Nothing particular. */
	static final SettingTraits NONE = new SettingTraits(false, false, false, -1, null, Set.of());

	private final boolean suggestible;

	private final boolean sameForAllCells;

	private final boolean typed;

	private final int place;

	private final double[] slider;

	private final Set<String> otherNames;

	private SettingTraits(boolean suggestible, boolean sameForAllCells, boolean typed, int place, double[] slider,
		Set<String> otherNames)
	{
		this.suggestible = suggestible;
		this.sameForAllCells = sameForAllCells;
		this.typed = typed;
		this.place = place;
		this.slider = slider;
		this.otherNames = otherNames;
	}

	SettingTraits suggestible() {
		return new SettingTraits(true, sameForAllCells, typed, place, slider, otherNames);
	}

	SettingTraits sameForAllCells() {
		return new SettingTraits(suggestible, true, typed, place, slider, otherNames);
	}

	SettingTraits typed() {
		return new SettingTraits(suggestible, sameForAllCells, true, place, slider, otherNames);
	}

	SettingTraits shownAt(int newPlace) {
		return new SettingTraits(suggestible, sameForAllCells, typed, newPlace, slider, otherNames);
	}

	SettingTraits slidingOver(double least, double greatest) {
		return new SettingTraits(suggestible, sameForAllCells, typed, place, new double[] { least, greatest }, otherNames);
	}

	SettingTraits alsoCalled(Set<String> names) {
		return new SettingTraits(suggestible, sameForAllCells, typed, place, slider, names);
	}

	/** Whether a model may suggest a value. */
	boolean isSuggestible() {
		return suggestible;
	}

	/** Whether the cells of a grid cannot differ in it. */
	boolean isSameForAllCells() {
		return sameForAllCells;
	}

	/** Whether its choices are examples, and others can be typed. */
	boolean isTyped() {
		return typed;
	}

	/** Where dialogs show it at once; -1 for not at once. */
	int place() {
		return place;
	}

	/** The usual values, from the least to the greatest; null for no slider. */
	double[] slider() {
		return slider == null ? null : slider.clone();
	}

	/** What other programs call it, in lower case letters. */
	Set<String> otherNames() {
		return otherNames;
	}
}
