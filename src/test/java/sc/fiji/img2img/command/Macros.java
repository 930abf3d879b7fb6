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
import ij.Menus;
import ij.WindowManager;
import ij.macro.Interpreter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.img2img.TestModels;

/** Runs ImageJ's macros, with the menu that our plugins.config makes. */
final class Macros {

	private static final Pattern ENTRY = Pattern.compile("Plugins, \"(.+)\", (\\S+)");

	private Macros() {}

	/** Reads plugins.config into ImageJ's menu. */
	static void installMenu() {
		// NB: makes the menu's tables, which there are none of without a window.
		run("newImage(\"menu\", \"8-bit black\", 1, 1, 1);");
		closeAll();
		try {
			for (String line : Files.readAllLines(Path.of("plugins.config"))) {
				Matcher entry = ENTRY.matcher(line);
				if (entry.matches()) Menus.getCommands().put(entry.group(1), entry.group(2));
			}
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The options that choose the tiny model and few steps. */
	static String options(String more) {
		return "model=[" + TestModels.get("sd15") + "] steps=2 strength=0.5 guidance=1 seed=7 " + more;
	}

	/** A macro's line that runs the plugin with these options. */
	static String call(String more) {
		return "run(\"Img2Img\", \"" + options(more).replace("\\", "\\\\") + "\");\n";
	}

	/** Runs a macro and returns what it returned. */
	static String run(String macro) {
		return IJ.runMacro(macro);
	}

	/** Runs a macro on an image that is the active one. */
	static String run(ImagePlus image, String macro) {
		WindowManager.setTempCurrentImage(image);
		Interpreter.addBatchModeImage(image);
		return run(macro);
	}

	/** The active image, after a macro. */
	static ImagePlus active() {
		return WindowManager.getCurrentImage();
	}

	/** Runs a macro that is to fail, and returns what ImageJ printed; nothing if it did not fail. */
	static synchronized String failure(ImagePlus image, String macro) {
		PrintStream out = System.out;
		PrintStream err = System.err;
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
		System.setOut(stream);
		System.setErr(stream);
		try {
			return run(image, macro + "return \"finished\";") == null ? printed.toString(StandardCharsets.UTF_8) : "";
		}
		finally {
			System.setOut(out);
			System.setErr(err);
		}
	}

	/** Forgets all images. */
	static void closeAll() {
		run("close(\"*\");");
		WindowManager.setTempCurrentImage(null);
	}
}
