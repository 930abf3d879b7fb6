package sc.fiji.img2img.command;

import ij.gui.GenericDialog;

import java.awt.Label;
import java.awt.TextField;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.diffusion.StepPlan;

/**
 * ImageJ's dialog for the settings, made from their declarations: the usual ones, and on request the others.
 * <p>
 * Numbers are text to it, so that what is no number is refused by the setting's own sentence.
 * </p>
 */
final class SettingsDialog {

	/** What most users never touch. */
	private static final Set<String> SPECIAL = Set.of("lorafolder", "range", "feather", "colormatch", "exact", "variations",
		"rescale", "eta", "noise", "literal", "raw", "output");

	private static final int WIDE = 36;
	private static final int NARROW = 10;

	private final GenericDialog dialog;

	private final List<Setting<?>> shown;

	private SettingsDialog(String title, List<Setting<?>> shown, Img2ImgSettings settings) {
		this.shown = shown;
		dialog = new GenericDialog(title);
		shown.forEach(setting -> add(setting, settings));
		dialog.addHelp("<html>" + shown.stream().map(setting -> "<b>" + setting.label() + "</b> (" + setting.key() + "): " +
			setting.help()).collect(Collectors.joining("<br>")) + "</html>");
	}

	/**
	 * Asks the user.
	 *
	 * @param settings what the dialog shows first
	 * @return what the user wants; null if the dialog was cancelled
	 * @throws IllegalArgumentException if a value is not allowed; the message says what is
	 */
	static Img2ImgSettings ask(Img2ImgSettings settings) {
		List<Setting<?>> usual = new ArrayList<>();
		List<Setting<?>> special = new ArrayList<>();
		for (Setting<?> setting : CommandSettings.all())
			(SPECIAL.contains(setting.key()) ? special : usual).add(setting);
		SettingsDialog first = new SettingsDialog("Img2Img", usual, settings);
		first.dialog.addMessage(plan(settings));
		Label plan = (Label) first.dialog.getMessage();
		first.dialog.addCheckbox("More settings", false);
		first.dialog.addDialogListener((source, event) -> {
			try {
				plan.setText(plan(first.read(settings)));
			}
			catch (IllegalArgumentException e) {
				plan.setText(e.getMessage());
				return false;
			}
			return true;
		});
		first.dialog.showDialog();
		if (first.dialog.wasCanceled()) return null;
		Img2ImgSettings answer = first.read(settings);
		if (!first.dialog.getNextBoolean()) return answer;
		SettingsDialog more = new SettingsDialog("Img2Img: more settings", special, answer);
		more.dialog.showDialog();
		return more.dialog.wasCanceled() ? null : more.read(answer);
	}

	/** The steps that will run: "0.75: 15 of 20 steps". */
	static String plan(Img2ImgSettings settings) {
		double strength = settings.get(Img2ImgSettings.STRENGTH);
		int steps = settings.get(Img2ImgSettings.STEPS);
		return strength + ": " + (settings.get(Img2ImgSettings.EXACT) ? StepPlan.exact(steps, strength) : StepPlan.of(
			steps, strength));
	}

	// -- Helper methods --

	private void add(Setting<?> setting, Img2ImgSettings settings) {
		String value = settings.get(setting).toString();
		if (setting.type() == Boolean.class) dialog.addCheckbox(setting.label(), Boolean.parseBoolean(value));
		else if (!setting.choices().isEmpty()) dialog.addChoice(setting.label(), choices(setting, value), value);
		else if (setting == CommandSettings.MODEL) dialog.addDirectoryField(setting.label(), value, WIDE);
		else if (setting == Img2ImgSettings.STRENGTH) dialog.addSlider(setting.label(), setting.min(), setting.max(),
			settings.get(Img2ImgSettings.STRENGTH), 0.01);
		else dialog.addStringField(setting.label(), value, setting.type() == String.class ? WIDE : NARROW);
	}

	/** What can be chosen, and the value where it is one that is known by another name. */
	private static String[] choices(Setting<?> setting, String value) {
		List<String> choices = new ArrayList<>(setting.choices());
		if (!choices.contains(value)) choices.add(value);
		return choices.toArray(new String[0]);
	}

	private Img2ImgSettings read(Img2ImgSettings settings) {
		Img2ImgSettings answer = settings;
		for (Setting<?> setting : shown)
			answer = answer.parse(setting, text(setting));
		return answer;
	}

	private String text(Setting<?> setting) {
		if (setting.type() == Boolean.class) return Boolean.toString(dialog.getNextBoolean());
		if (!setting.choices().isEmpty()) return dialog.getNextChoice();
		if (setting != Img2ImgSettings.STRENGTH) return dialog.getNextString();
		dialog.getNextNumber();
		// NB: the number that the dialog reads is the nearest on the slider's scale, the text is what the user wrote.
		return ((TextField) dialog.getNumericFields().get(0)).getText();
	}
}
