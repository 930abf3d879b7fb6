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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.image.ij.ImageFiles;

/**
 * Where a grid's result is written to: for OUTPUT.tif the stack, and beside it OUTPUT-montage.png, OUTPUT-plot.png and
 * OUTPUT.csv; for OUTPUT.png or .jpg the montage itself, and beside it the plot and the figures.
 * <p>
 * Immutable.
 * </p>
 */
public final class GridFiles {

	private final Path output;

	private GridFiles(Path output) {
		this.output = output;
	}

	/**
	 * The files of an output.
	 *
	 * @throws IOException if one of them cannot be written; the message says why
	 */
	public static GridFiles of(Path output) throws IOException {
		ImageFiles.checkTarget(output);
		GridFiles files = new GridFiles(output);
		for (Path file : files.all())
			ImageFiles.checkPlace(file);
		return files;
	}

	/** All files that {@link #write} writes. */
	public List<Path> all() {
		List<Path> all = new ArrayList<>(List.of(output, table(), beside("-plot.png")));
		if (isStack()) all.add(beside("-montage.png"));
		return all;
	}

	/**
	 * Writes a result, of which at least one cell is done; each file appears complete or not at all.
	 *
	 * @throws IOException if a file cannot be written
	 */
	public void write(GridResult result) throws IOException {
		// NB: what took longest to compute first.
		ImageFiles.write(isStack() ? result.stack() : result.montage(), output);
		ImageFiles.write(result.table().getBytes(StandardCharsets.UTF_8), table());
		if (isStack()) ImageFiles.write(result.montage(), beside("-montage.png"));
		ImageFiles.write(result.plot(), beside("-plot.png"));
	}

	private boolean isStack() {
		return ImageFiles.isTiff(output);
	}

	private Path table() {
		return beside(".csv");
	}

	private Path beside(String ending) {
		return output.resolveSibling(output.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ending);
	}
}
