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
package sc.fiji.img2img;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A program that does one thing many times and prints its resident memory, in MiB, on the way. */
final class NativeMemoryProbe {

	private NativeMemoryProbe() {}

	@FunctionalInterface
	private interface Action {

		void run() throws IOException;
	}

	/** Arguments: run or open, the model, then how often the figure is to be printed: after so many times, and so many. */
	public static void main(String[] arguments) throws IOException {
		Path model = Path.of(arguments[1]);
		int settled = Integer.parseInt(arguments[2]);
		int times = Integer.parseInt(arguments[3]);
		if (arguments[0].equals("open")) {
			measure(settled, times, () -> Img2Img.open(model).close());
			return;
		}
		Img2ImgSettings settings = Runs.SHORT.with(Img2ImgSettings.STEPS, 2);
		try (Img2Img img2img = Img2Img.open(model)) {
			measure(settled, times, () -> Runs.of(img2img, TestImages.rgb(32, 32), settings));
		}
	}

	private static void measure(int settled, int times, Action action) throws IOException {
		for (int i = 1; i <= times; i++) {
			action.run();
			if (i == settled || i == times) System.out.printf(Locale.ROOT, "resident %.1f%n", residentMib());
		}
	}

	private static double residentMib() throws IOException {
		// NB: buffers and mapped files are freed with the Java objects that own them.
		System.gc();
		return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmRSS:"))
			.mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", ""))).findFirst().getAsDouble() / 1024;
	}
}
