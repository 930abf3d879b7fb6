package sc.fiji.img2img.benchmark;

import static sc.fiji.img2img.Img2ImgSettings.LORA;
import static sc.fiji.img2img.Img2ImgSettings.SEED;
import static sc.fiji.img2img.Img2ImgSettings.STEPS;

import ij.ImagePlus;
import ij.process.ColorProcessor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.diffusion.RunListener;
import sc.fiji.img2img.grid.Grid;
import sc.fiji.img2img.grid.GridListener;
import sc.fiji.img2img.grid.GridResult;
import sc.fiji.img2img.grid.GridRun;
import sc.fiji.img2img.onnx.Cancellation;
import sc.fiji.img2img.onnx.Tensor;

/**
 * Times a grid of LoRA weights against its own denoising steps, and a step with the LoRA against one without.
 * <p>
 * The model is loaded and has run once before the grid. A step's time is the mean of those that follow another one in
 * the same cell, so that what lies between cells (encoding, decoding, measuring, drawing) is not part of it. For the steps
 * without the LoRA the model is opened a second time, and both take turns, a run of two steps each. With 0 rounds they are
 * left out.
 * </p>
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=sc.fiji.img2img.benchmark.GridBenchmark \
 *     -Dexec.args="MODEL_DIRECTORY LORA_FILE 512 20 3 'strength=0.65:0.95:4 lora=0.5:1:6'"
 * </pre>
 * <p>
 * The numbers are the image's width and height, the steps and the rounds. The scripts full_size.py and full_size_lora.py of
 * src/test/python make a model and a LoRA to time.
 * </p>
 */
public final class GridBenchmark {

	private GridBenchmark() {
		// NB: a program.
	}

	public static void main(String... arguments) throws IOException {
		if (arguments.length != 6) {
			System.err.println("usage: GridBenchmark MODEL_DIRECTORY LORA_FILE SIZE STEPS ROUNDS AXES");
			System.exit(2);
		}
		Path model = Path.of(arguments[0]);
		ImagePlus image = image(Integer.parseInt(arguments[2]));
		Img2ImgSettings settings = Img2ImgSettings.defaults().with(SEED, 1L).with(STEPS, Integer.parseInt(arguments[3]));
		Img2ImgSettings changed = settings.with(LORA, arguments[1]);
		try (Img2Img img2img = Img2Img.open(model)) {
			time(img2img, image, changed);
			grid(img2img, image, changed, Grid.parse(arguments[5]));
			if (!arguments[4].equals("0")) try (Img2Img plain = Img2Img.open(model)) {
				compare(img2img, plain, image, settings, changed, Integer.parseInt(arguments[4]));
			}
		}
	}

	private static void grid(Img2Img img2img, ImagePlus image, Img2ImgSettings settings, Grid grid) throws IOException {
		Clock clock = new Clock();
		long start = System.nanoTime();
		GridResult result = GridRun.of(img2img, grid, settings.with(Img2ImgSettings.PROMPT, "new to the model")).run(image,
			null, clock, new Cancellation());
		double total = (System.nanoTime() - start) * 1e-9;
		double step = clock.steps.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
		double steps = clock.done * step;
		print("grid of %d x %d cells: %.2f s for %d steps", grid.rows().size(), grid.columns().size(), total, clock.done);
		print("mean step %.3f s, so all steps %.2f s; grid / steps = %.4f", step, steps, total / steps);
		print("decoding %.2f s; grid / (steps + decoding) = %.4f", clock.decoding, total / (steps + clock.decoding));
		print("networks loaded in the grid: %d, texts encoded: %d, images encoded: %d", clock.count("Loading"), clock.count(
			"Encoding the prompt"), clock.count("Encoding the image"));
		long drawing = System.nanoTime();
		result.montage();
		result.plot();
		print("montage and plot %.2f s", (System.nanoTime() - drawing) * 1e-9);
	}

	private static void compare(Img2Img with, Img2Img without, ImagePlus image, Img2ImgSettings settings,
		Img2ImgSettings changed, int rounds) throws IOException
	{
		List<Double> plain = new ArrayList<>();
		List<Double> lora = new ArrayList<>();
		for (int round = 0; round <= rounds; round++) {
			List<Double> first = time(without, image, settings);
			List<Double> second = time(with, image, changed.with(Img2ImgSettings.LORAWEIGHT, 0.1 * round));
			// NB: the first round warms up.
			if (round > 0) plain.addAll(first);
			if (round > 0) lora.addAll(second);
		}
		print("step without LoRA: median %.3f s, least %.3f s", median(plain), Collections.min(plain));
		print("step with LoRA:    median %.3f s, least %.3f s", median(lora), Collections.min(lora));
		print("with / without: median %.4f, least %.4f", median(lora) / median(plain), Collections.min(lora) / Collections.min(
			plain));
	}

	/** The seconds of the steps of a short run, without the first. */
	private static List<Double> time(Img2Img img2img, ImagePlus image, Img2ImgSettings settings) throws IOException {
		Clock clock = new Clock();
		img2img.run(image, null, settings.with(STEPS, 3).with(Img2ImgSettings.STRENGTH, 1.0).with(Img2ImgSettings.SCHEDULER,
			"Euler"), clock, new Cancellation());
		return clock.steps;
	}

	private static double median(List<Double> values) {
		List<Double> sorted = new ArrayList<>(values);
		Collections.sort(sorted);
		int middle = sorted.size() / 2;
		return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

	private static ImagePlus image(int size) {
		ColorProcessor pixels = new ColorProcessor(size, size);
		Random random = new Random(1);
		for (int i = 0; i < pixels.getPixelCount(); i++)
			pixels.set(i, random.nextInt(1 << 24));
		return new ImagePlus("noise", pixels);
	}

	private static void print(String format, Object... values) {
		System.out.println(String.format(Locale.ROOT, format, values));
	}

	/** Measures steps and decoding by what a run tells. */
	private static final class Clock implements GridListener, RunListener {

		private final List<Double> steps = new ArrayList<>();

		private final List<String> stages = new ArrayList<>();

		private int done;

		private double decoding;

		private long lastStep;

		/** Whether the last thing heard was a step. */
		private boolean stepping;

		private long decodingSince;

		@Override
		public void stage(String message) {
			stages.add(message);
			if (decodingSince != 0) decoding += (System.nanoTime() - decodingSince) * 1e-9;
			decodingSince = message.contains("Decoding") ? System.nanoTime() : 0;
			stepping = false;
		}

		@Override
		public void note(String message) {
			stage(message);
		}

		@Override
		public void step(int number, int total, double secondsLeft, Supplier<Tensor> preview) {
			step("", number, total, preview);
		}

		@Override
		public void step(String message, int number, int total, Supplier<Tensor> preview) {
			if (decodingSince != 0) decodingSince = 0;
			if (stepping) steps.add((System.nanoTime() - lastStep) * 1e-9);
			done = number;
			stepping = true;
			lastStep = System.nanoTime();
		}

		@Override
		public void cell(sc.fiji.img2img.grid.GridCell cell, GridResult soFar) {
			if (decodingSince != 0) decoding += (System.nanoTime() - decodingSince) * 1e-9;
			decodingSince = 0;
		}

		private long count(String stage) {
			return stages.stream().filter(message -> message.contains(stage)).count();
		}
	}
}
