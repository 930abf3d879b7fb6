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

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;

/**
 * One direction of a grid: a setting and the values that it has along the way.
 * <p>
 * Immutable.
 * </p>
 */
public final class Axis {

	private final Setting<?> setting;

	/** The text in the prompt that the values replace; null where the values are the setting's own. */
	private final String searched;

	private final List<String> values;

	Axis(Setting<?> setting, String searched, List<String> values) {
		this.setting = setting;
		this.searched = searched;
		this.values = Collections.unmodifiableList(new ArrayList<>(values));
	}

	/**
	 * Reads an axis: {@code strength=0.65:0.95:4} (from, to, count), {@code scheduler=Euler,DDIM} or, for texts within the
	 * prompt, {@code prompt=cells->nuclei->dots}, whose first cell keeps the word.
	 *
	 * @throws IllegalArgumentException if it is none; the message says what it should be
	 */
	public static Axis parse(String text) {
		return AxisReader.read(text);
	}

	/** What changes. */
	public Setting<?> setting() {
		return setting;
	}

	/** How many values there are, at least 1. */
	public int size() {
		return values.size();
	}

	/** The name in labels and tables. */
	public String name() {
		if (setting == Img2ImgSettings.LORAWEIGHT) return "lora";
		return setting == Img2ImgSettings.LORA ? "lorafile" : setting.key();
	}

	/** The name for people. */
	public String title() {
		return setting.label();
	}

	/** A value in words, as short as can be. */
	public String value(int index) {
		String value = values.get(index);
		if (setting == Img2ImgSettings.LORA) value = value.replaceAll("[^;]*[/\\\\]", "").replace(".safetensors", "");
		return value.isEmpty() ? "none" : value;
	}

	/** A value as it stands beside the others in pictures: amounts with as many decimals as the longest has. */
	public String aligned(int index) {
		if (setting.type() != Double.class) return value(index);
		int decimals = values.stream().mapToInt(value -> Math.max(0, new BigDecimal(value).scale())).max().orElse(0);
		return new BigDecimal(values.get(index)).setScale(decimals).toPlainString();
	}

	/** A value with the setting's name: {@code strength=0.65}. */
	public String label(int index) {
		return name() + "=" + value(index);
	}

	/** Whether its values are amounts, whose distances mean something. */
	public boolean isNumeric() {
		return Number.class.isAssignableFrom(setting.type()) && setting != Img2ImgSettings.SEED;
	}

	/** A value as a place on a scale: the amount, or the number of the value where they are none. */
	public double place(int index) {
		return isNumeric() ? Double.parseDouble(values.get(index)) : index;
	}

	/** The index of an amount; -1 if it is not among the values. */
	int indexOf(double amount) {
		for (int i = 0; i < size(); i++)
			if (isNumeric() && new BigDecimal(values.get(i)).compareTo(BigDecimal.valueOf(amount)) == 0) return i;
		return -1;
	}

	/**
	 * Settings with a value of this axis.
	 *
	 * @throws IllegalArgumentException if the prompt does not have the text to be replaced
	 */
	public Img2ImgSettings apply(Img2ImgSettings settings, int index) {
		if (searched == null) return settings.parse(setting, values.get(index));
		String prompt = settings.get(Img2ImgSettings.PROMPT);
		if (!prompt.contains(searched)) throw new IllegalArgumentException("The axis prompt is to replace \"" + searched +
			"\", but the prompt \"" + prompt + "\" does not have it.");
		return settings.with(Img2ImgSettings.PROMPT, prompt.replace(searched, values.get(index)));
	}

	/** The axis in the form that {@link #parse} reads, but for spans. */
	@Override
	public String toString() {
		return setting.key() + "=" + String.join(searched == null ? "," : "->", values);
	}
}
