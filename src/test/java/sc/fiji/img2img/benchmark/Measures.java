/*-
 * #%L
 * Image to image with latent diffusion models, for ImageJ and Fiji.
 * %%
 * Copyright (C) 2026 Img2Img developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
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
