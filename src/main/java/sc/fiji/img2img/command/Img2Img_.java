package sc.fiji.img2img.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import ij.plugin.frame.Recorder;
import ij.process.ByteProcessor;

import java.awt.GraphicsEnvironment;
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

	/** The argument that frees the model's memory. */
	private static final String UNLOAD = "unload";

	@Override
	public void run(String argument) {
		if (argument.equals(UNLOAD)) {
			LoadedModel.close();
			return;
		}
		try {
			boolean grid = argument.equals(GRID);
			Map<String, String> options = MacroOptions.read(Macro.getOptions(), known(grid));
			if (argument.equals(AGAIN)) again(options);
			else run(options, grid);
		}
		catch (CancellationException e) {
			cancelled();
		}
		catch (IOException | RuntimeException | OutOfMemoryError e) {
			if (Macro.MACRO_CANCELED.equals(e.getMessage())) throw (RuntimeException) e;
			Failure.show(e);
		}
	}

	// -- Helper methods --

	private static List<Setting<?>> known(boolean grid) {
		return grid ? CommandSettings.grid() : CommandSettings.all();
	}

	private static void run(Map<String, String> options, boolean grid) throws IOException {
		ImagePlus input = ImageRun.input(options.remove(MacroOptions.INPUT));
		Img2ImgSettings settings = CommandSettings.parse(options, known(grid));
		if (isInteractive()) settings = ask(grid ? GRID_LABEL : SINGLE_LABEL, settings, known(grid));
		if (settings == null) return;
		if (grid) runGrid(input, settings);
		else run(SINGLE_LABEL, input, ImageRun.mask(input), settings);
	}

	private static void runGrid(ImagePlus input, Img2ImgSettings settings) throws IOException {
		try (RunMonitor monitor = new RunMonitor(new ImageJProgress())) {
			GridWindows windows = new GridWindows(monitor);
			GridResult result = windows.run(input, settings);
			result.notes().forEach(note -> IJ.log("Img2Img: " + note));
			long seed = result.settings().get(Img2ImgSettings.SEED);
			record(GRID_LABEL, settings.with(Img2ImgSettings.SEED, seed).with(CommandSettings.MODEL, ImageRun.model(result.cells()
				.get(0).image())), known(true));
			windows.others().forEach(ImagePlus::show);
			windows.stack().show();
			IJ.showStatus("Img2Img: " + result.cells().size() + " of " + result.grid().size() + " cells, seed " + seed);
			result.rethrow();
		}
	}

	/** Repeats what the active image was made with, but for what the options say. */
	private static void again(Map<String, String> options) throws IOException {
		Repetition repetition = Repetition.of(WindowManager.getCurrentImage());
		Map<String, String> values = repetition.options();
		Places.require(values, options.keySet(), isInteractive());
		values.putAll(options);
		ImagePlus input = ImageRun.input(values.remove(MacroOptions.INPUT));
		Img2ImgSettings settings = CommandSettings.parse(values);
		// NB: slice and selection belong to the image that was run; another one has its own.
		if (options.containsKey(MacroOptions.INPUT)) run(AGAIN_LABEL, input, ImageRun.mask(input), settings);
		else run(AGAIN_LABEL, repetition.input(input), repetition.mask(input), settings);
	}

	private static boolean isInteractive() {
		return Macro.getOptions() == null && !IJ.isMacro() && !GraphicsEnvironment.isHeadless();
	}

	private static void run(String label, ImagePlus input, ByteProcessor mask, Img2ImgSettings settings)
		throws IOException
	{
		try (RunMonitor monitor = new RunMonitor(new ImageJProgress())) {
			Img2ImgResult result = ImageRun.run(input, mask, settings, monitor);
			result.notes().forEach(note -> IJ.log("Img2Img: " + note));
			record(label, settings.with(Img2ImgSettings.SEED, result.seed()).with(CommandSettings.MODEL, ImageRun.model(result
				.image())), known(false));
			result.image().show();
			IJ.showStatus("Img2Img: " + result.plan() + ", seed " + result.seed());
		}
	}

	/** Has the dialog's own recording left out, since it makes keys of its labels. */
	private static Img2ImgSettings ask(String title, Img2ImgSettings settings, List<Setting<?>> known) {
		// NB: Recorder.suspendRecording does not keep dialogs from recording.
		boolean recording = Recorder.record;
		Recorder.record = false;
		try {
			return SettingsDialog.ask(title, settings, known);
		}
		finally {
			Recorder.record = recording;
		}
	}

	private static void record(String label, Img2ImgSettings settings, List<Setting<?>> known) {
		if (!Recorder.record || IJ.isMacro()) return;
		// NB: whatever the user did meanwhile has made the recorder forget what is running.
		Recorder.setCommand(label);
		Recorder.resetCommandOptions();
		for (Setting<?> setting : known)
			if (MacroOptions.isWorthWriting(settings, setting)) recordOption(setting, settings.get(setting).toString());
	}

	private static void recordOption(Setting<?> setting, String value) {
		if (setting.type() == Boolean.class) Recorder.recordOption(setting.key());
		else {
			// NB: the recorder itself adds brackets where there is a blank, and nothing elsewhere.
			String quoted = value.indexOf(' ') >= 0 ? value : MacroOptions.quote(value);
			Recorder.recordOption(setting.key(), Recorder.fixString(quoted));
		}
	}

	private static void cancelled() {
		IJ.showStatus("Img2Img: cancelled");
		// NB: a macro must not go on with the input, as if it were the result.
		if (Interpreter.getInstance() != null) Interpreter.abort();
		if (IJ.isMacro()) Macro.abort();
	}
}
