package sc.fiji.img2img.command;

import ij.gui.GenericDialog;

import java.awt.Dimension;
import java.awt.Label;
import java.awt.TextField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.Setting;
import sc.fiji.img2img.device.DeviceChoice;
import sc.fiji.img2img.diffusion.StepPlan;
import sc.fiji.img2img.grid.Grid;

/**
 * ImageJ's dialog for the settings, made from their declarations: the usual ones, and on request the others.
 * <p>
 * Numbers are text to it, so that what is no number is refused by the setting's own sentence.
 * </p>
 */
final class SettingsDialog {

	/** What most users never touch. */
	private static final Set<String> SPECIAL = Set.of("range", "feather", "colormatch", "exact", "variations",
		"rescale", "eta", "noise", "literal", "precision", "raw", "output", "preview");

	private static final int WIDE = 36;
	private static final int NARROW = 10;

	/** The most characters of a line of text. */
	private static final int LINE = 100;

	/** The greatest weight that the slider offers; others can be typed. */
	private static final double USUAL_WEIGHT = 1.5;

	private final GenericDialog dialog;

	private final List<Setting<?>> shown;

	/** What the settings were before the dialog. */
	private final Img2ImgSettings settings;

	/** Null where the dialog has no such list or line, or there is no screen. */
	private FoundList loras;

	private FoundList models;

	private Label words;

	private Label plan;

	/** The model, its folder and the LoRAs that the dialog speaks of. */
	private List<String> spokenOf = List.of();

	private SettingsDialog(String title, List<Setting<?>> shown, Img2ImgSettings settings) {
		this.shown = shown;
		this.settings = settings;
		dialog = new GenericDialog(title);
		shown.forEach(this::add);
		dialog.addHelp("<html>" + shown.stream().map(setting -> "<b>" + setting.label() + "</b> (" + setting.key() + "): " +
			setting.help()).collect(Collectors.joining("<br>")) + "</html>");
		dialog.addDialogListener((source, event) -> event == null || isAllowed(event.getSource()));
	}

	/**
	 * Asks the user.
	 *
	 * @param title the dialog's
	 * @param settings what the dialog shows first
	 * @param known the settings that are asked for
	 * @return what the user wants; null if the dialog was cancelled
	 * @throws IllegalArgumentException if a value is not allowed; the message says what is
	 */
	static Img2ImgSettings ask(String title, Img2ImgSettings settings, List<Setting<?>> known) {
		List<Setting<?>> usual = new ArrayList<>();
		List<Setting<?>> special = new ArrayList<>();
		for (Setting<?> setting : known)
			(SPECIAL.contains(setting.key()) ? special : usual).add(setting);
		SettingsDialog first = new SettingsDialog(title, usual, settings);
		LoadedModel.device().ifPresent(device -> first.dialog.addMessage(ranOn(device)));
		first.dialog.addCheckbox("More settings", false);
		first.dialog.showDialog();
		if (first.dialog.wasCanceled()) return null;
		Img2ImgSettings answer = first.read();
		if (!first.dialog.getNextBoolean()) return answer;
		SettingsDialog more = new SettingsDialog(title + ": more settings", special, answer);
		more.dialog.showDialog();
		return more.dialog.wasCanceled() ? null : more.read();
	}

	/** The steps that will run: "0.75: 15 of 20 steps". */
	static String plan(Img2ImgSettings settings) {
		double strength = settings.get(Img2ImgSettings.STRENGTH);
		int steps = settings.get(Img2ImgSettings.STEPS);
		return strength + ": " + (settings.get(Img2ImgSettings.EXACT) ? StepPlan.exact(steps, strength) : StepPlan.of(
			steps, strength));
	}

	/** What ran last, and why, in lines: "Ran last on CPU (WebGPU 0.4.0 finds no GPU)". */
	static String ranOn(DeviceChoice device) {
		return ("Ran last on " + device).replaceAll("(.{1," + LINE + "})(\\s+|$)", "$1\n").trim();
	}

	// -- Helper methods --

	private void add(Setting<?> setting) {
		String value = settings.get(setting).toString();
		if (setting.type() == Boolean.class) dialog.addCheckbox(setting.label(), Boolean.parseBoolean(value));
		else if (!setting.choices().isEmpty()) dialog.addChoice(setting.label(), choices(setting, value), value);
		else if (setting == CommandSettings.MODEL) {
			models = FoundList.add(dialog, "Models found", "(default)", ModelChoice.finder().names(), value);
			dialog.addDirectoryField(setting.label(), value, WIDE);
			models.writeInto(dialog);
		}
		else if (setting == Img2ImgSettings.LORA) {
			loras = FoundList.add(dialog, "LoRAs found", "(none)", LoraChoice.names(settings), value);
			dialog.addFileField(setting.label(), value, WIDE);
			loras.writeInto(dialog);
		}
		else if (setting == Img2ImgSettings.LORAFOLDER) dialog.addDirectoryField(setting.label(), value, WIDE);
		else if (isSlider(setting)) dialog.addSlider(setting.label(), setting.min() < 0 ? 0 : setting.min(), Math.min(
			USUAL_WEIGHT, setting.max()), Double.parseDouble(value), 0.01);
		else dialog.addStringField(setting.label(), value, setting.type() == String.class ? WIDE : NARROW);
		if (setting == Img2ImgSettings.STEPS || setting == Img2ImgSettings.EXACT) plan = addLabel(plan(settings));
		if (setting == Img2ImgSettings.LORA) words = addLabel(LoraChoice.words(settings));
	}

	/** Follows what the user did, and tells whether all values are allowed. */
	private boolean isAllowed(Object source) {
		if (loras != null) loras.hear(source);
		if (models != null) models.hear(source);
		try {
			Img2ImgSettings now = read();
			if (loras != null) follow(now);
			if (shown.contains(CommandSettings.ROWS)) Grid.parse(now.get(CommandSettings.ROWS), now.get(CommandSettings.COLUMNS))
				.check(now);
			say(plan, plan(now));
			return true;
		}
		catch (IllegalArgumentException e) {
			say(plan, e.getMessage());
			return false;
		}
	}

	/** What can be chosen, and the value where it is one that is known by another name. */
	private static String[] choices(Setting<?> setting, String value) {
		List<String> choices = new ArrayList<>(setting.choices());
		if (!choices.contains(value)) choices.add(value);
		return choices.toArray(new String[0]);
	}

	private Img2ImgSettings read() {
		Img2ImgSettings answer = settings;
		// NB: there are no fields without a screen.
		Iterator<?> numbers = dialog.getNumericFields() == null ? Collections.emptyIterator() : dialog.getNumericFields()
			.iterator();
		for (Setting<?> setting : shown)
			answer = answer.parse(setting, text(setting, numbers));
		return answer;
	}

	/** Speaks of the model, the folder and the LoRAs that are chosen now; files are read only if these are others. */
	private void follow(Img2ImgSettings now) {
		List<String> chosen = List.of(now.get(CommandSettings.MODEL), now.get(Img2ImgSettings.LORAFOLDER), now.get(
			Img2ImgSettings.LORA));
		if (chosen.equals(spokenOf)) return;
		spokenOf = chosen;
		loras.update(LoraChoice.names(now));
		say(words, LoraChoice.words(now));
	}

	/** A line of text; null without a screen. */
	private Label addLabel(String text) {
		dialog.addMessage(text);
		return (Label) dialog.getMessage();
	}

	/** Shows a text in a line, for which the dialog grows if it must. */
	private void say(Label line, String text) {
		String visible = text.length() <= LINE ? text : text.substring(0, LINE) + "...";
		if (line == null || line.getText().equals(visible)) return;
		line.setText(visible);
		Dimension wanted = dialog.getPreferredSize();
		if (wanted.width > dialog.getWidth() && dialog.isShowing()) dialog.pack();
		else dialog.validate();
	}

	private String text(Setting<?> setting, Iterator<?> numbers) {
		if (setting.type() == Boolean.class) return Boolean.toString(dialog.getNextBoolean());
		if (!setting.choices().isEmpty()) return dialog.getNextChoice();
		if (setting == Img2ImgSettings.LORA || setting == CommandSettings.MODEL) dialog.getNextChoice();
		if (!isSlider(setting)) return dialog.getNextString();
		double number = dialog.getNextNumber();
		// NB: the number that the dialog reads is the nearest on the slider's scale, the text is what the user wrote.
		return numbers.hasNext() ? ((TextField) numbers.next()).getText() : Double.toString(number);
	}

	private static boolean isSlider(Setting<?> setting) {
		return setting == Img2ImgSettings.STRENGTH || setting == Img2ImgSettings.LORAWEIGHT;
	}
}
