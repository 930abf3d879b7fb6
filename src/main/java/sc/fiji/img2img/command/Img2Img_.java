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

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.plugin.PlugIn;
import ij.process.ByteProcessor;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import sc.fiji.img2img.Img2ImgResult;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.grid.GridResult;

/**
 * The entries in the menu of plain ImageJ; in Fiji, {@link Img2ImgCommand} takes the first one over.
 * <p>
 * A macro never sees a dialog: what its options leave out has its default. What goes wrong ends the macro.
 * </p>
 */
public final class Img2Img_ implements PlugIn {

	private static final String SINGLE_LABEL = "Img2Img";

	private static final String AGAIN_LABEL = "Img2Img Again";

	private static final String GRID_LABEL = "Img2Img Grid";

	/** The argument that repeats what an image was made with. */
	private static final String AGAIN = "again";

	/** The argument that varies two settings. */
	private static final String GRID = "grid";

	private static final String BATCH_LABEL = "Img2Img Batch";

	/** The argument that runs files. */
	private static final String BATCH = "batch";

	/** The argument that repeats it otherwise. */
	private static final String OTHERWISE = "otherwise";

	/** The argument that shows what has changed. */
	private static final String COMPARE = "compare";

	/** The argument that frees the model's memory. */
	private static final String UNLOAD = "unload";

	private final Caller caller = new Caller();

	@Override
	public void run(String argument) {
		try {
			if (argument.equals(UNLOAD)) LoadedModel.unload();
			else if (argument.equals(AGAIN)) again(false);
			else if (argument.equals(OTHERWISE)) again(caller.isInteractive());
			else if (argument.equals(COMPARE)) StackSliders.show(BeforeAndAfter.of(ImageRun.input(null,
				caller.image())));
			else if (argument.equals(BATCH)) batch();
			else run(argument.equals(GRID));
		}
		catch (CancellationException e) {
			cancelled();
		}
		catch (IOException | RuntimeException | OutOfMemoryError e) {
			Recording.forget();
			Failure.report(e, caller.isScripted());
		}
	}

	// -- Helper methods --

	private void run(boolean grid) throws IOException {
		List<Setting<?>> known = grid ? CommandSettings.grid() : CommandSettings.all();
		Map<String, String> options = MacroOptions.read(caller.options(), known);
		String name = options.remove(MacroOptions.INPUT);
		ImagePlus input = caller.isInteractive() && caller.image() == null ? Sample_.offer() : ImageRun.input(name, caller.image());
		Conversation.Attempt attempt = grid ? settings -> runGrid(input, settings) : settings -> run(SINGLE_LABEL, input,
			ImageRun.mask(input), settings);
		if (caller.isInteractive()) Conversation.hold(grid ? GRID_LABEL : SINGLE_LABEL, known, input, attempt);
		else attempt.run(CommandSettings.parse(options, known));
	}

	private void batch() throws IOException {
		if (caller.isInteractive()) Conversation.hold(BATCH_LABEL, BatchSettings.all(), caller.image(), this::runBatch);
		else runBatch(CommandSettings.parse(MacroOptions.read(caller.options(), BatchSettings.all()), BatchSettings.all()));
	}

	private void runBatch(Img2ImgSettings settings) throws IOException {
		try (RunMonitor monitor = new RunMonitor(new ImageJProgress())) {
			String words = new FilesRun(monitor).run(settings, !caller.isInteractive()).toString();
			if (!caller.isMacro()) Recording.record(BATCH_LABEL, settings, BatchSettings.all());
			IJ.showStatus("Img2Img: " + words);
		}
	}

	private void runGrid(ImagePlus input, Img2ImgSettings settings) throws IOException {
		try (RunMonitor monitor = new RunMonitor(new ImageJProgress())) {
			GridWindows windows = new GridWindows(monitor);
			GridResult result = windows.run(input, settings);
			windows.plot().show();
			windows.montage().show();
			windows.showTable();
			finish(GRID_LABEL, windows.stack(), result.settings(), windows.ran(), result.notes());
			result.rethrow();
		}
	}

	/**
	 * Repeats what the active image was made with, but for what the options say.
	 *
	 * @param asks whether the user is asked for other settings before
	 */
	private void again(boolean asks) throws IOException {
		Map<String, String> options = MacroOptions.read(caller.options());
		Repetition repetition = Repetition.of(ImageRun.input(null, caller.image()));
		Map<String, String> values = repetition.options();
		TrustedPlaces.require(values, options.keySet(), caller.isInteractive());
		values.putAll(options);
		ImagePlus input = ImageRun.input(values.remove(MacroOptions.INPUT), null);
		Img2ImgSettings settings = CommandSettings.parse(values);
		// NB: slice and selection belong to the image that was run; another one has its own.
		boolean own = !options.containsKey(MacroOptions.INPUT);
		ByteProcessor mask = own ? repetition.mask(input) : ImageRun.mask(input);
		ImagePlus image = own ? repetition.input(input) : input;
		if (asks) Conversation.hold(AGAIN_LABEL, CommandSettings.all(), settings, image, other -> run(AGAIN_LABEL,
			image, mask, other));
		else run(AGAIN_LABEL, image, mask, settings);
	}

	private void run(String label, ImagePlus input, ByteProcessor mask, Img2ImgSettings settings) throws IOException {
		try (RunMonitor monitor = new RunMonitor(new ImageJProgress())) {
			Img2ImgResult<ImagePlus> result = ImageRun.run(input, mask, settings, monitor);
			finish(label, result.image(), result.settings(), result.plan().toString(), result.notes());
		}
	}

	private void finish(String label, ImagePlus made, Img2ImgSettings used, String ran, List<String> notes) {
		notes.forEach(note -> IJ.log("Img2Img: " + note));
		if (!caller.isMacro()) Recording.record(label, used, label.equals(GRID_LABEL) ? CommandSettings.grid() : CommandSettings
			.all());
		StackSliders.show(made);
		IJ.showStatus("Img2Img: " + ran + ", seed " + used.get(Img2ImgSettings.SEED));
	}

	private void cancelled() {
		Recording.forget();
		IJ.showStatus("Img2Img: cancelled");
		MacroEnd.end();
		if (caller.isMacro()) Macro.abort();
	}
}
