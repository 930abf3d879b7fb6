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
package sc.fiji.img2img.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;

/** Grids from the command line. */
@Tag("slow")
class GridCommandTest {

	@TempDir
	private Path folder;

	@Test
	void stackMontagePlotAndFiguresAreWritten() throws IOException {
		Path output = folder.resolve("out.v2.tif");
		CommandRun run = run(output, "strength=0.5,0.75 lora=0.5,1").assertDone();
		assertArrayEquals(new String[] { "input.tif", "out.v2-montage.png", "out.v2-plot.png", "out.v2.csv", "out.v2.tif" },
			files());
		ImagePlus stack = IJ.openImage(output.toString());
		assertEquals(4, stack.getStackSize());
		assertEquals(16, stack.getBitDepth());
		assertEquals("strength=0.5 lora=1", stack.getStack().getSliceLabel(2));
		assertTrue(stack.isHyperStack());
		List<String> table = Files.readAllLines(folder.resolve("out.v2.csv"));
		assertEquals("strength,lora,ssim,mad,distance", table.get(0));
		assertTrue(table.get(4).matches("0\\.75,1,-?0\\.\\d{6},0\\.\\d{6},0\\.\\d{6}"), table.get(4));
		assertTrue(run.err().contains("cell 1 of 6, step 1 of 2"), run.err());
		assertTrue(run.err().contains("strength=0.75 lora=1 is done"), run.err());
		assertTrue(run.err().contains("(4 of 4 cells, seed 7)"), run.err());
		CommandRun.of(input(), folder.resolve("single.tif"), "--model", TestModels.get("sd15"), "--steps", 4, "--seed", 7,
			"--lora", "concept.kohya", "--guidance", 1, "--strength", 0.75, "--loraweight", 0.5).assertDone();
		assertArrayEquals((short[]) IJ.openImage(folder.resolve("single.tif").toString()).getProcessor().getPixels(),
			(short[]) stack.getStack().getProcessor(3).getPixels());
	}

	@Test
	void pngIsTheMontage() throws IOException {
		run(folder.resolve("out.png"), "strength=0.5,0.75 lora=0.5,1", "--nobaselines").assertDone();
		assertArrayEquals(new String[] { "input.tif", "out-plot.png", "out.csv", "out.png" }, files());
		assertTrue(IJ.openImage(folder.resolve("out.png").toString()).getWidth() > 3 * 64);
		assertTrue(Files.readAllLines(folder.resolve("out.csv")).get(1).endsWith(","));
	}

	@Test
	void wrongGridsAreRefusedBeforeAnythingIsRead() {
		refuse("strength=0.5,2 lora=1", "strength should be a number from 0 to 1, but is \"2\".");
		refuse("strength=0.5", "A grid should have two axes");
		refuse("hue=1 strength=1", "A grid cannot have the axis \"hue\"");
		CommandRun.of("in.png", "out.png", "--model", "none", "--grid", "strength=0.5 lora=1").assertRefused(
			"There is no LoRA, whose weight the grid could vary");
		CommandRun.of("in.png", "out.png", "--model", "none", "--grid").assertRefused("--grid");
	}

	@Test
	void filesInTheWayAreNamedBeforeTheRun() throws IOException {
		Files.createDirectory(folder.resolve("out-plot.png"));
		run(folder.resolve("out.tif"), "strength=0.5,0.75 guidance=1,2").assertFailed("out-plot.png is a folder");
		assertArrayEquals(new String[] { "input.tif", "out-plot.png" }, files());
	}

	@Test
	void aCellThatFailsLeavesTheFilesOfTheOthers() throws IOException {
		Path other = TestModels.get("sdxl").resolve("lora").resolve("style.kohya.safetensors");
		run(folder.resolve("out.tif"), "lora=concept.kohya," + other + " strength=0.5,0.75").assertFailed("cannot be used");
		assertEquals(2, IJ.openImage(folder.resolve("out.tif").toString()).getStackSize());
		assertEquals(3, Files.readAllLines(folder.resolve("out.csv")).size());
	}

	@Test
	void aMissingLoraIsNamedBeforeTheFirstCell() throws IOException {
		run(folder.resolve("out.tif"), "strength=0.5,0.75 lora=concept.kohya,nothing").assertFailed(
			"There is no LoRA \"nothing\"");
		assertArrayEquals(new String[] { "input.tif" }, files());
	}

	private void refuse(String axes, String sentence) {
		CommandRun.of("in.png", "out.png", "--model", "none", "--lora", "x", "--grid", axes).assertRefused(sentence);
	}

	private CommandRun run(Path output, String axes, Object... more) throws IOException {
		List<Object> arguments = new ArrayList<>(List.of(input(), output, "--model", TestModels.get("sd15"), "--steps", 4,
			"--seed", 7, "--lora", "concept.kohya", "--guidance", 1, "--grid", axes));
		arguments.addAll(Arrays.asList(more));
		return CommandRun.of(arguments.toArray());
	}

	private Path input() throws IOException {
		return TestImages.write(TestImages.shorts(64, 64), folder.resolve("input.tif"));
	}

	private String[] files() {
		String[] names = folder.toFile().list();
		Arrays.sort(names);
		return names;
	}
}
