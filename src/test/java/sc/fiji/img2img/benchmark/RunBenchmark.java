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

import static sc.fiji.img2img.Img2ImgSettings.DEEPCACHE;
import static sc.fiji.img2img.Img2ImgSettings.EXACT;
import static sc.fiji.img2img.Img2ImgSettings.GUIDANCE;
import static sc.fiji.img2img.Img2ImgSettings.LORA;
import static sc.fiji.img2img.Img2ImgSettings.LORAWEIGHT;
import static sc.fiji.img2img.Img2ImgSettings.PROMPT;
import static sc.fiji.img2img.Img2ImgSettings.SEED;
import static sc.fiji.img2img.Img2ImgSettings.STEPS;
import static sc.fiji.img2img.Img2ImgSettings.STRENGTH;

import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.image.ij.Phantom;
import sc.fiji.img2img.device.Precision;
import sc.fiji.img2img.grid.Grid;
import sc.fiji.img2img.image.ij.ImageFiles;
import sc.fiji.img2img.model.EmbeddedModel;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.Tensor;

/**
 * Times whole runs on a device, warm, in one process: a picture, its steps, LoRA weights, a grid.
 * <p>
 * Arguments: MODEL (a directory or a checkpoint's file; embedded for the one that comes with the program) SIZE (of the
 * image) DEVICE PRECISION STEPS LORA AXES PICTURE PART... The parts, measured in the order in which they are named:
 * picture (a drawn blood smear at strength 0.75, written to the file PICTURE), steps (so many steps from pure noise),
 * deepcache (the same with the deep layers asked in every other step), lora (at most 20 of them, at two weights), grid (at
 * most 10 of them, as the device would run it, and cell by cell).
 * </p>
 */
public final class RunBenchmark {

	private static final String BATCH = "img2img.batch";

	private final Img2Img img2img;

	private final ImagePlus image;

	private final Img2ImgSettings settings;

	private final Measures measures = new Measures();

	private RunBenchmark(Img2Img img2img, ImagePlus image, Img2ImgSettings settings) {
		this.img2img = img2img;
		this.image = image;
		this.settings = settings;
	}

	public static void main(String... arguments) {
		int exitCode = 1;
		try {
			run(arguments);
			exitCode = 0;
		}
		catch (IOException | RuntimeException e) {
			e.printStackTrace();
		}
		finally {
			// NB: ImageJ's filters leave threads behind that wait for more.
			System.exit(exitCode);
		}
	}

	private static void run(String... arguments) throws IOException {
		Path model = arguments[0].equals("embedded") ? EmbeddedModel.directory() : Path.of(arguments[0]);
		ImagePlus image = Phantom.bloodSmear(Integer.parseInt(arguments[1]), 1);
		Img2ImgSettings settings = Img2ImgSettings.defaults().with(SEED, 7L).with(PROMPT, "blood smear, blood cells").with(
			GUIDANCE, 2.0).with(STEPS, Integer.parseInt(arguments[4]));
		long start = System.nanoTime();
		try (Img2Img img2img = Img2Img.open(model, arguments[2], Precision.valueOf(arguments[3].toUpperCase(
			Locale.ROOT)), RunControl.silent()))
		{
			RunBenchmark benchmark = new RunBenchmark(img2img, image, settings);
			benchmark.measures.tell("open", Measures.since(start));
			benchmark.measures.tell("device", img2img.device().provider().name());
			benchmark.warm(settings);
			benchmark.measures.tell("ready", Measures.since(start));
			for (int i = 8; i < arguments.length; i++)
				benchmark.part(arguments[i], settings.with(LORA, arguments[5]), arguments[6], Path.of(arguments[7]));
			benchmark.measures.tell("device.after", img2img.device().provider().name());
		}
	}

	private void part(String name, Img2ImgSettings lora, String axes, Path picture) throws IOException {
		switch (name) {
			case "picture":
				long start = System.nanoTime();
				ImagePlus made = img2img.run(image, settings.with(STEPS, Math.min(20, settings.get(STEPS))).with(
					STRENGTH, 0.75)).image();
				measures.tell("picture", Measures.since(start));
				ImageFiles.write(made, picture);
				return;
			case "steps":
				steps("run", settings);
				return;
			case "deepcache":
				warm(settings.with(DEEPCACHE, true));
				steps("deepcache", settings.with(DEEPCACHE, true));
				return;
			case "lora":
				start = System.nanoTime();
				Img2ImgSettings few = lora.with(STEPS, Math.min(20, lora.get(STEPS)));
				warm(few.with(LORAWEIGHT, 0.5));
				measures.tell("lora.ready", Measures.since(start));
				steps("lora.half", few.with(LORAWEIGHT, 0.5));
				steps("lora.whole", few.with(LORAWEIGHT, 1.0));
				return;
			case "grid":
				few = lora.with(STEPS, Math.min(10, lora.get(STEPS)));
				grid("batched", few, Grid.parse(axes));
				System.setProperty(BATCH, "1");
				grid("single", few, Grid.parse(axes));
				System.clearProperty(BATCH);
				return;
			default:
				throw new IllegalArgumentException("No such part: " + name);
		}
	}

	/** Has the device compile what the first steps need. */
	private void warm(Img2ImgSettings warmed) throws IOException {
		img2img.run(image, warmed.with(STEPS, 2).with(STRENGTH, 1.0));
	}

	private void steps(String name, Img2ImgSettings asked) throws IOException {
		List<Double> seconds = new ArrayList<>();
		long start = System.nanoTime();
		img2img.run(image, null, asked.with(STRENGTH, 1.0).with(EXACT, true), RunControl.of(new RunListener() {

			private long last;

			@Override
			public void step(int done, int total, double secondsLeft, Supplier<Tensor> preview) {
				if (done > 1) seconds.add(Measures.since(last));
				last = System.nanoTime();
			}
		}));
		measures.tell(name, Measures.since(start));
		measures.tell(name + ".step", seconds);
	}

	private void grid(String name, Img2ImgSettings lora, Grid grid) throws IOException {
		run(grid, lora.with(STEPS, 2));
		long start = System.nanoTime();
		run(grid, lora);
		measures.tell("grid." + name, Measures.since(start));
	}

	/** NB: the cells alone; a machine without fonts cannot draw the grid. */
	private void run(Grid grid, Img2ImgSettings lora) throws IOException {
		List<Img2ImgSettings> cells = new ArrayList<>();
		for (int row = 0; row < grid.rows().size(); row++)
			for (int column = 0; column < grid.columns().size(); column++)
				cells.add(grid.settings(lora, row, column));
		for (List<Img2ImgSettings> batch : img2img.batches(image, cells))
			img2img.runBatch(image, null, batch, RunControl.silent());
	}
}
