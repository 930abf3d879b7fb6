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

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.lora.LoraRequest;

/**
 * Two settings that are varied together: one from row to row, one from column to column.
 * <p>
 * Immutable.
 * </p>
 */
public final class Grid {

	/** The rows that are meant where none are given. */
	public static final String ROWS = "strength=0.65:0.95:4";

	/** The columns that are meant where none are given. */
	public static final String COLUMNS = "loraweight=0.5:1:6";

	private final Axis rows;

	private final Axis columns;

	private Grid(Axis rows, Axis columns) {
		this.rows = rows;
		this.columns = columns;
		if (rows.setting() == columns.setting()) throw new IllegalArgumentException("Both axes of the grid are " + rows
			.setting().key() + "; rows and columns should be two settings.");
	}

	/** A grid of two axes of different settings. */
	public static Grid of(Axis rows, Axis columns) {
		return new Grid(rows, columns);
	}

	/**
	 * A grid of two axes as texts.
	 *
	 * @param rows empty for {@link #ROWS}
	 * @param columns empty for {@link #COLUMNS}
	 * @throws IllegalArgumentException if one of them is no axis; the message says why
	 */
	public static Grid parse(String rows, String columns) {
		return of(Axis.parse(rows.isBlank() ? ROWS : rows), Axis.parse(columns.isBlank() ? COLUMNS : columns));
	}

	/**
	 * A grid of two axes in one text, with a blank in between: {@code strength=0.65:0.95:4 lora=0.5:1:6}; empty for the usual
	 * one.
	 *
	 * @throws IllegalArgumentException if it is none; the message says why
	 */
	public static Grid parse(String axes) {
		if (axes.isBlank()) return parse("", "");
		String keys = AxisReader.settings().stream().map(Setting::key).map(Pattern::quote).collect(Collectors.joining("|"));
		String[] parts = axes.trim().split("\\s+(?=(?:" + keys + ")=)");
		for (String part : axes.trim().split("\\s+(?=\\p{L}[\\p{L}_]*=)"))
			if (parts.length < 2) AxisReader.checkKey(part);
		if (parts.length != 2) throw new IllegalArgumentException("A grid should have two axes, rows and columns, as in \"" +
			"strength=0.65:0.95:4 lora=0.5:1:6\", but \"" + axes + "\" has " + parts.length +
			"; an axis may have a single value.");
		return parse(parts[0], parts[1]);
	}

	/** The axis from row to row. */
	public Axis rows() {
		return rows;
	}

	/** The axis from column to column. */
	public Axis columns() {
		return columns;
	}

	/** How many cells there are. */
	public int size() {
		return rows.size() * columns.size();
	}

	/** A cell's settings with their names: {@code strength=0.65 lora=0.5}. */
	public String label(int row, int column) {
		return rows.label(row) + " " + columns.label(column);
	}

	/** The settings of a cell, from those that all have in common. */
	public Img2ImgSettings settings(Img2ImgSettings common, int row, int column) {
		return columns.apply(rows.apply(common, row), column);
	}

	/** Whether LoRA weights are an axis. */
	boolean hasWeights() {
		return weights() != null;
	}

	/** The axis of LoRA weights; null if none is. */
	Axis weights() {
		if (columns.setting() == Img2ImgSettings.LORAWEIGHT) return columns;
		return rows.setting() == Img2ImgSettings.LORAWEIGHT ? rows : null;
	}

	/** The axis along which similarities are followed: the one that is not of LoRA weights, or else that of the rows. */
	Axis course() {
		return weights() == rows ? columns : rows;
	}

	/** Where a cell lies on the {@link #course}. */
	int onCourse(int row, int column) {
		return weights() == columns ? row : column;
	}

	/** The settings of all cells, row by row. */
	List<Img2ImgSettings> cells(Img2ImgSettings common) {
		List<Img2ImgSettings> cells = new ArrayList<>();
		for (int row = 0; row < rows.size(); row++)
			for (int column = 0; column < columns.size(); column++)
				cells.add(settings(common, row, column));
		return cells;
	}

	/**
	 * Returns if settings can be varied in this way.
	 *
	 * @throws IllegalArgumentException if they cannot; the message says why
	 */
	public void check(Img2ImgSettings common) {
		if (common.get(Img2ImgSettings.VARIATIONS) != 1) throw new IllegalArgumentException("variations should be 1 in a " +
			"grid, but is " + common.get(Img2ImgSettings.VARIATIONS) + "; make the seed an axis, such as seed=1,2,3.");
		List<Img2ImgSettings> cells = cells(common);
		cells.forEach(Img2ImgSettings::check);
		if (hasWeights() && cells.stream().noneMatch(Grid::hasLora)) throw new IllegalArgumentException(
			"There is no LoRA, whose weight the grid could vary; name one as lora, or give the grid another axis, such as " +
				"guidance=3,5,7.5.");
		if (hasWeights() && cells.stream().noneMatch(Grid::followsWeight)) throw new IllegalArgumentException(
			"Every LoRA in \"" + common.get(Img2ImgSettings.LORA) +
				"\" has a weight of its own, which the grid's axis loraweight does not change; leave it out.");
	}

	/** Like {@link #check}, as far as it can be told before there is a model, which may suggest a prompt. */
	public void checkWithoutModel(Img2ImgSettings common) {
		boolean replaces = rows.setting() == Img2ImgSettings.PROMPT || columns.setting() == Img2ImgSettings.PROMPT;
		if (!replaces || common.isSet(Img2ImgSettings.PROMPT)) check(common);
	}

	private static boolean hasLora(Img2ImgSettings settings) {
		return !LoraRequest.list(settings.get(Img2ImgSettings.LORA), 1).isEmpty();
	}

	private static boolean followsWeight(Img2ImgSettings settings) {
		String lora = settings.get(Img2ImgSettings.LORA);
		List<LoraRequest> low = LoraRequest.list(lora, 1);
		List<LoraRequest> high = LoraRequest.list(lora, 2);
		for (int i = 0; i < low.size(); i++)
			if (low.get(i).unet() != high.get(i).unet() || low.get(i).text() != high.get(i).text()) return true;
		return false;
	}

	/** The two axes with a blank in between. */
	@Override
	public String toString() {
		return rows + " " + columns;
	}
}
