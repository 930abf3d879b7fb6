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

	@Parameter(label = CommandSettings.ROWS_LABEL, description = CommandSettings.ROWS_HELP, required = false,
		persist = false)
	private String rows = CommandSettings.ROWS.fallback();

	@Parameter(label = CommandSettings.COLUMNS_LABEL, description = CommandSettings.COLUMNS_HELP, required = false,
		persist = false)
	private String columns = CommandSettings.COLUMNS.fallback();

	@Parameter(label = CommandSettings.NOBASELINES_LABEL, description = CommandSettings.NOBASELINES_HELP, required = false,
		persist = false)
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
