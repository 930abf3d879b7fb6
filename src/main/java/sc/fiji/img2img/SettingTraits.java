package sc.fiji.img2img;

import java.util.Set;

/** What is particular about a setting besides its values. Immutable; each method that takes something gives a changed copy. */
final class SettingTraits {

	/** Nothing particular. */
	static final SettingTraits NONE = new SettingTraits(false, false, -1, null, Set.of());

	private final boolean suggestible;

	private final boolean sameForAllCells;

	private final int place;

	private final double[] slider;

	private final Set<String> otherNames;

	private SettingTraits(boolean suggestible, boolean sameForAllCells, int place, double[] slider,
		Set<String> otherNames)
	{
		this.suggestible = suggestible;
		this.sameForAllCells = sameForAllCells;
		this.place = place;
		this.slider = slider;
		this.otherNames = otherNames;
	}

	SettingTraits suggestible() {
		return new SettingTraits(true, sameForAllCells, place, slider, otherNames);
	}

	SettingTraits sameForAllCells() {
		return new SettingTraits(suggestible, true, place, slider, otherNames);
	}

	SettingTraits shownAt(int newPlace) {
		return new SettingTraits(suggestible, sameForAllCells, newPlace, slider, otherNames);
	}

	SettingTraits slidingOver(double least, double greatest) {
		return new SettingTraits(suggestible, sameForAllCells, place, new double[] { least, greatest }, otherNames);
	}

	SettingTraits alsoCalled(Set<String> names) {
		return new SettingTraits(suggestible, sameForAllCells, place, slider, names);
	}

	/** Whether a model may suggest a value. */
	boolean isSuggestible() {
		return suggestible;
	}

	/** Whether the cells of a grid cannot differ in it. */
	boolean isSameForAllCells() {
		return sameForAllCells;
	}

	/** Where dialogs show it at once; -1 for not at once. */
	int place() {
		return place;
	}

	/** The usual values, from the least to the greatest; null for no slider. */
	double[] slider() {
		return slider == null ? null : slider.clone();
	}

	/** What other programs call it, in lower case letters. */
	Set<String> otherNames() {
		return otherNames;
	}
}
