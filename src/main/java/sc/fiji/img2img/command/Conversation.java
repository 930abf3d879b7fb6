package sc.fiji.img2img.command;

import ij.IJ;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;

/** Asks the user what is wanted and does it; what fails is said, and asked anew with everything that was typed. */
final class Conversation {

	private Conversation() {
		// NB: one talk.
	}

	/**
	 * Asks until it is done.
	 *
	 * @param title of the dialog, which remembers by it what it was told last
	 * @throws CancellationException if the user wants no more
	 */
	static void hold(String title, List<Setting<?>> known, Attempt attempt) {
		DialogMemory memory = new DialogMemory(title, known);
		Img2ImgSettings settings = memory.recall();
		if (known.contains(CommandSettings.ROWS)) settings = GridStart.of(settings);
		while (true) {
			settings = SettingsDialog.ask(title, settings, known);
			if (settings == null) throw new CancellationException();
			memory.keep(settings);
			try {
				attempt.run(settings);
				return;
			}
			catch (CancellationException e) {
				throw e;
			}
			catch (IOException | RuntimeException | OutOfMemoryError e) {
				IJ.showStatus("");
				Failure.show(e);
			}
		}
	}

	/** What the user asks for. */
	@FunctionalInterface
	interface Attempt {

		void run(Img2ImgSettings settings) throws IOException;
	}
}
