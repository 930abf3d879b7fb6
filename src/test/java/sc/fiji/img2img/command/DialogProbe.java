package sc.fiji.img2img.command;

import ij.gui.GenericDialog;

import java.awt.AWTEvent;
import java.awt.Toolkit;
import java.awt.event.ActionEvent;
import java.awt.event.WindowEvent;

import sc.fiji.img2img.Img2ImgSettings;

/** Opens the dialog on a screen, presses OK and prints what it answers; a program of its own, since tests have no screen. */
final class DialogProbe {

	private DialogProbe() {}

	/** The arguments are settings, key=value. */
	public static void main(String... arguments) {
		Img2ImgSettings settings = Img2ImgSettings.defaults();
		for (String argument : arguments) {
			String[] pair = argument.split("=", 2);
			settings = settings.parse(CommandSettings.find(pair[0], CommandSettings.all()), pair[1]);
		}
		Toolkit.getDefaultToolkit().addAWTEventListener(DialogProbe::pressOk, AWTEvent.WINDOW_EVENT_MASK);
		Img2ImgSettings answer = SettingsDialog.ask("Img2Img", settings, CommandSettings.all());
		System.out.println(answer);
		System.out.println("model=" + answer.get(CommandSettings.MODEL));
		System.exit(0);
	}

	private static void pressOk(AWTEvent event) {
		if (event.getID() != WindowEvent.WINDOW_OPENED || !(event.getSource() instanceof GenericDialog)) return;
		GenericDialog dialog = (GenericDialog) event.getSource();
		dialog.actionPerformed(new ActionEvent(dialog.getButtons()[0], ActionEvent.ACTION_PERFORMED, "OK"));
	}
}
