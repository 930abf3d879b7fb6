package sc.fiji.img2img.device.install;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Numbers separated by dots, in the order in which they were released. Immutable. */
final class PluginVersion implements Comparable<PluginVersion> {

	private final int[] numbers;

	private PluginVersion(int[] numbers) {
		this.numbers = numbers;
	}

	/** Whether a text is a version, and safe as the name of a folder. */
	static boolean isVersion(String text) {
		return text.matches("\\d{1,9}(\\.\\d{1,9}){0,5}([._+-]?[A-Za-z0-9]{1,40}){0,3}");
	}

	/** The numbers that a text begins with; what follows them does not count. */
	static PluginVersion of(String text) {
		String head = text.replaceFirst("[^0-9.].*", "");
		return new PluginVersion(Arrays.stream(head.split("\\.")).filter(part -> part.matches("\\d{1,9}")).mapToInt(
			Integer::parseInt).toArray());
	}

	@Override
	public int compareTo(PluginVersion other) {
		for (int i = 0; i < Math.max(numbers.length, other.numbers.length); i++) {
			int difference = Integer.compare(at(i), other.at(i));
			if (difference != 0) return difference;
		}
		return 0;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof PluginVersion && compareTo((PluginVersion) other) == 0;
	}

	@Override
	public int hashCode() {
		int end = numbers.length;
		while (end > 0 && numbers[end - 1] == 0)
			end--;
		return Arrays.hashCode(Arrays.copyOf(numbers, end));
	}

	@Override
	public String toString() {
		return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining("."));
	}

	private int at(int index) {
		return index < numbers.length ? numbers[index] : 0;
	}
}
