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
package sc.fiji.img2img.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.ImageStack;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.Img2Img;
import sc.fiji.img2img.Img2ImgSettings;
import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.lora.LoraBytes;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;

/** Every cell of a grid is what its settings give alone. */
@Tag("slow")
class GridTest {

	private static final Img2ImgSettings SETTINGS = Img2ImgSettings.defaults().with(Img2ImgSettings.PROMPT, "sharp nuclei")
		.with(Img2ImgSettings.STEPS, 4).with(Img2ImgSettings.GUIDANCE, 3.0).with(Img2ImgSettings.SEED, 5L).with(
			Img2ImgSettings.LORA, "concept.kohya");

	@TempDir
	static Path folder;

	private static Img2Img img2img;

	/** A file whose changes cannot be branches. */
	private static Path hadamard;

	@BeforeAll
	static void open() throws IOException {
		String module = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_k.";
		hadamard = new LoraBytes().add(module + "alpha", 2).add(module + "hada_w1_a", 0.3f, 16, 2).add(module + "hada_w1_b",
			0.2f, 2, 16).add(module + "hada_w2_a", 0.5f, 16, 2).add(module + "hada_w2_b", 0.4f, 2, 16).write(folder.resolve(
				"hadamard.safetensors"));
		img2img = Img2Img.open(TestModels.get("sd15"));
	}

	@AfterAll
	static void close() {
		img2img.close();
	}

	@AfterEach
	void oneByOne() {
		System.clearProperty("img2img.batch");
	}

	@ParameterizedTest
	@ValueSource(strings = { "strength=0.5,0.75 lora=0:1:3", "lora=-0.5,1 scheduler=Euler a,DPM++ 2M Karras",
		"prompt=nuclei->cells->dots negative=,blurry", "seed=3,9223372036854775807 steps=3:5:2",
		"lora=concept.kohya,style.kohya,HADAMARD guidance=1,5", "eta=0:1:2 rescale=0,0.7" })
	void cellsAreTheirSingleRuns(String axes) throws IOException {
		ImagePlus image = TestImages.plus(TestImages.bytes(64, 64));
		GridResult result = run(image, axes.replace("HADAMARD", hadamard.toString()), GridListener.NONE);
		Grid grid = result.grid();
		assertNull(result.end());
		assertEquals(grid.size(), result.cells().size());
		try (Img2Img fresh = Img2Img.open(TestModels.get("sd15"))) {
			for (GridCell cell : result.cells()) {
				assertEquals(grid.settings(SETTINGS, cell.row(), cell.column()).toString(), cell.settings().toString());
				assertSamePixels(fresh.run(image, cell.settings()).image(), cell.image(), cell.label());
			}
		}
		assertTrue(result.cells().stream().mapToDouble(GridCell::ssim).distinct().count() > 1);
	}

	@Test
	void batchesAreTheSingleRunsToo() throws IOException {
		ImagePlus image = TestImages.plus(TestImages.rgb(64, 64));
		String axes = "strength=0.5,0.75 lora=-1:1:5";
		GridResult single = run(image, axes, GridListener.NONE);
		System.setProperty("img2img.batch", "3");
		Heard heard = new Heard();
		GridResult batched = run(image, axes, heard);
		for (int i = 0; i < single.cells().size(); i++)
			assertNear(single.cells().get(i).image(), batched.cells().get(i).image(), single.cells().get(i).label());
		assertTrue(heard.steps.get(0).startsWith("cells 1 to 3 of 10, step 1 of 2"), heard.steps.get(0));
		assertTrue(heard.steps.get(2).startsWith("cells 4 to 5 of 10, step 1 of 2"), heard.steps.get(2));
	}

	@Test
	void whatIsNotOfLowRankRunsOneByOne() throws IOException {
		System.setProperty("img2img.batch", "3");
		Heard heard = new Heard();
		GridResult result = GridRun.of(img2img, Grid.parse("strength=0.5,0.75 lora=0.5,1"), SETTINGS.with(Img2ImgSettings.LORA,
			hadamard.toString())).run(TestImages.plus(TestImages.bytes(64, 64)), null, heard, new Cancellation());
		assertEquals(4, result.cells().size());
		assertTrue(heard.steps.get(0).startsWith("cell 1 of 6, step 1 of 2"), heard.steps.get(0));
		// NB: its weights are merged into the model's, so that cells of one weight run one after the other.
		assertEquals(List.of("strength=0.5 lora=0.5", "strength=0.75 lora=0.5", "strength=0.5 lora=1", "strength=0.75 lora=1"),
			heard.cells);
	}

	@Test
	void everythingIsEncodedAndLoadedOnce() throws IOException {
		try (Img2Img fresh = Img2Img.open(TestModels.get("sd15"))) {
			Heard heard = new Heard();
			GridRun.of(fresh, Grid.parse("strength=0.5,0.75 lora=0.5:1:3"), SETTINGS).run(TestImages.plus(TestImages.bytes(64,
				64)), TestImages.mask(64, 64), heard, new Cancellation());
			assertEquals(1, heard.count("Loading the UNet"));
			assertEquals(1, heard.count("Loading the text encoder"));
			// NB: the image, and the image with its hole.
			assertEquals(2, heard.count("Encoding the image"));
			assertEquals(4, heard.count("Encoding the prompt"));
			assertEquals(8, heard.count("Decoding the image"));
		}
	}

	@Test
	void listenerHearsEachCellAtOnceAndTheSteps() throws IOException {
		Heard heard = new Heard();
		GridResult result = run(TestImages.plus(TestImages.bytes(64, 64)), "strength=0.5,0.75 lora=0.5,1", heard);
		assertEquals(List.of("strength=0.5 lora=0.5", "strength=0.5 lora=1", "strength=0.75 lora=0.5",
			"strength=0.75 lora=1"), heard.cells);
		assertEquals(List.of(1, 2, 3, 4), heard.sizes);
		assertTrue(heard.steps.get(0).startsWith("cell 1 of 6, step 1 of 2"), heard.steps.get(0));
		assertTrue(heard.steps.get(14).startsWith("cell 6 of 6, step 3 of 3"), heard.steps.get(14));
		assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), heard.done);
		for (GridCell cell : result.cells())
			assertTrue(result.distance(cell) > 0, cell.label());
	}

	@Test
	void baselinesAreTheCellsAtWeightZero() throws IOException {
		ImagePlus image = TestImages.plus(TestImages.bytes(64, 64));
		GridResult without = run(image, "strength=0.5,0.75 lora=0.5,1", GridListener.NONE);
		GridResult with = run(image, "strength=0.5,0.75 lora=0,0.5,1", GridListener.NONE);
		assertEquals(with.distance(with.cells().get(1)), without.distance(without.cells().get(0)));
		assertEquals(with.distance(with.cells().get(5)), without.distance(without.cells().get(3)));
		assertEquals(0, with.distance(with.cells().get(3)));
		Heard heard = new Heard();
		GridResult none = GridRun.of(img2img, Grid.parse("strength=0.5,0.75 lora=0.5,1"), SETTINGS).withoutBaselines().run(
			image, null, heard, new Cancellation());
		assertTrue(heard.steps.get(0).startsWith("cell 1 of 4"), heard.steps.get(0));
		assertTrue(none.cells().stream().allMatch(cell -> Double.isNaN(none.distance(cell))));
	}

	@Test
	void cancellingKeepsWhatIsDone() throws IOException {
		Cancellation cancellation = new Cancellation();
		Heard heard = new Heard();
		heard.onStep = message -> {
			if (message.startsWith("cell 3 of 6, step 1")) cancellation.cancel();
		};
		GridResult result = GridRun.of(img2img, Grid.parse("strength=0.5,0.75 lora=0.5,1"), SETTINGS).run(TestImages.plus(
			TestImages.bytes(64, 64)), null, heard, cancellation);
		assertInstanceOf(CancellationException.class, result.end());
		assertEquals(2, result.cells().size());
		assertEquals(2, result.stack().getStackSize());
		assertEquals("strength=0.5 lora=1", result.stack().getStack().getSliceLabel(2));
		assertEquals("strength,lora,ssim,mad,distance", result.table().split("\n")[0]);
		assertTrue(result.table().split("\n")[2].endsWith(","), result.table());
		ResultsTable table = result.resultsTable();
		assertEquals(2, table.size());
		assertEquals(0.5, table.getValue("strength", 1));
		assertEquals(result.cells().get(1).ssim(), table.getValue("ssim", 1));
		assertEquals(result.cells().get(1).difference(), table.getValue("mad", 1));
		assertTrue(Double.isNaN(table.getValue("distance", 1)));
		assertTrue(result.montage().getWidth() > 64 * 3);
		assertTrue(result.plot().getWidth() > 100);
	}

	@Test
	void cancellingTheFirstCellLeavesNothing() {
		Cancellation cancellation = new Cancellation();
		Heard heard = new Heard();
		heard.onStep = message -> cancellation.cancel();
		assertThrows(CancellationException.class, () -> GridRun.of(img2img, Grid.parse(""), SETTINGS).run(TestImages.plus(
			TestImages.bytes(64, 64)), null, heard, cancellation));
	}

	@Test
	void aCellThatFailsLeavesTheOthers() throws IOException {
		Path other = TestModels.get("sdxl").resolve("lora").resolve("style.kohya.safetensors");
		GridResult result = run(TestImages.plus(TestImages.bytes(64, 64)), "lora=concept.kohya," + other + " strength=0.5",
			GridListener.NONE);
		assertEquals(1, result.cells().size());
		assertTrue(result.end().getMessage().contains("cannot be used"), result.end().getMessage());
	}

	@Test
	void stackHasTheInputsTypeAndTheSettingsAsLabels() throws IOException {
		for (ImageProcessor pixels : List.of(TestImages.bytes(64, 64), TestImages.shorts(64, 64), TestImages.floats(64, 64),
			TestImages.rgb(64, 64)))
		{
			ImagePlus image = TestImages.plus(pixels);
			image.getCalibration().pixelWidth = 0.25;
			ImagePlus stack = run(image, "strength=0.5,0.75 guidance=1,2,3", GridListener.NONE).stack();
			assertEquals(image.getType(), stack.getType());
			assertEquals("[64, 64, 1, 3, 2]", Arrays.toString(stack.getDimensions()));
			assertEquals("strength=0.5 guidance=1", stack.getStack().getSliceLabel(1));
			assertEquals("strength=0.75 guidance=2", stack.getStack().getSliceLabel(5));
			assertEquals(0.25, stack.getCalibration().pixelWidth);
			assertEquals(pixels.getMax(), stack.getProcessor().getMax());
		}
	}

	@Test
	void channelsStayTogether() throws IOException {
		ImageStack channels = new ImageStack(64, 64);
		channels.addSlice(TestImages.shorts(64, 64));
		channels.addSlice(TestImages.shorts(64, 64).resize(64, 64));
		ImagePlus image = new CompositeImage(new ImagePlus("c", channels), IJ.COMPOSITE);
		GridResult result = run(image, "strength=0.5,0.75 guidance=1,2", GridListener.NONE);
		assertEquals("[64, 64, 2, 2, 2]", Arrays.toString(result.stack().getDimensions()));
		assertTrue(result.cells().get(0).ssim() < 1);
		assertTrue(result.montage().getWidth() > 3 * 64);
	}

	@Test
	void nothingChangesWhereNoStepRuns() throws IOException {
		GridResult result = run(TestImages.plus(TestImages.bytes(64, 64)), "strength=0,0.5 guidance=1,2", GridListener.NONE);
		assertEquals(1, result.cells().get(0).ssim(), 1e-12);
		assertEquals(0, result.cells().get(1).difference());
		assertTrue(result.cells().get(2).ssim() < 1);
		assertEquals(1, result.notes().size());
		assertEquals("strength=0 guidance=1,1.000000,0.000000,".replace("strength=", "").replace(" guidance=", ","), result
			.table().split("\n")[1]);
	}

	@Test
	void rawResultsAreComparedAsTheyAre() throws IOException {
		ImagePlus image = TestImages.plus(TestImages.shorts(64, 64));
		GridResult result = GridRun.of(img2img, Grid.parse("strength=0.5,0.75 guidance=1,2"), SETTINGS.with(
			Img2ImgSettings.RAW, true)).run(image, null, GridListener.NONE, new Cancellation());
		assertEquals(ImagePlus.COLOR_RGB, result.stack().getType());
		assertTrue(result.cells().get(0).ssim() < 1 && result.cells().get(0).difference() < 0.6);
	}

	@Test
	void oneSeedIsDrawnForAllCells() throws IOException {
		GridResult result = GridRun.of(img2img, Grid.parse("strength=0.5 guidance=1,2"), SETTINGS.with(Img2ImgSettings.SEED,
			Img2ImgSettings.RANDOM_SEED)).run(TestImages.plus(TestImages.bytes(64, 64)), null, GridListener.NONE,
				new Cancellation());
		long seed = result.settings().get(Img2ImgSettings.SEED);
		assertTrue(seed >= 0);
		for (GridCell cell : result.cells())
			assertEquals(seed, cell.settings().get(Img2ImgSettings.SEED));
	}

	@Test
	void wholeStacksAreRefused() {
		ImagePlus stack = IJ.createImage("s", "8-bit ramp", 64, 64, 3);
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> GridRun.of(img2img, Grid.parse(""),
			SETTINGS.with(Img2ImgSettings.STACK, true)).run(stack, null, GridListener.NONE, new Cancellation()));
		assertTrue(e.getMessage().startsWith("stack should be off for a grid"), e.getMessage());
	}

	// -- Helper methods --

	private static GridResult run(ImagePlus image, String axes, GridListener listener) throws IOException {
		return GridRun.of(img2img, Grid.parse(axes), SETTINGS).run(image, null, listener, new Cancellation());
	}

	private static void assertSamePixels(ImagePlus expected, ImagePlus actual, String what) {
		assertEquals(expected.getBitDepth(), actual.getBitDepth());
		for (int i = 0; i < expected.getProcessor().getPixelCount(); i++)
			assertEquals(expected.getProcessor().getf(i), actual.getProcessor().getf(i), what);
	}

	/** NB: processors may sum matrix products of other sizes in another order. */
	private static void assertNear(ImagePlus expected, ImagePlus actual, String what) {
		for (int i = 0; i < expected.getProcessor().getPixelCount(); i++)
			for (int shift = 0; shift < 24; shift += 8)
				assertEquals(expected.getProcessor().get(i) >> shift & 0xff, actual.getProcessor().get(i) >> shift & 0xff, 1, what);
	}

	/** Writes down what it hears. */
	private static final class Heard implements GridListener {

		private final List<String> stages = new ArrayList<>();

		private final List<String> steps = new ArrayList<>();

		private final List<String> cells = new ArrayList<>();

		private final List<Integer> sizes = new ArrayList<>();

		private final List<Integer> done = new ArrayList<>();

		private Consumer<String> onStep = message -> {};

		@Override
		public void stage(String message) {
			stages.add(message.replaceFirst("^cells? [^:]*: ", ""));
		}

		@Override
		public void step(String message, int stepsDone, int total, Supplier<Tensor> preview) {
			steps.add(message);
			done.add(stepsDone);
			onStep.accept(message);
		}

		@Override
		public void cell(GridCell cell, GridResult soFar) {
			cells.add(cell.label());
			sizes.add(soFar.cells().size());
		}

		private long count(String stage) {
			return stages.stream().filter(stage::equals).count();
		}
	}
}
