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
import ij.Menus;
import ij.WindowManager;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

import net.imagej.patcher.EssentialLegacyHooks;
import net.imagej.patcher.LegacyHooks;
import net.imagej.patcher.LegacyInjector;

import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.Priority;
import org.scijava.app.StatusService;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.plugin.SciJavaPlugin;
import org.scijava.task.TaskService;
import org.scijava.thread.ThreadService;

/**
 * Has ImageJ call commands as it does in Fiji: on threads of a pool, with a macro's options as inputs.
 * <p>
 * Stands in for imagej-legacy, and does what that does: its preprocessors of macro options and of the active image, its
 * dialog, and its display of outputs. Public for SciJava.
 * </p>
 */
public final class FijiHooks extends EssentialLegacyHooks implements AutoCloseable {

	private static final String PREFIX = "command:";

	/** The inputs that a dialog would have asked for. */
	static final List<String> ASKED = new CopyOnWriteArrayList<>();

	/** The outputs that would have been shown after the command. */
	static final List<String> SHOWN = new CopyOnWriteArrayList<>();

	private final Context context = new Context(CommandService.class, ConvertService.class, PluginService.class,
		StatusService.class, TaskService.class, ThreadService.class);

	private final LegacyHooks before;

	/** Takes the menu's entries of commands over, until it is closed. */
	FijiHooks() {
		add(MacroValues.class, PreprocessorPlugin.class, 2 * Priority.VERY_HIGH);
		add(ActiveImage.class, PreprocessorPlugin.class, Priority.VERY_HIGH + 1);
		add(Dialog.class, PreprocessorPlugin.class, Priority.VERY_LOW);
		add(Display.class, PostprocessorPlugin.class, Priority.VERY_LOW);
		before = LegacyInjector.installHooks(IJ.class.getClassLoader(), this);
		Menus.getCommands().put("Img2Img", PREFIX + Img2ImgCommand.class.getName());
		Menus.getCommands().put("Img2Img Grid", PREFIX + Img2ImgGridCommand.class.getName());
	}

	@Override
	public void close() {
		LegacyInjector.installHooks(IJ.class.getClassLoader(), before);
		context.dispose();
		Macros.installMenu();
	}

	@Override
	public Object interceptRunPlugIn(String className, String argument) {
		if (!className.startsWith(PREFIX)) return super.interceptRunPlugIn(className, argument);
		try {
			return context.service(CommandService.class).run(className.substring(PREFIX.length()), true).get();
		}
		catch (InterruptedException | ExecutionException e) {
			throw new IllegalStateException(e);
		}
	}

	@Override
	public Iterable<Thread> getThreadAncestors() {
		List<Thread> ancestors = new ArrayList<>();
		Thread thread = context.service(ThreadService.class).getParent(Thread.currentThread());
		for (; thread != null && !ancestors.contains(thread); thread = context.service(ThreadService.class).getParent(thread))
			ancestors.add(thread);
		return ancestors;
	}

	/** NB: annotations would have all contexts know these. */
	private <T extends SciJavaPlugin> void add(Class<? extends T> type, Class<T> kind, double priority) {
		PluginInfo<T> info = new PluginInfo<>(type, kind);
		info.setPriority(priority);
		context.service(PluginService.class).addPlugin(info);
	}

	/** Converts the values of a macro's options without a word about those that are none. */
	public static final class MacroValues extends AbstractPreprocessorPlugin {

		@Parameter
		private ConvertService converter;

		@Override
		public void process(Module module) {
			if (!IJ.isMacro()) return;
			String options = Macro.getOptions() == null ? "" : Macro.getOptions();
			for (ModuleItem<?> input : module.getInfo().inputs()) {
				String value = Macro.getValue(options, input.getName(), null);
				if (input.getVisibility() == ItemVisibility.MESSAGE) module.resolveInput(input.getName());
				else if (value != null) {
					boolean image = input.getType() == ImagePlus.class;
					module.setInput(input.getName(), image ? WindowManager.getImage(value) : converter.convert(value, input.getType()));
					module.resolveInput(input.getName());
				}
			}
		}
	}

	/** Takes the active image for the one that is missing. */
	public static final class ActiveImage extends AbstractPreprocessorPlugin {

		@Override
		public void process(Module module) {
			if (!module.getInfo().getInput("input", ImagePlus.class).isAutoFill()) return;
			if (module.isInputResolved("input") || WindowManager.getCurrentImage() == null) return;
			module.setInput("input", WindowManager.getCurrentImage());
			module.resolveInput("input");
		}
	}

	/** Asks for what is missing. */
	public static final class Dialog extends AbstractPreprocessorPlugin {

		@Override
		public void process(Module module) {
			for (ModuleItem<?> input : module.getInfo().inputs())
				if (!module.isInputResolved(input.getName())) ASKED.add(input.getName());
		}
	}

	/** Shows the images that nobody has shown. */
	public static final class Display extends AbstractPostprocessorPlugin {

		@Override
		public void process(Module module) {
			for (ModuleItem<?> output : module.getInfo().outputs())
				if (!module.isOutputResolved(output.getName()) && module.getOutput(output.getName()) != null) SHOWN.add(output
					.getName());
		}
	}
}
