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
import ij.plugin.frame.Recorder;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.scijava.ItemIO;
import org.scijava.Priority;
import org.scijava.app.StatusService;
import org.scijava.command.Command;
import org.scijava.module.Module;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;

import sc.fiji.img2img.Img2ImgResult;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;

/**
 * Plugins &gt; Img2Img in Fiji, and in scripts: {@code command.run(Img2ImgCommand.class, true, "input", imp, "strength",
 * 0.5)}.
 */
@Plugin(type = Command.class, menuPath = "Plugins > Img2Img", headless = true, priority = Priority.HIGH)
public class Img2ImgCommand extends SettingInputs {

	private final Caller caller = new Caller();

	@Parameter
	private TaskService taskService;

	@Parameter
	private StatusService statusService;

	@Parameter(label = "Image", required = false, persist = false, autoFill = false, //
		description = "The image to start from; the active one if none is given.")
	private ImagePlus input;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus result;

	/** Null where a script left the preprocessors out. */
	private Module module;

	private Invocation way = Invocation.SCRIPT;

	@Override
	public void run() {
		try {
			if (way == Invocation.MACRO) runMacro();
			else if (way == Invocation.SCRIPT) run(image(null), fields());
			else {
				ImagePlus image = shown();
				Conversation.hold(title(), declared(), image, settings -> run(image, settings));
			}
		}
		catch (CancellationException e) {
			Recording.forget();
			cancel(null);
			if (way == Invocation.MACRO) MacroEnd.end();
		}
		catch (IOException | RuntimeException | OutOfMemoryError e) {
			fail(e);
		}
	}

	/** The name in the menu. */
	String title() {
		return "Img2Img";
	}

	/** Runs the image and shows what comes of it. */
	void make(ImagePlus image, Img2ImgSettings settings, RunMonitor monitor) throws IOException {
		Img2ImgResult<ImagePlus> made = ImageRun.run(image, settings, monitor);
		finish(made.image(), made.settings(), made.plan().toString(), made.notes());
	}

	/** Shows the result, says what was run, and has it written down. */
	void finish(ImagePlus made, Img2ImgSettings used, String ran, List<String> notes) {
		notes.forEach(note -> IJ.log("Img2Img: " + note));
		result = made;
		show(made, "result");
		say(ran + ", seed " + used.get(Img2ImgSettings.SEED), used);
	}

	/** Says what came of it at last, and has it written down. */
	void say(String words, Img2ImgSettings used) {
		LastWord.say(getContext(), title(), "Img2Img: " + words);
		if (Recorder.record && way != Invocation.MACRO) writeDown(used);
	}

	/** Shows an output where somebody is there to see it; in a macro it is the active image then. */
	void show(ImagePlus made, String output) {
		if (module == null) return;
		if (way == Invocation.MACRO) caller.activate(made);
		else if (GraphicsEnvironment.isHeadless()) return;
		else StackSliders.show(made);
		// NB: or else it would be shown twice.
		module.resolveOutput(output);
	}

	/** Whether an output is shown by the command itself, since somebody calls it who sees or reads what is shown. */
	boolean isShown(String output) {
		if (module == null || way != Invocation.MACRO && GraphicsEnvironment.isHeadless()) return false;
		module.resolveOutput(output);
		return true;
	}

	/** What a user is asked about: the active image, or a sample where none is open. */
	ImagePlus shown() {
		return input == null && caller.image() == null ? Sample_.offer() : image(null);
	}

	/** The image to run, by its name, or else the one that was given, or is active. */
	ImagePlus image(String name) {
		return name == null && input != null ? input : ImageRun.input(name, caller.image());
	}

	/** Whether a user was asked, whom windows tell what came of it. */
	boolean isAsked() {
		return way == Invocation.DIALOG;
	}

	@Override
	List<Setting<?>> declared() {
		return CommandSettings.all();
	}

	/** Who called. */
	Caller caller() {
		return caller;
	}

	/** Hears, before it runs, whose module this is, and how it learns what is wanted. */
	void begin(Module owner, Invocation found) {
		module = owner;
		way = found;
	}

	// -- Helper methods --

	/** The macro's own words count: fields have silently become 0 for what is no number, and miss switches. */
	private void runMacro() throws IOException {
		Map<String, String> values = MacroOptions.read(caller.options(), declared());
		String name = values.remove(MacroOptions.INPUT);
		run(image(name), CommandSettings.parse(values, declared()));
	}

	private void run(ImagePlus image, Img2ImgSettings settings) throws IOException {
		try (RunMonitor monitor = new RunMonitor(new TaskProgress(taskService, statusService), new ImageJProgress())) {
			make(image, settings, monitor);
		}
	}

	/** Leaves to SciJava's recorder what was run. */
	private void writeDown(Img2ImgSettings used) {
		Recording.begin(title());
		input = null;
		hold(Recording.texts(used, declared()));
	}

	private void fail(Throwable e) {
		Recording.forget();
		if (way != Invocation.SCRIPT) {
			cancel(null);
			Failure.report(e, way == Invocation.MACRO);
			return;
		}
		if (e instanceof IOException) throw new UncheckedIOException(e.getMessage(), (IOException) e);
		if (e instanceof RuntimeException) throw (RuntimeException) e;
		throw (OutOfMemoryError) e;
	}
}
