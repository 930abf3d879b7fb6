package sc.fiji.img2img.diffusion.scheduler;

import java.util.ArrayList;
import java.util.List;

/** Which scheduler takes the steps: one by its name, or the one that the model brings along. Immutable. */
public final class SchedulerName {

	/** The name that stands for the model's own. */
	public static final String MODEL = "model";

	private final String name;

	private SchedulerName(String name) {
		this.name = name;
	}

	/** The one that the model brings along. */
	public static SchedulerName ofModel() {
		return new SchedulerName(MODEL);
	}

	/**
	 * One by its name.
	 *
	 * @param name as {@link Schedulers#find} knows it, or {@link #MODEL}
	 * @throws IllegalArgumentException with a sentence that lists the possible names
	 */
	public static SchedulerName of(String name) {
		if (name.equalsIgnoreCase(MODEL)) return ofModel();
		Schedulers.find(name);
		return new SchedulerName(name);
	}

	/** The names to choose from; others are known, too. */
	public static List<String> names() {
		List<String> names = new ArrayList<>(List.of(MODEL));
		names.addAll(Schedulers.names());
		return names;
	}

	/** Whether it is the model's own. */
	public boolean isOfModel() {
		return name.equals(MODEL);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof SchedulerName && name.equals(((SchedulerName) other).name);
	}

	@Override
	public int hashCode() {
		return name.hashCode();
	}

	/** The name. */
	@Override
	public String toString() {
		return name;
	}
}
