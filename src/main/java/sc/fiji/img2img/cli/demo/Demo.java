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
package sc.fiji.img2img.cli.demo;

import static sc.fiji.img2img.Img2ImgSettings.GUIDANCE;
import static sc.fiji.img2img.Img2ImgSettings.LORA;
import static sc.fiji.img2img.Img2ImgSettings.PROMPT;
import static sc.fiji.img2img.Img2ImgSettings.SEED;
import static sc.fiji.img2img.Img2ImgSettings.STRENGTH;

import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.grid.Grid;
import sc.fiji.img2img.grid.GridCell;
import sc.fiji.img2img.grid.GridFiles;
import sc.fiji.img2img.grid.GridListener;
import sc.fiji.img2img.grid.GridResult;
import sc.fiji.img2img.grid.GridRun;
import sc.fiji.img2img.image.ij.ImageFiles;
import sc.fiji.img2img.image.ij.Phantom;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;

/**
 * What the program does, on images that it draws itself: rough nuclei become realistic ones, and a grid of strength and
 * LoRA weight turns a blood smear into stained tissue.
 */
public final class Demo {

	/** What fits the model that comes with the program. */
	private static final Img2ImgSettings SETTINGS = Img2ImgSettings.defaults().with(GUIDANCE, 2.0).with(SEED, 7L);

	private static final String STAIN = "stained_tissue";

	private final Img2Img img2img;

	private final Path folder;

	private final Consumer<String> log;

	private Demo(Img2Img img2img, Path folder, Consumer<String> log) {
		this.img2img = img2img;
		this.folder = folder;
		this.log = log;
	}

	/**
	 * A demonstration.
	 *
	 * @param img2img the model that comes with the program, or another with a LoRA stained_tissue; stays open
	 * @param folder where the pictures go; made if it is not there
	 * @param log hears what happens
	 */
	public static Demo of(Img2Img img2img, Path folder, Consumer<String> log) {
		return new Demo(img2img, folder, log);
	}

	/**
	 * Makes the pictures.
	 *
	 * @param size of the images to start from, in pixels; those of the grid have half of it
	 * @throws IOException if one cannot be written
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	public void run(int size, Cancellation cancellation) throws IOException {
		Files.createDirectories(folder);
		nuclei(Phantom.nuclei(size, 1), cancellation);
		grid(Phantom.bloodSmear(size / 2, 1), cancellation);
	}

	// -- Helper methods --

	private void nuclei(ImagePlus input, Cancellation cancellation) throws IOException {
		write(input, "nuclei.png");
		for (double strength : new double[] { 0.4, 0.7 }) {
			Img2ImgSettings settings = SETTINGS.with(PROMPT, "fluorescence microscopy, nuclei").with(STRENGTH, strength);
			write(img2img.run(input, null, settings, RunControl.of(RunListener.NONE, cancellation)).image(),
				"nuclei-strength-" + strength + ".png");
		}
	}

	private void grid(ImagePlus input, Cancellation cancellation) throws IOException {
		write(input, "smear.png");
		Img2ImgSettings settings = SETTINGS.with(PROMPT, "blood smear, blood cells").with(LORA, STAIN);
		GridRun run = GridRun.of(img2img, Grid.parse("strength=0.65:0.95:4", "loraweight=0:1:5"), settings);
		GridFiles files = GridFiles.of(folder.resolve("smear-grid.png"));
		GridResult result = run.run(input, null, new GridListener() {

			@Override
			public void cell(GridCell cell, GridResult soFar) {
				log.accept("Cell " + soFar.cells().size() + " of " + soFar.grid().size());
			}
		}, cancellation);
		files.write(result);
		files.all().forEach(file -> log.accept("Wrote " + file));
	}

	private void write(ImagePlus image, String name) throws IOException {
		ImageFiles.write(image, folder.resolve(name));
		log.accept("Wrote " + folder.resolve(name));
	}
}
