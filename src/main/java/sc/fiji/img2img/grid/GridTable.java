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

import ij.measure.ResultsTable;

import java.util.List;
import java.util.Locale;

import sc.fiji.img2img.io.Csv;

/** A grid's figures, a row for each cell: as ImageJ's table, and as comma-separated values (RFC 4180). */
final class GridTable {

	private GridTable() {
		// NB: tables only.
	}

	static String of(GridResult result) {
		Grid grid = result.grid();
		StringBuilder text = new StringBuilder().append(grid.rows().name()).append(',').append(grid.columns().name()).append(
			",ssim,mad,distance\n");
		for (GridCell cell : result.cells())
			text.append(Csv.line(List.of(grid.rows().value(cell.row()), grid.columns().value(cell.column()), number(cell.ssim()),
				number(cell.difference()), number(result.distance(cell))))).append('\n');
		return text.toString();
	}

	/** The same for ImageJ: settings that are numbers are numbers there, others are texts. */
	static ResultsTable results(GridResult result) {
		Grid grid = result.grid();
		ResultsTable table = new ResultsTable();
		table.setPrecision(6);
		for (GridCell cell : result.cells()) {
			table.addRow();
			put(table, grid.rows().name(), grid.rows().value(cell.row()));
			put(table, grid.columns().name(), grid.columns().value(cell.column()));
			table.addValue("ssim", cell.ssim());
			table.addValue("mad", cell.difference());
			table.addValue("distance", result.distance(cell));
		}
		return table;
	}

	private static void put(ResultsTable table, String column, String value) {
		if (value.matches("-?\\d+(\\.\\d+)?")) table.addValue(column, Double.parseDouble(value));
		else table.addValue(column, value);
	}

	private static String number(double value) {
		return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value);
	}
}
