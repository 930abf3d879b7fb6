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
import java.util.stream.Collectors;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Presets;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.grid.Grid;
import sc.fiji.img2img.io.Excerpt;

/** The settings of the menu command: those of every run, and where the model and the result are. */
final class CommandSettings {

	static final String MODEL_LABEL = "Model";

	static final String MODEL_HELP = "The model: its directory, or the name of one in a models folder; empty for the one " +
		"that comes with the program.";

	static final Setting<String> MODEL = Setting.text("model", MODEL_LABEL, "", MODEL_HELP).shownAt(3);

	static final String OUTPUT_LABEL = "Output file";

	static final String OUTPUT_HELP = "A file to write the result to as well: .tif, .png or .jpg; empty for none.";

	static final Setting<String> OUTPUT = Setting.text("output", OUTPUT_LABEL, "", OUTPUT_HELP);

	static final String PREVIEW_LABEL = "Preview";

	static final String PREVIEW_HELP = "Show after each step, in a small window, roughly what the result would be; costs " +
		"little time.";

	static final Setting<Boolean> PREVIEW = Setting.flag("preview", PREVIEW_LABEL, PREVIEW_HELP);

	static final String ROWS_LABEL = "Rows";

	static final String ROWS_HELP = "What changes from row to row: SETTING=FROM:TO:COUNT or SETTING=VALUE,VALUE,..., such " +
		"as strength=0.65:0.95:4. prompt=WORD->OTHER->... replaces a text in the prompt; the first row keeps it.";

	static final Setting<String> ROWS = Setting.text("rows", ROWS_LABEL, Grid.ROWS, ROWS_HELP).shownAt(1);

	static final String COLUMNS_LABEL = "Columns";

	static final String COLUMNS_HELP = "What changes from column to column, in the same form, such as loraweight=0.5:1:6.";

	static final Setting<String> COLUMNS = Setting.text("columns", COLUMNS_LABEL, Grid.COLUMNS, COLUMNS_HELP).shownAt(2);

	static final String NOBASELINES_LABEL = "No baselines";

	static final String NOBASELINES_HELP = "Leave out the runs at LoRA weight 0 that the cells are compared with.";

	static final Setting<Boolean> NOBASELINES = Setting.flag("nobaselines", NOBASELINES_LABEL, NOBASELINES_HELP);

	private static final Map<String, Setting<?>> ALL = declare();

	private static final List<Setting<?>> GRID = declareGrid();

	private CommandSettings() {
		// NB: declarations only.
	}

	/** All settings, the usual ones first. */
	static List<Setting<?>> all() {
		return new ArrayList<>(ALL.values());
	}

	/** The settings of grids: their axes, and those of every run. */
	static List<Setting<?>> grid() {
		return GRID;
	}

	/**
	 * One of the settings.
	 *
	 * @throws IllegalArgumentException if there is none; the message says which there are
	 */
	static Setting<?> find(String key, List<Setting<?>> known) {
		return known.stream().filter(setting -> setting.key().equals(key)).findFirst().orElseThrow(
			() -> new IllegalArgumentException("There is no setting \"" + Excerpt.of(key) + "\"; " + known.stream().filter(
				setting -> setting.isCalled(key)).findFirst().map(setting -> "here that is " + setting.key()).orElseGet(
					() -> "there are " + known.stream().map(Setting::key).collect(Collectors.joining(", "))) + "."));
	}

	/** The settings that texts stand for; what is not given has the value of the preset that is named, or its default. */
	static Img2ImgSettings parse(Map<String, String> texts) {
		return parse(texts, all());
	}

	/** Like {@link #parse(Map)}, where there are other settings. */
	static Img2ImgSettings parse(Map<String, String> texts, List<Setting<?>> known) {
		String preset = texts.getOrDefault(Presets.KEY, "");
		Img2ImgSettings settings = preset.isBlank() ? Img2ImgSettings.defaults() : Presets.find(preset).apply(known, texts
			.keySet());
		for (Map.Entry<String, String> text : texts.entrySet())
			if (!text.getKey().equals(Presets.KEY)) settings = settings.parse(find(text.getKey(), known), text.getValue());
		return settings;
	}

	private static List<Setting<?>> declareGrid() {
		List<Setting<?>> all = new ArrayList<>(List.of(ROWS, COLUMNS));
		all.addAll(ALL.values());
		all.add(NOBASELINES);
		return List.copyOf(all);
	}

	private static Map<String, Setting<?>> declare() {
		Map<String, Setting<?>> all = new LinkedHashMap<>();
		Img2ImgSettings.all().forEach(setting -> all.put(setting.key(), setting));
		all.put(MODEL.key(), MODEL);
		all.put(OUTPUT.key(), OUTPUT);
		all.put(PREVIEW.key(), PREVIEW);
		return all;
	}
}
