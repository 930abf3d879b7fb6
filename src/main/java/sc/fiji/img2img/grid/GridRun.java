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

import ij.ImagePlus;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgResult;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;

/**
 * Runs an image once for each cell of a grid.
 * <p>
 * Each cell is what its settings give alone: the model, which stays loaded, remembers the encodings of texts and images
 * from cell to cell. Where LoRA weights are an axis without a weight of 0, cells at that weight are run last, since they are
 * what the others are compared with; they are no part of the grid. Not thread-safe.
 * </p>
 */
public final class GridRun {

	private final Img2Img img2img;

	private final Grid grid;

	private final Img2ImgSettings settings;

	private final boolean baselines;

	private GridRun(Img2Img img2img, Grid grid, Img2ImgSettings settings, boolean baselines) {
		this.img2img = img2img;
		this.grid = grid;
		this.settings = settings;
		this.baselines = baselines;
	}

	/**
	 * A grid on a model.
	 *
	 * @param settings what all cells have in common
	 * @throws IllegalArgumentException if the settings cannot be varied so; the message says why
	 */
	public static GridRun of(Img2Img img2img, Grid grid, Img2ImgSettings settings) {
		Img2ImgSettings completed = img2img.complete(settings);
		grid.check(completed);
		return new GridRun(img2img, grid, completed.withSeed(), true);
	}

	/** The same without the cells at weight 0, and so without the distances from them. */
	public GridRun withoutBaselines() {
		return new GridRun(img2img, grid, settings, false);
	}

	/**
	 * Runs the cells.
	 *
	 * @param image any type and size; what is displayed of it is run
	 * @param mask as in {@link Img2Img#run}; null for everywhere
	 * @return all cells; or those that were done when it was cancelled or failed, and why it ended
	 * @throws java.util.concurrent.CancellationException if it was cancelled before a cell was done
	 * @throws IllegalArgumentException if no cell was done since image, mask or a setting do not suit the model
	 */
	public GridResult run(ImagePlus image, ImageProcessor mask, GridListener listener, Cancellation cancellation)
		throws IOException
	{
		if (settings.get(Img2ImgSettings.STACK) && image.getStackSize() > 1) throw new IllegalArgumentException(
			"stack should be off for a grid, which runs what is displayed of an image.");
		Lettering.check();
		GridResult result = new GridResult(grid, image, settings);
		List<int[]> places = places();
		List<Img2ImgSettings> all = places.stream().map(this::settings).collect(Collectors.toList());
		int steps = 0;
		for (Img2ImgSettings cell : all)
			steps += img2img.plan(cell).running();
		GridProgress progress = new GridProgress(listener, all.size(), steps);
		int next = 0;
		try {
			for (List<Img2ImgSettings> batch : img2img.batches(image, all)) {
				progress.begin(batch.size(), batch.size() * img2img.plan(batch.get(0)).running());
				for (Img2ImgResult<ImagePlus> made : img2img.runBatch(image, mask, batch, RunControl.of(progress, cancellation)))
					add(result, places.get(next), all.get(next++), made, listener);
				progress.end();
			}
		}
		catch (IOException | RuntimeException e) {
			if (result.cells().isEmpty()) throw e;
			result.endBy(e);
		}
		return result;
	}

	// -- Helper methods --

	private static void add(GridResult result, int[] place, Img2ImgSettings settings, Img2ImgResult<ImagePlus> made,
		GridListener listener)
	{
		GridCell cell = result.add(place[0], place[1], settings, made);
		if (cell != null) listener.cell(cell, result);
	}

	/** Row and column of each cell in the order of their runs; in the place of weights, -1 for weight 0. */
	private List<int[]> places() throws IOException {
		List<int[]> places = new ArrayList<>();
		if (loadsAlongRows()) for (int column = 0; column < grid.columns().size(); column++)
			for (int row = 0; row < grid.rows().size(); row++)
				places.add(new int[] { row, column });
		else for (int row = 0; row < grid.rows().size(); row++)
			for (int column = 0; column < grid.columns().size(); column++)
				places.add(new int[] { row, column });
		if (!baselines || !grid.hasWeights() || grid.weights().indexOf(0) >= 0) return places;
		for (int i = 0; i < grid.course().size(); i++)
			places.add(grid.weights() == grid.columns() ? new int[] { i, -1 } : new int[] { -1, i });
		return places;
	}

	/** Whether it is better to go along columns, since each step along a row would load the model anew. */
	private boolean loadsAlongRows() throws IOException {
		if (grid.columns().size() == 1 || grid.rows().size() == 1) return false;
		// NB: weight 0 is a case of its own.
		List<Integer> last = Arrays.asList(grid.rows().size() - 1, grid.columns().size() - 1);
		Img2ImgSettings corner = grid.settings(settings, last.get(0), last.get(1));
		return img2img.loadsBetween(grid.settings(settings, last.get(0), last.get(1) - 1), corner) && !img2img.loadsBetween(
			grid.settings(settings, last.get(0) - 1, last.get(1)), corner);
	}

	private Img2ImgSettings settings(int[] place) {
		Img2ImgSettings cell = settings;
		if (place[0] >= 0) cell = grid.rows().apply(cell, place[0]);
		if (place[1] >= 0) cell = grid.columns().apply(cell, place[1]);
		return place[0] < 0 || place[1] < 0 ? cell.with(Img2ImgSettings.LORAWEIGHT, 0.0) : cell;
	}
}
