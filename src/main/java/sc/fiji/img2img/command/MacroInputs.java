package sc.fiji.img2img.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

import sc.fiji.img2img.Setting;

/**
 * Has macros run our command without a dialog, whatever they leave out.
 * <p>
 * Comes after the preprocessor that reads macro options, and before the one that asks the user.
 * </p>
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.HIGH)
public final class MacroInputs extends AbstractPreprocessorPlugin {

	@Override
	public void process(Module module) {
		if (!(module.getDelegateObject() instanceof Img2ImgCommand)) return;
		Img2ImgCommand command = (Img2ImgCommand) module.getDelegateObject();
		String options = Macro.getOptions();
		boolean scripted = false;
		for (Setting<?> setting : command.declared()) {
			String key = setting.key();
			if (module.isInputResolved(key) && (options == null || Macro.getValue(options, key, null) == null)) scripted = true;
			if (IJ.isMacro()) module.resolveInput(key);
		}
		if (IJ.isMacro()) for (String list : Img2ImgCommand.LISTS)
			module.resolveInput(list);
		if (IJ.isMacro() && module.getInput(MacroOptions.INPUT) == null) findImage(module, command);
		command.begin(module, scripted);
	}

	/** Ends the macro if there is no image, of which it would hear nothing without a screen. */
	private void findImage(Module module, Img2ImgCommand command) {
		try {
			ImagePlus image = ImageRun.input(MacroOptions.read(Macro.getOptions(), command.declared()).get(MacroOptions.INPUT));
			module.setInput(MacroOptions.INPUT, image);
			module.resolveInput(MacroOptions.INPUT);
		}
		catch (IllegalArgumentException e) {
			cancel(null);
			Failure.show(e);
		}
	}
}
