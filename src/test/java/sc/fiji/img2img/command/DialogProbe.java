package sc.fiji.img2img.command;

import ij.gui.GenericDialog;

import java.awt.Window;
import java.awt.event.ActionEvent;

import sc.fiji.img2img.Img2ImgSettings;

/** Opens the dialog on a screen, presses OK and prints what it answers; a program of its own, since tests have no screen. */
final class DialogProbe {

	private static final long PATIENCE_MILLIS = 120_000;

	private DialogProbe() {}

	/** The arguments are settings, key=value. */
	public static void main(String... arguments) {
		Img2ImgSettings settings = Img2ImgSettings.defaults();
		for (String argument : arguments) {
			String[] pair = argument.split("=", 2);
			settings = settings.parse(CommandSettings.find(pair[0], CommandSettings.all()), pair[1]);
		}
		Thread user = new Thread(DialogProbe::pressOk);
		user.setDaemon(true);
		user.start();
		Img2ImgSettings answer = SettingsDialog.ask("Img2Img", settings, CommandSettings.all());
		System.out.println(answer);
		System.out.println("model=" + answer.get(CommandSettings.MODEL));
		System.exit(0);
	}

	private static void pressOk() {
		for (long end = System.currentTimeMillis() + PATIENCE_MILLIS; System.currentTimeMillis() < end;) {
			try {
				Thread.sleep(200);
			}
			catch (InterruptedException e) {
				return;
			}
			for (Window window : Window.getWindows())
				if (window instanceof GenericDialog && window.isShowing()) {
					GenericDialog dialog = (GenericDialog) window;
					dialog.actionPerformed(new ActionEvent(dialog.getButtons()[0], ActionEvent.ACTION_PERFORMED, "OK"));
				}
		}
		System.exit(1);
	}
}
