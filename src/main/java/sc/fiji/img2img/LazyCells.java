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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.img.basictypeaccess.DataAccess;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.NativeType;
import net.imglib2.util.ImgUtil;
import net.imglib2.util.Util;
import net.imglib2.view.Views;

import sc.fiji.img2img.tile.CellContext;

/**
 * The cells of an image that are run when somebody looks at them, and kept as long as there is room.
 * <p>
 * Each cell is run with what is around it, as far as the context reaches, and with the noise that the places have in the whole
 * image, so that it comes out the same whoever looks first. Thread-safe.
 * </p>
 *
 * @param <T> the type of the pixels
 * @param <A> how pixels of that type lie in memory
 */
final class LazyCells<T extends NativeType<T>, A extends DataAccess> implements LazyCellImg.Get<Cell<A>> {

	/** How many cells are kept. */
	private static final int KEPT = 64;

	private final RandomAccessibleInterval<T> image;

	private final CellGrid grid;

	private final CellContext context;

	private final PartRun<T> run;

	/** By index, the one that was not looked at for the longest first; guarded by itself. */
	private final Map<Long, CompletableFuture<Cell<A>>> cells = new LinkedHashMap<>(16, 0.75f, true);

	LazyCells(RandomAccessibleInterval<T> image, CellGrid grid, CellContext context, PartRun<T> run) {
		this.image = image;
		this.grid = grid;
		this.context = context;
		this.run = run;
	}

	/**
	 * An image of such cells.
	 *
	 * @param image of x, y and any other dimensions, from 0
	 * @param context how large cells are, and what is run with them
	 */
	static <T extends NativeType<T>> RandomAccessibleInterval<T> image(RandomAccessibleInterval<T> image, CellContext context,
		PartRun<T> run)
	{
		int[] cell = new int[image.numDimensions()];
		for (int d = 0; d < cell.length; d++)
			cell[d] = d < 2 ? context.cell() : 1;
		return of(image, new CellGrid(image.dimensionsAsLongArray(), cell), context, run);
	}

	/** The cell of an index, run now if it is not kept; who looks at the same cell meanwhile waits for it. */
	@Override
	public Cell<A> get(long index) {
		CompletableFuture<Cell<A>> mine = new CompletableFuture<>();
		CompletableFuture<Cell<A>> other;
		synchronized (cells) {
			other = cells.get(index);
			if (other == null) keep(index, mine);
		}
		if (other == null) make(index, mine);
		try {
			return (other == null ? mine : other).join();
		}
		catch (CompletionException e) {
			if (e.getCause() instanceof RuntimeException) throw (RuntimeException) e.getCause();
			throw e;
		}
	}

	// -- Helper methods --

	private static <T extends NativeType<T>, A extends DataAccess> RandomAccessibleInterval<T> of(RandomAccessibleInterval<T> image,
		CellGrid grid, CellContext context, PartRun<T> run)
	{
		return new LazyCellImg<T, A>(grid, image.getType(), new LazyCells<T, A>(image, grid, context, run));
	}

	private void keep(long index, CompletableFuture<Cell<A>> cell) {
		cells.put(index, cell);
		if (cells.size() > KEPT) cells.remove(cells.keySet().iterator().next());
	}

	/** NB: what fails is not kept, so that it can be tried again. */
	private void make(long index, CompletableFuture<Cell<A>> cell) {
		try {
			cell.complete(make(index));
		}
		catch (RuntimeException | Error e) {
			synchronized (cells) {
				cells.remove(index, cell);
			}
			cell.completeExceptionally(e);
		}
	}

	@SuppressWarnings("unchecked")
	private Cell<A> make(long index) {
		long[] min = new long[grid.numDimensions()];
		int[] size = new int[min.length];
		grid.getCellDimensions(index, min, size);
		Interval cell = FinalInterval.createMinSize(min, Util.int2long(size));
		Interval around = context.around(cell, image);
		RandomAccessibleInterval<T> part = Views.interval(image, around);
		RandomAccessibleInterval<T> result = Views.translate(run.run(part), around.minAsLongArray());
		ArrayImg<T, A> pixels = (ArrayImg<T, A>) new ArrayImgFactory<>(image.getType()).create(size);
		ImgUtil.copy(Views.zeroMin(Views.interval(result, cell)), pixels);
		return new Cell<>(size, min, pixels.update(null));
	}

	/** Runs a part of an image. */
	@FunctionalInterface
	interface PartRun<T> {

		/**
		 * Runs a part as what it is in the whole.
		 *
		 * @param part where it lies in the whole image
		 * @return of the part's size, from 0
		 */
		RandomAccessibleInterval<T> run(RandomAccessibleInterval<T> part);
	}
}
