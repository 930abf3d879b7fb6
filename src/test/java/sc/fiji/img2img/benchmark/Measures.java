package sc.fiji.img2img.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Tells what was measured, a line each: "measured NAME VALUE"; times are in seconds. */
final class Measures {

	static double since(long start) {
		return (System.nanoTime() - start) * 1e-9;
	}

	static double median(List<Double> values) {
		List<Double> sorted = new ArrayList<>(values);
		Collections.sort(sorted);
		int middle = sorted.size() / 2;
		return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

	void tell(String name, String value) {
		System.out.println("measured " + name + " " + value);
		System.out.flush();
	}

	void tell(String name, double value) {
		tell(name, String.format(Locale.ROOT, "%.5f", value));
	}

	/** Tells the median, the least and the number of some times. */
	void tell(String name, List<Double> seconds) {
		if (seconds.isEmpty()) return;
		tell(name, median(seconds));
		tell(name + ".min", Collections.min(seconds));
		tell(name + ".runs", Integer.toString(seconds.size()));
	}

	/** Runs something at least once, at most so many times, and not again after so many seconds. */
	void times(String name, int most, double seconds, Runnable action) {
		List<Double> times = new ArrayList<>();
		long start = System.nanoTime();
		while (times.size() < most && (times.isEmpty() || since(start) < seconds)) {
			long begin = System.nanoTime();
			action.run();
			times.add(since(begin));
		}
		tell(name, times);
	}
}
