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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.process.ImageProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.image.ij.ImageFiles;
import sc.fiji.img2img.onnx.graph.GraphFiles;

/** Weights in files beside the graph: what is wrong with them ends in one sentence. */
@Tag("slow")
class BadWeightsTest {

	@TempDir
	Path directory;

	private Path model;

	private Path onnx;

	private Path weights;

	@BeforeEach
	void externalise() throws IOException {
		model = TestModels.copy("sd15", Files.createDirectory(directory.resolve("model")));
		onnx = model.resolve("unet").resolve("model.onnx");
		weights = onnx.resolveSibling(GraphFiles.WEIGHTS);
		GraphFiles.edit(onnx, unchanged -> {});
	}

	@Test
	void weightsInAnotherFileGiveTheSameImage() throws IOException {
		ImageProcessor outside = run(model);
		assertEquals(Arrays.hashCode((int[]) run(TestModels.get("sd15")).getPixels()), Arrays.hashCode((int[]) outside
			.getPixels()));
	}

	@Test
	void missingWeightsAreNamed() throws IOException {
		Files.delete(weights);
		assertFailed(GraphFiles.WEIGHTS, "is missing");
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.9 })
	void truncatedWeightsAreNamed(double share) throws IOException {
		byte[] bytes = Files.readAllBytes(weights);
		Files.write(weights, Arrays.copyOf(bytes, (int) (bytes.length * share)));
		assertFailed(GraphFiles.WEIGHTS, "truncated");
	}

	@ParameterizedTest
	@ValueSource(strings = { "../weights.bin", "x/../../weights.bin", "../../../../../../../../etc/passwd", "/etc/passwd",
		"", ".." })
	void placesOutsideTheFolderAreRefused(String location) throws IOException {
		Files.copy(weights, model.resolve("weights.bin"));
		GraphFiles.relocate(onnx, location);
		assertFailed("\"" + location + "\"", "not below its own folder");
	}

	@Test
	void absolutePlacesAreRefusedEvenWithin() throws IOException {
		GraphFiles.relocate(onnx, weights.toString());
		assertFailed("not below its own folder");
	}

	@Test
	void aFolderAsWeightsIsRefused() throws IOException {
		Files.createDirectory(onnx.resolveSibling("folder"));
		GraphFiles.relocate(onnx, "folder");
		assertFailed("not a regular file");
	}

	@Test
	void linksOutOfTheFolderAreRefused() throws IOException {
		Path outside = Files.move(weights, directory.resolve("outside.bin"));
		link(weights, outside);
		assertFailed(GraphFiles.WEIGHTS, "link to a place outside");
	}

	@Test
	void linksInACircleAreRefused() throws IOException {
		Files.delete(weights);
		link(weights, weights.resolveSibling("other.bin"));
		link(weights.resolveSibling("other.bin"), weights);
		assertFailed(GraphFiles.WEIGHTS, "circle");
	}

	@Test
	void linksToNothingAreRefused() throws IOException {
		Files.delete(weights);
		link(weights, weights.resolveSibling("gone.bin"));
		assertFailed(GraphFiles.WEIGHTS, "is missing");
	}

	@Test
	void linksWithinTheFolderAreFollowed() throws IOException {
		link(weights, Files.move(weights, weights.resolveSibling("renamed.bin")));
		run(model);
	}

	@Test
	void aGraphThatIsALinkItselfIsFollowed() throws IOException {
		Path whole = TestModels.copy("sd15", Files.createDirectory(directory.resolve("whole")));
		for (String network : new String[] { "text_encoder", "unet", "vae_encoder", "vae_decoder" }) {
			Path file = whole.resolve(network).resolve("model.onnx");
			link(file, Files.move(file, directory.resolve("blob-" + network)));
		}
		run(whole);
	}

	// -- Helper methods --

	private ImageProcessor run(Path which) throws IOException {
		Path output = directory.resolve("output.png");
		CommandRun.of(input(), output, "--model", which, "--steps", 2, "--strength", 0.5, "--seed", 1).assertDone();
		return ImageFiles.read(output).getProcessor();
	}

	private void assertFailed(String... parts) throws IOException {
		Path folder = Files.createDirectory(directory.resolve("folder"));
		CommandRun.of(input(), folder.resolve("output.png"), "--model", model, "--steps", 2).assertFailed(parts);
		assertEquals(0, folder.toFile().list().length);
	}

	private Path input() throws IOException {
		return TestImages.write(TestImages.rgb(32, 32), directory.resolve("input.png"));
	}

	private static void link(Path link, Path target) {
		try {
			Files.createSymbolicLink(link, target);
		}
		catch (IOException | UnsupportedOperationException e) {
			assumeTrue(false, "no symbolic links here: " + e);
		}
	}
}
