package sc.fiji.img2img.command;

import ij.gui.GenericDialog;

import java.awt.Choice;
import java.awt.TextField;
import java.util.ArrayList;
import java.util.List;

/** In ImageJ's dialog, a list of what was found; what is chosen in it is written into the text field that comes next. */
final class FoundList {

	private final String none;

	private final Choice list;

	private TextField field;

	private FoundList(String none, Choice list) {
		this.none = none;
		this.list = list;
	}

	/**
	 * Adds a list to a dialog.
	 *
	 * @param none what stands for an empty text
	 */
	static FoundList add(GenericDialog dialog, String label, String none, List<String> names, String value) {
		List<String> items = new ArrayList<>(names);
		items.add(0, none);
		dialog.addChoice(label, items.toArray(new String[0]), items.contains(value) ? value : none);
		// NB: there are no components without a screen.
		return new FoundList(none, dialog.getChoices() == null ? null : (Choice) dialog.getChoices().lastElement());
	}

	/** The dialog's last text field is the one to write into. */
	void writeInto(GenericDialog dialog) {
		if (list != null) field = (TextField) dialog.getStringFields().lastElement();
	}

	/** Writes down what was chosen, if it was in this list. */
	void hear(Object source) {
		if (source == list && list != null) field.setText(list.getSelectedItem().equals(none) ? "" : list
			.getSelectedItem());
	}

	/** Offers other names. */
	void update(List<String> names) {
		List<String> items = new ArrayList<>(names);
		items.add(0, none);
		if (list == null || items.equals(items())) return;
		list.removeAll();
		items.forEach(list::add);
		if (names.contains(field.getText())) list.select(field.getText());
	}

	private List<String> items() {
		List<String> items = new ArrayList<>();
		for (int i = 0; i < list.getItemCount(); i++)
			items.add(list.getItem(i));
		return items;
	}
}
