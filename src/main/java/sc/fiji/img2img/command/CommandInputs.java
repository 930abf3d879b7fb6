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

import ij.Macro;

import java.awt.GraphicsEnvironment;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

import sc.fiji.img2img.Presets;
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
		// NB: the command may have fields of more settings than it takes.
		CommandSettings.all().forEach(setting -> module.resolveInput(setting.key()));
		if (module.isInputResolved(Presets.KEY) && !isOption(caller, Presets.KEY)) scripted = true;
		module.resolveInput(Presets.KEY);
		module.resolveInput(MacroOptions.INPUT);
		Invocation way = caller.isMacro() ? Invocation.MACRO : GraphicsEnvironment.isHeadless() ? Invocation.SCRIPT : Invocation.DIALOG;
		command.begin(module, scripted ? Invocation.SCRIPT : way);
	}

	private static boolean isOption(Caller caller, String key) {
		return caller.isMacro() && caller.options() != null && Macro.getValue(caller.options(), key, null) != null;
	}
}
