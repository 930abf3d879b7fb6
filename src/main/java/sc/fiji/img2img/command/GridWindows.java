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

import ij.ImagePlus;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import ij.process.ByteProcessor;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.grid.Grid;
import sc.fiji.img2img.grid.GridCell;
import sc.fiji.img2img.grid.GridFiles;
import sc.fiji.img2img.grid.GridListener;
import sc.fiji.img2img.grid.GridResult;
import sc.fiji.img2img.grid.GridRun;
import sc.fiji.img2img.image.ij.GenerationInfo;
import sc.fiji.img2img.tensor.Tensor;

/**
 * Runs a grid for the commands: its montage is in a window from the first cell on, where there are windows, and its images
 * follow at the end. Belongs to one run.
 */
final class GridWindows implements GridListener {

	private final RunMonitor monitor;

	/** Null until a cell is done. */
	private ImagePlus montage;

	private ImagePlus stack;

	private ImagePlus plot;

	private ResultsTable table;

	private String cells;

	GridWindows(RunMonitor monitor) {
		this.monitor = monitor;
	}

	/**
	 * Runs a grid on an image, within its selection, and writes its files if one is named; even if it ends early.
	 *
	 * @throws IOException if there is no model, or a file cannot be read or written
	 * @throws IllegalArgumentException if image or settings do not suit the model
	 * @throws java.util.concurrent.CancellationException if it was cancelled before a cell was done
	 */
	GridResult run(ImagePlus image, Img2ImgSettings settings) throws IOException {
		Grid grid = Grid.parse(settings.get(CommandSettings.ROWS), settings.get(CommandSettings.COLUMNS));
		grid.checkWithoutModel(settings);
		Path output = ImageRun.output(settings.get(CommandSettings.OUTPUT));
		GridFiles files = output == null ? null : GridFiles.of(output);
		Path model = ModelChoice.finder().find(settings.get(CommandSettings.MODEL));
		ByteProcessor mask = ImageRun.mask(image);
		ImagePlus view = ImageView.of(image);
		ImageRun.preview(settings, monitor);
		GridResult result = LoadedModel.use(model, settings, monitor.control(), img2img -> {
			GridRun run = GridRun.of(img2img, grid, settings);
			return (settings.get(CommandSettings.NOBASELINES) ? run.withoutBaselines() : run).run(view, mask, this, monitor
				.cancellation());
		});
		result.cells().forEach(cell -> TrustedPlaces.used(GenerationInfo.of(cell.image()).orElseThrow().values()));
		if (files != null) files.write(result);
		stack = result.stack();
		plot = result.plot();
		table = result.resultsTable();
		if (montage == null) montage = result.montage();
		cells = result.cells().size() + " of " + result.grid().size() + " cells";
		for (ImagePlus made : List.of(stack, plot, montage))
			made.changes = files == null;
		return result;
	}

	/** The cells as slices. */
	ImagePlus stack() {
		return stack;
	}

	/** The cells side by side. */
	ImagePlus montage() {
		return montage;
	}

	/** What the cells' numbers are. */
	ImagePlus plot() {
		return plot;
	}

	/** What the cells' numbers are, as a table. */
	ResultsTable table() {
		return table;
	}

	/**
	 * Shows the table in a window of its own; where there are no windows it becomes that of ImageJ's results, unless there are
	 * others than those of a grid.
	 */
	void showTable() {
		if (hasWindows()) {
			table.show(plot.getTitle().replaceFirst("plot$", "table"));
			return;
		}
		ResultsTable results = Analyzer.getResultsTable();
		boolean free = results == null || results.size() == 0 || results.columnExists("ssim") && results.columnExists("distance");
		if (free) Analyzer.setResultsTable(table);
		else monitor.note("The Results table already has rows of something else, so the grid's numbers are not in it");
	}

	/** How much was done, in words. */
	String ran() {
		return cells;
	}

	@Override
	public void stage(String message) {
		monitor.stage(message);
	}

	@Override
	public void note(String message) {
		monitor.note(message);
	}

	@Override
	public void step(String message, int done, int total, Supplier<Tensor> preview) {
		monitor.show(message, done, total, preview);
	}

	@Override
	public void cell(GridCell cell, GridResult soFar) {
		if (!hasWindows()) return;
		if (montage == null) {
			montage = soFar.montage();
			montage.show();
		}
		else montage.setProcessor(soFar.montage().getProcessor());
	}

	private static boolean hasWindows() {
		return !GraphicsEnvironment.isHeadless() && !Interpreter.isBatchMode();
	}
}
