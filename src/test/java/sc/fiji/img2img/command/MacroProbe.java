package sc.fiji.img2img.command;

import java.nio.file.Files;
import java.nio.file.Path;

import net.imagej.patcher.LegacyInjector;

/** Runs a macro in plain ImageJ without a screen, and prints what it returned; a program of its own. */
public final class MacroProbe {

	private MacroProbe() {}

	/** The argument is the macro's file. */
	public static void main(String... arguments) throws Exception {
		// NB: before any class of ImageJ is loaded.
		LegacyInjector.preinit();
		Macros.installMenu();
		System.out.println(Macros.run(Files.readString(Path.of(arguments[0]))));
		System.exit(0);
	}
}
