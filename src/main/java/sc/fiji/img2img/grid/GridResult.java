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

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fiji.img2img.Img2ImgResult;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.image.ij.GenerationXmp;

/**
 * What a grid gave: its cells, or those that were done before it ended early, and the pictures that are made of them.
 * <p>
 * Not thread-safe.
 * </p>
 */
public final class GridResult {

	private final Grid grid;

	private final ImagePlus input;

	private final Img2ImgSettings settings;

	private final ImageComparison shown;

	private final List<GridCell> cells = new ArrayList<>();

	/** The images at LoRA weight 0, by their places on the other axis. */
	private final Map<Integer, ImagePlus> baselines = new HashMap<>();

	private final Set<String> notes = new LinkedHashSet<>();

	private Exception end;

	GridResult(Grid grid, ImagePlus input, Img2ImgSettings settings) {
		this.grid = grid;
		this.input = input;
		this.settings = settings;
		shown = new ImageComparison(input, settings);
	}

	/** The axes. */
	public Grid grid() {
		return grid;
	}

	/** What all cells have in common, the seed included. */
	public Img2ImgSettings settings() {
		return settings;
	}

	/** The image that all cells began with. */
	public ImagePlus input() {
		return input;
	}

	/** The finished cells, row by row. */
	public List<GridCell> cells() {
		return Collections.unmodifiableList(cells);
	}

	/** What the user should know about the runs; mostly nothing. */
	public List<String> notes() {
		return new ArrayList<>(notes);
	}

	/** What ended the run early, a cancellation or a failure; null if all cells are done. */
	public Exception end() {
		return end;
	}

	/** Throws what ended the run early; returns if all cells are done. */
	public void rethrow() throws IOException {
		if (end instanceof IOException) throw (IOException) end;
		if (end != null) throw (RuntimeException) end;
	}

	/**
	 * How far a cell is from the one with the same settings at LoRA weight 0: the mean absolute difference, as a share of the
	 * range from black to white.
	 *
	 * @return NaN where there is no such cell
	 */
	public double distance(GridCell cell) {
		if (!grid.hasWeights()) return Double.NaN;
		ImagePlus baseline = baselines.get(grid.onCourse(cell.row(), cell.column()));
		return baseline == null ? Double.NaN : shown.difference(cell.image(), baseline);
	}

	/**
	 * The cells as slices, row by row, each labelled with its settings: an image of the cells' own type, with a slider for the
	 * columns (slices) and one for the rows (frames); a plain stack where cells are missing.
	 */
	public ImagePlus stack() {
		ImagePlus first = cells.get(0).image();
		ImageStack stack = new ImageStack(first.getWidth(), first.getHeight());
		for (GridCell cell : cells)
			for (int n = 1; n <= cell.image().getStackSize(); n++)
				stack.addSlice(cell.label(), cell.image().getStack().getProcessor(n));
		boolean whole = cells.size() == grid.size();
		ImagePlus result = new ImagePlus(title("grid"), stack);
		result.setDimensions(first.getNChannels(), whole ? grid.columns().size() : cells.size(), whole ? grid.rows().size() : 1);
		if (first.isComposite()) {
			CompositeImage composite = new CompositeImage(result, first.getDisplayMode());
			composite.setLuts(first.getLuts());
			result = composite;
		}
		else if (first.getType() != ImagePlus.COLOR_RGB) result.setLut(first.getLuts()[0]);
		result.setOpenAsHyperStack(stack.size() > 1);
		result.setCalibration(first.getCalibration().copy());
		result.setProperty("Info", "Grid of Img2Img: " + grid + "\n" + cells.size() + " cells, of which the first one:\n" + first
			.getProperty("Info"));
		return result;
	}

	/** All cells on one white sheet, with their settings at its edges, and the input: RGB. */
	public ImagePlus montage() {
		ImagePlus montage = new ImagePlus(title("montage"), Montage.of(this).draw());
		GenerationXmp.markComposition(montage);
		return montage;
	}

	/** Curves of how similar the cells are to the input, and how far from those at weight 0: RGB. */
	public ImagePlus plot() {
		return new ImagePlus(title("plot"), GridPlot.of(this).draw());
	}

	/** The same as {@link #table()}, as ImageJ's table, not shown. */
	public ResultsTable resultsTable() {
		return GridTable.results(this);
	}

	/** A line for each cell, values separated by commas: its settings, and what it was measured to be. */
	public String table() {
		return GridTable.of(this);
	}

	/** Takes in a run's result; gives the cell, or null for one at weight 0 that is no part of the grid. */
	GridCell add(int row, int column, Img2ImgSettings used, Img2ImgResult<ImagePlus> made) {
		notes.addAll(made.notes());
		if (row < 0 || column < 0) {
			baselines.put(Math.max(row, column), made.image());
			return null;
		}
		GridCell cell = new GridCell(row, column, grid.label(row, column), used, made.image(), shown);
		int zero = grid.hasWeights() ? grid.weights().indexOf(0) : -1;
		if (zero >= 0 && zero == (grid.weights() == grid.columns() ? column : row)) baselines.put(grid.onCourse(row, column),
			made.image());
		cells.add(cell);
		cells.sort(Comparator.comparingInt(GridCell::row).thenComparingInt(GridCell::column));
		return cell;
	}

	void endBy(Exception cause) {
		end = cause;
	}

	/** What images at weight 0 are measured to be, by their places on the other axis, where they are no part of the grid. */
	Map<Integer, GridCell> baselines() {
		Map<Integer, GridCell> measured = new HashMap<>();
		if (grid.hasWeights() && grid.weights().indexOf(0) < 0) baselines.forEach((place, image) -> measured.put(place,
			new GridCell(place, place, grid.course().label(place), settings, image, shown)));
		return measured;
	}

	private String title(String what) {
		return input.getTitle().replaceFirst("\\.[A-Za-z][A-Za-z0-9]{1,4}$", "") + " - img2img " + what;
	}
}
