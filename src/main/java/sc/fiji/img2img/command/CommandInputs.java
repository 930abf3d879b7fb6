package sc.fiji.img2img.command;

import ij.Macro;

import java.awt.GraphicsEnvironment;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

import sc.fiji.img2img.Setting;

/**
 * Has our commands run without SciJava's dialog: macros and scripts are asked nothing, and users get the one dialog that
 * plain ImageJ has, too.
 * <p>
 * Comes after the preprocessors that read macro options and scripts' values, and before the one that asks.
 * </p>
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.HIGH)
public final class CommandInputs extends AbstractPreprocessorPlugin {

	@Override
	public void process(Module module) {
		if (!(module.getDelegateObject() instanceof Img2ImgCommand)) return;
		Img2ImgCommand command = (Img2ImgCommand) module.getDelegateObject();
		Caller caller = command.caller();
		boolean scripted = false;
		for (Setting<?> setting : command.declared()) {
			String key = setting.key();
			if (module.isInputResolved(key) && !isOption(caller, key)) scripted = true;
			module.resolveInput(key);
		}
		module.resolveInput(MacroOptions.INPUT);
		Invocation way = caller.isMacro() ? Invocation.MACRO : GraphicsEnvironment.isHeadless() ? Invocation.SCRIPT : Invocation.DIALOG;
		command.begin(module, scripted ? Invocation.SCRIPT : way);
	}

	private static boolean isOption(Caller caller, String key) {
		return caller.isMacro() && caller.options() != null && Macro.getValue(caller.options(), key, null) != null;
	}
}
