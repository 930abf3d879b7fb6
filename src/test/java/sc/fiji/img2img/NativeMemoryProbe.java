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
