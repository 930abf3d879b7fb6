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
package sc.fiji.img2img.cli;

import ij.ImagePlus;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.grid.GridCell;
import sc.fiji.img2img.grid.GridFiles;
import sc.fiji.img2img.grid.GridListener;
import sc.fiji.img2img.grid.GridResult;
import sc.fiji.img2img.grid.GridRun;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;

/** Runs a grid, says how it gets on, and writes its files. */
final class GridReport implements GridListener {

	private final PrintWriter err;

	GridReport(PrintWriter err) {
		this.err = err;
	}

	/**
	 * Runs a grid and writes what is done, even if it ends early.
	 *
	 * @throws IOException if a file cannot be written, or a cell failed
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	void run(GridRun run, ImagePlus image, ImageProcessor mask, GridFiles files, Cancellation cancellation)
		throws IOException
	{
		GridResult result = run.run(image, mask, this, cancellation);
		result.notes().forEach(err::println);
		files.write(result);
		err.printf(Locale.ROOT, "Wrote %s (%d of %d cells, seed %d)%n", files.all().get(0), result.cells().size(), result
			.grid().size(), result.settings().get(Img2ImgSettings.SEED));
		result.rethrow();
	}

	@Override
	public void stage(String message) {
		err.println(message);
	}

	@Override
	public void step(String message, int done, int total, Supplier<Tensor> preview) {
		err.println(message);
	}

	@Override
	public void cell(GridCell cell, GridResult soFar) {
		err.println(cell.label() + " is done");
	}
}
