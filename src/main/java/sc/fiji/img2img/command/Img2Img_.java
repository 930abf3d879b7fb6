package sc.fiji.img2img.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import ij.plugin.frame.Recorder;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;

import sc.fiji.img2img.Img2ImgResult;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.image.GenerationInfo;

/**
 * The entries in the menu of plain ImageJ; in Fiji, {@link Img2ImgCommand} takes the first one over.
 * <p>
 * A macro never sees a dialog: what its options leave out has its default. What goes wrong ends the macro.
 * </p>
 */
public final class Img2Img_ implements PlugIn {

	/** The argument that repeats what an image was made with. */
	private static final String AGAIN = "again";

	/** The argument that frees the model's memory. */
	private static final String UNLOAD = "unload";

	@Override
	public void run(String argument) {
		if (argument.equals(UNLOAD)) {
			LoadedModel.close();
			return;
		}
		try {
			Map<String, String> options = MacroOptions.read(Macro.getOptions());
			boolean again = argument.equals(AGAIN);
			ImagePlus active = WindowManager.getCurrentImage();
			Map<String, String> values = again ? repeated(active, options) : options;
			ImagePlus input = input(active, values.remove(MacroOptions.INPUT));
			Img2ImgSettings settings = CommandSettings.parse(values);
			if (!again && isInteractive()) settings = ask(settings);
			if (settings != null) run(input, settings);
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

	private static boolean isInteractive() {
		return Macro.getOptions() == null && !IJ.isMacro() && !GraphicsEnvironment.isHeadless();
	}

	private static void run(ImagePlus input, Img2ImgSettings settings) throws IOException {
		try (RunMonitor monitor = new RunMonitor(new ImageJProgress())) {
			Img2ImgResult result = ImageRun.run(input, settings, monitor);
			result.notes().forEach(note -> IJ.log("Img2Img: " + note));
			record(settings.with(Img2ImgSettings.SEED, result.seed()).with(CommandSettings.MODEL, ImageRun.model(result)));
			result.image().show();
			IJ.showStatus("Img2Img: " + result.plan() + ", seed " + result.seed());
		}
	}

	/** Has the dialog's own recording left out, since it makes keys of its labels. */
	private static Img2ImgSettings ask(Img2ImgSettings settings) {
		Recorder.suspendRecording();
		try {
			return SettingsDialog.ask(settings);
		}
		finally {
			Recorder.resumeRecording();
		}
	}

	private static void record(Img2ImgSettings settings) {
		if (!Recorder.record) return;
		Recorder.resetCommandOptions();
		for (Setting<?> setting : CommandSettings.all())
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

	/** What the active image was made with, but for what the options say. */
	private static Map<String, String> repeated(ImagePlus active, Map<String, String> options) {
		GenerationInfo info = active == null ? null : GenerationInfo.of(active).orElse(null);
		if (info == null) throw new IllegalArgumentException("The active image was not made by Img2Img, or does not say with " +
			"which settings; PNG and JPEG files do not keep them for ImageJ, TIFF files do.");
		Map<String, String> values = new LinkedHashMap<>();
		CommandSettings.all().stream().filter(setting -> setting != CommandSettings.OUTPUT && info.values().containsKey(setting
			.key())).forEach(setting -> values.put(setting.key(), info.values().get(setting.key())));
		values.put(MacroOptions.INPUT, info.values().get(MacroOptions.INPUT));
		values.putAll(options);
		return values;
	}

	private static ImagePlus input(ImagePlus active, String title) {
		if (title == null) {
			if (active == null) throw new IllegalArgumentException("There is no image open; open one first.");
			return active;
		}
		ImagePlus image = WindowManager.getImage(title);
		if (image == null) throw new IllegalArgumentException("The image \"" + title + "\" is not open; open it first, or " +
			"name another one as input.");
		return image;
	}

	private static void cancelled() {
		IJ.showStatus("Img2Img: cancelled");
		// NB: a macro must not go on with the input, as if it were the result.
		if (Interpreter.getInstance() != null) Interpreter.abort();
		if (IJ.isMacro()) Macro.abort();
	}
}
