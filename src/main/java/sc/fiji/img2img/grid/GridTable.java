package sc.fiji.img2img.grid;

import java.util.Locale;

/** Writes a grid's figures as comma-separated values (RFC 4180). */
final class GridTable {

	private GridTable() {
		// NB: writes only.
	}

	static String of(GridResult result) {
		Grid grid = result.grid();
		StringBuilder text = new StringBuilder().append(grid.rows().name()).append(',').append(grid.columns().name()).append(
			",ssim,mad,distance\n");
		for (GridCell cell : result.cells())
			text.append(field(grid.rows().value(cell.row()))).append(',').append(field(grid.columns().value(cell.column())))
				.append(',').append(number(cell.ssim())).append(',').append(number(cell.difference())).append(',').append(number(
					result.distance(cell))).append('\n');
		return text.toString();
	}

	private static String number(double value) {
		return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value);
	}

	private static String field(String value) {
		boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
		return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
	}
}
