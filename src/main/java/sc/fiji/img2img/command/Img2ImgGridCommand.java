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
import ij.measure.ResultsTable;

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
 * The result is the stack of all cells, which is also a macro's active image; montage, plot and table come beside it. A grid that
 * is cancelled gives the cells that are done.
 * </p>
 */
@Plugin(type = Command.class, menuPath = "Plugins > Img2Img Grid", headless = true, priority = Priority.HIGH - 1)
public final class Img2ImgGridCommand extends Img2ImgCommand {

	@Parameter(label = CommandSettings.ROWS_LABEL, description = CommandSettings.ROWS_HELP, required = false,
		persist = false)
	private String rows = CommandSettings.ROWS.defaultValue();

	@Parameter(label = CommandSettings.COLUMNS_LABEL, description = CommandSettings.COLUMNS_HELP, required = false,
		persist = false)
	private String columns = CommandSettings.COLUMNS.defaultValue();

	@Parameter(label = CommandSettings.NOBASELINES_LABEL, description = CommandSettings.NOBASELINES_HELP, required = false,
		persist = false)
	private Boolean nobaselines = CommandSettings.NOBASELINES.defaultValue();

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus montage;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus plot;

	@Parameter(type = ItemIO.OUTPUT)
	private ResultsTable table;

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
		table = windows.table();
		if (isShown("table")) windows.showTable();
		finish(windows.stack(), made.settings(), windows.ran(), made.notes());
		made.rethrow();
	}
}
