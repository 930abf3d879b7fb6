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
package sc.fiji.img2img.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Preset;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.grid.Grid;
import sc.fiji.img2img.lora.LoraRequest;

/** A field for each setting, made from its declaration. Belongs to the event thread. */
final class SettingFields {

	private static final int WIDE = 38;

	private static final int NARROW = 12;

	private static final double STEP = 0.01;

	/** Axes that say how others are written. */
	private static final List<String> AXES = List.of(Grid.ROWS, Grid.COLUMNS, "strength=0.3:0.9:4", "seed=1,2,3,4",
		"guidance=1,3,5,7.5", "steps=10,20,40", "scheduler=Euler a,DPM++ 2M Karras,UniPC", "prompt=WORD->OTHER");

	private final Map<Setting<?>, FormField> fields = new LinkedHashMap<>();

	private final ListField models;

	private final ListField loras;

	private final ListField prompts = new ListField(List.of(), null, true, WIDE);

	/** What holds where the user says nothing. */
	private Img2ImgSettings standards;

	/**
	 * Fields that hold settings.
	 *
	 * @param standards what holds where nothing is set; none of them is set
	 */
	SettingFields(List<Setting<?>> known, Img2ImgSettings settings, Img2ImgSettings standards) {
		this.standards = standards;
		models = new ListField(ModelChoice.finder().names(), ModelChoice.usual(), true, WIDE);
		loras = new ListField(List.of(), "(none)", true, WIDE);
		for (Setting<?> setting : known) {
			FormField field = field(setting);
			field.explain(Html.toolTip(setting.help()));
			fields.put(setting, field);
		}
		for (Setting<?> setting : known)
			fields.get(setting).set((settings.isSet(setting) ? settings : standards).get(setting).toString());
	}

	/** The field of a setting. */
	FormField of(Setting<?> setting) {
		return fields.get(setting);
	}

	/** Whether there is one. */
	boolean has(Setting<?> setting) {
		return fields.containsKey(setting);
	}

	/** Whether a field wants a row for itself. */
	static boolean isWide(Setting<?> setting) {
		return setting.isText() && setting.choices().isEmpty();
	}

	/** Has the action run after each change. */
	void listen(Runnable action) {
		fields.values().forEach(field -> field.listen(action));
	}

	/**
	 * What the fields hold, with the model's suggestions.
	 *
	 * @throws IllegalArgumentException if a value is not allowed; the message says what is
	 */
	Img2ImgSettings read() {
		return read(standards);
	}

	/** What the user says: like {@link #read}, but nothing is set that holds anyway. */
	Img2ImgSettings given() {
		return read(Img2ImgSettings.defaults());
	}

	/** Whether a field holds what holds anyway. */
	boolean isStandard(Setting<?> setting) {
		return fields.get(setting).text().equals(standards.get(setting).toString());
	}

	/** Has other values hold where the user says nothing. */
	void suggest(Img2ImgSettings others) {
		List<Setting<?>> untouched = fields.keySet().stream().filter(setting -> setting.isSuggestible() && isStandard(setting))
			.collect(Collectors.toList());
		standards = others;
		for (Setting<?> setting : untouched)
			if (!isStandard(setting)) fields.get(setting).set(standards.get(setting).toString());
	}

	/** Sets everything back. */
	void reset() {
		set(standards);
	}

	/** Shows what a preset says, and of the rest that presets may say what holds anyway. */
	void take(Preset preset) {
		Img2ImgSettings said = preset.apply(new ArrayList<>(fields.keySet()), Set.of());
		for (Map.Entry<Setting<?>, FormField> field : fields.entrySet())
			if (Preset.holds(field.getKey())) field.getValue().set((said.isSet(field.getKey()) ? said : standards).get(field.getKey())
				.toString());
	}

	/** Lets all settings be changed but those that something else determines; prompts are changed in part. */
	void enableAllBut(Setting<?>... determined) {
		List<Setting<?>> others = List.of(determined);
		fields.forEach((setting, field) -> field.enable(setting == Img2ImgSettings.PROMPT || !others.contains(setting)));
	}

	/** Offers the LoRAs that are found, and the prompts that the model knows. */
	void offer(ModelFacts facts) {
		loras.offer(facts.loras());
		prompts.offer(facts.prompts());
	}

	private Img2ImgSettings read(Img2ImgSettings base) {
		Img2ImgSettings settings = base;
		for (Map.Entry<Setting<?>, FormField> field : fields.entrySet())
			settings = read(settings, field.getKey(), field.getValue().text());
		return settings;
	}

	private <T> Img2ImgSettings read(Img2ImgSettings settings, Setting<T> setting, String text) {
		T value = setting.parse(text);
		return value.equals(standards.get(setting)) ? settings : settings.with(setting, value);
	}

	private void set(Img2ImgSettings settings) {
		fields.forEach((setting, field) -> field.set(settings.get(setting).toString()));
	}

	private FormField field(Setting<?> setting) {
		if (setting.type() == Boolean.class) return FormField.check(setting.label());
		if (setting == Img2ImgSettings.PROMPT) return prompts;
		if (setting == CommandSettings.MODEL) return PlaceField.either(models).named(ModelChoice::name);
		if (setting == Img2ImgSettings.LORA) return PlaceField.file(loras).named(this::loraName);
		if (setting == Img2ImgSettings.LORAFOLDER) return PlaceField.folder(FormField.line(WIDE));
		if (setting == Img2ImgSettings.VAE || setting == BatchSettings.FILES) return PlaceField.either(FormField.line(WIDE));
		if (setting == BatchSettings.OUT || setting == BatchSettings.MASKS) return PlaceField
			.folder(FormField.line(WIDE));
		if (setting == CommandSettings.OUTPUT || setting == BatchSettings.LOG) return PlaceField.newFile(FormField.line(WIDE));
		if (setting == CommandSettings.ROWS || setting == CommandSettings.COLUMNS) return new ListField(AXES, null, true, WIDE);
		if (setting.slider() != null) return FormField.slider(setting.slider()[0], setting.slider()[1], STEP);
		if (!setting.choices().isEmpty()) return new ListField(new ArrayList<>(setting.choices()), null,
			setting.isTyped(), NARROW);
		return FormField.line(isWide(setting) ? WIDE : NARROW);
	}

	private String loraName(String path) {
		return LoraChoice.named(read().with(Img2ImgSettings.LORA, LoraRequest.quoted(path)));
	}
}
