package sc.fiji.img2img.command;

import ij.ImagePlus;

import java.io.IOException;
import java.util.List;

import org.scijava.ItemIO;
import org.scijava.Priority;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.grid.GridResult;

/**
 * Plugins &gt; Img2Img Grid in Fiji, and in scripts: the fields of {@link Img2ImgCommand}, and two axes.
 * <p>
 * The result is the stack of all cells, which is also a macro's active image; montage and plot come beside it. A grid that
 * is cancelled gives the cells that are done.
 * </p>
 */
@Plugin(type = Command.class, menuPath = "Plugins > Img2Img Grid", headless = true, priority = Priority.HIGH - 1)
public final class Img2ImgGridCommand extends Img2ImgCommand {

	@Parameter(label = "Rows", required = false, persist = false, //
		description = "What changes from row to row: SETTING=FROM:TO:COUNT or SETTING=VALUE,VALUE,..., such as " +
			"strength=0.65:0.95:4. prompt=WORD->OTHER->... replaces a text in the prompt; the first row keeps it.")
	private String rows = CommandSettings.ROWS.fallback();

	@Parameter(label = "Columns", required = false, persist = false, //
		description = "What changes from column to column, in the same form, such as loraweight=0.5:1:6.")
	private String columns = CommandSettings.COLUMNS.fallback();

	@Parameter(label = "No baselines", required = false, persist = false, //
		description = "Leave out the runs at LoRA weight 0 that the cells are compared with.")
	private Boolean nobaselines = CommandSettings.NOBASELINES.fallback();

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus montage;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus plot;

	@Override
	List<Setting<?>> declared() {
		return CommandSettings.grid();
	}

	@Override
	String title() {
		return "Img2Img Grid";
	}

	@Override
	void make(ImagePlus image, Img2ImgSettings settings, RunMonitor monitor) throws IOException {
		GridWindows windows = new GridWindows(monitor);
		GridResult made = windows.run(image, settings);
		plot = windows.plot();
		montage = windows.montage();
		show(plot, "plot");
		show(montage, "montage");
		finish(windows.stack(), made.settings(), windows.ran(), made.notes());
		made.rethrow();
	}
}
