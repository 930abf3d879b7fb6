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
		return output.toString().toLowerCase(java.util.Locale.ROOT).matches(".*\\.tiff?");
	}

	private Path table() {
		return beside(".csv");
	}

	private Path beside(String ending) {
		return output.resolveSibling(output.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ending);
	}
}
