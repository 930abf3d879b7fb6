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

import static sc.fiji.img2img.Img2ImgSettings.LORA;
import static sc.fiji.img2img.Img2ImgSettings.SCHEDULER;
import static sc.fiji.img2img.Img2ImgSettings.SEED;
import static sc.fiji.img2img.Img2ImgSettings.STEPS;

import ij.ImagePlus;
import ij.process.ColorProcessor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.diffusion.scheduler.SchedulerName;
import sc.fiji.img2img.grid.Grid;
import sc.fiji.img2img.grid.GridCell;
import sc.fiji.img2img.grid.GridListener;
import sc.fiji.img2img.grid.GridResult;
import sc.fiji.img2img.grid.GridRun;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.Tensor;

/**
 * Times a grid of LoRA weights against its own denoising steps.
 * <p>
 * The model is loaded and has run once before the grid. A step's time is the mean of those that follow another one in
 * the same cell, so that what lies between cells (encoding, decoding, measuring, drawing) is not part of it.
 * </p>
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=sc.fiji.img2img.benchmark.GridBenchmark \
 *     -Dexec.args="MODEL_DIRECTORY LORA_FILE 512 20 'strength=0.65:0.95:4 lora=0.5:1:6'"
 * </pre>
 * <p>
 * The numbers are the image's width and height, and the steps. The scripts full_size.py and full_size_lora.py of
 * src/test/python make a model and a LoRA to time.
 * </p>
 */
public final class GridBenchmark {

	private GridBenchmark() {
		// NB: a program.
	}

	public static void main(String... arguments) throws IOException {
		if (arguments.length != 5) {
			System.err.println("usage: GridBenchmark MODEL_DIRECTORY LORA_FILE SIZE STEPS AXES");
			System.exit(2);
		}
		Path model = Path.of(arguments[0]);
		ImagePlus image = image(Integer.parseInt(arguments[2]));
		// NB: some samplers call the model more often than once per step.
		Img2ImgSettings settings = Img2ImgSettings.defaults().with(SEED, 1L).with(STEPS, Integer.parseInt(arguments[3])).with(
			SCHEDULER, SchedulerName.of("Euler"));
		Img2ImgSettings changed = settings.with(LORA, arguments[1]);
		try (Img2Img img2img = Img2Img.open(model)) {
			img2img.run(image, null, changed.with(STEPS, 2), RunControl.silent());
			grid(img2img, image, changed, Grid.parse(arguments[4]));
		}
	}

	private static void grid(Img2Img img2img, ImagePlus image, Img2ImgSettings settings, Grid grid) throws IOException {
		Clock clock = new Clock();
		long start = System.nanoTime();
		GridResult result = GridRun.of(img2img, grid, settings.with(Img2ImgSettings.PROMPT, "new to the model"))
			.withoutBaselines().run(image, null, clock, new Cancellation());
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
			endDecoding();
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
			decodingSince = 0;
			if (stepping) steps.add((System.nanoTime() - lastStep) * 1e-9);
			done = number;
			stepping = true;
			lastStep = System.nanoTime();
		}

		@Override
		public void cell(GridCell cell, GridResult soFar) {
			endDecoding();
		}

		private void endDecoding() {
			if (decodingSince != 0) decoding += (System.nanoTime() - decodingSince) * 1e-9;
			decodingSince = 0;
		}

		private long count(String stage) {
			return stages.stream().filter(message -> message.contains(stage)).count();
		}
	}
}
