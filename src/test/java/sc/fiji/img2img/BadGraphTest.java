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

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.GraphFiles;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.TinyModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.graph.Weight;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;

/** Graphs that ONNX Runtime runs, but that give and take something else than a diffusion model's do, end in a sentence. */
class BadGraphTest {

	@TempDir
	Path model;

	@FunctionalInterface
	private interface Change {

		void to(Graph graph);
	}

	@BeforeEach
	void write() throws IOException {
		TinyModel.write(model);
	}

	@Test
	void theModelIsGoodBeforeItIsChanged() throws IOException {
		run();
	}

	@Test
	void answersOfOtherSizesAreNamed() throws IOException {
		repeat("unet", "out_sample", 1, 1, 2, 1);
		assertRefused("The UNet should give numbers in the shape [2, 4, 8, 8], but gives them in the shape [2, 4, 16, 8]");
	}

	@Test
	void picturesOfOtherSizesAreNamed() throws IOException {
		half("vae_decoder", "sample");
		assertRefused("The VAE decoder should give numbers in the shape [1, 3, 16, 16], but gives them in the shape [1, 3, 16, 8]");
	}

	@Test
	void latentsOfOtherSizesAreNamed() throws IOException {
		repeat("vae_encoder", "latent_parameters", 1, 1, 1, 2);
		assertRefused("The VAE encoder should give numbers in the shape [1, 8, 8, 8], but gives them in the shape [1, 8, 8, 16]");
	}

	@Test
	void hiddenStatesOfOtherSizesAreNamed() throws IOException {
		repeat("text_encoder", "last_hidden_state", 1, 2, 1);
		assertRefused("The text encoder should give numbers in the shape [1, 77, any], but gives them in the shape [1, 154, 8]");
	}

	@Test
	void hiddenStatesThatAreNoFloatsAreNamed() throws IOException {
		change("text_encoder", graph -> {
			rename(graph, "last_hidden_state", "states");
			graph.nodes().add(Node.of("", "", "Cast", List.of("states"), List.of("last_hidden_state")).with("to",
				ElementType.INT64.code()));
			graph.outputs().set(0, ValueInfo.of("last_hidden_state", ElementType.INT64, -1, -1, 8));
			graph.outputs().add(ValueInfo.of("states", ElementType.FLOAT, -1, -1, 8));
		});
		assertRefused("The text encoder's output last_hidden_state should be a tensor of 16- or 32-bit floats");
	}

	@ParameterizedTest
	@CsvSource({ "8, -1, 16 pixels of height and any width", "-1, 8, any height and 16 pixels of width",
		"8, 8388608, 16 pixels of height and 16777216 pixels of width", "16777216, 16777216, 33554432 pixels of height" })
	void fixedSizesThatNoImageHasAreNamed(long height, long width, String sizes) throws IOException {
		change("unet", graph -> graph.inputs().set(0, ValueInfo.of("sample", ElementType.FLOAT, -1, 4, height, width)));
		assertRefused(sizes, "export them with dynamic axes");
	}

	@ParameterizedTest
	@ValueSource(longs = { 1L << 31, 1L << 33, Long.MAX_VALUE })
	void sizesThatOverflowAreNamed(long size) throws IOException {
		change("vae_encoder", graph -> graph.inputs().set(0, ValueInfo.of("sample", ElementType.FLOAT, -1, 3, size, size)));
		assertRefused("The graph in ", "vae_encoder", "the dimension 3 of sample is " + size);
	}

	@Test
	void halvingsWithoutEndAreNamed() throws IOException {
		change("vae_encoder", graph -> {
			for (int i = 0; i < 40; i++)
				graph.nodes().add(Node.of("", "", "Conv", List.of("sample", "conv.weight"), List.of("small" + i)).withAll("strides",
					2, 2));
		});
		assertRefused("vae_encoder", "halves its input 41 times, where at most 6 times is possible");
	}

	@ParameterizedTest
	@ValueSource(longs = { -1, 0, 1, 3 })
	void embeddingsOfTheGuidanceWithoutASizeAreNamed(long size) throws IOException {
		change("unet", graph -> {
			graph.inputs().add(ValueInfo.of("timestep_cond", ElementType.FLOAT, -1, size));
			graph.nodes().add(Node.of("", "", "Shape", List.of("timestep_cond"), List.of("watched")));
			graph.outputs().add(ValueInfo.of("watched", ElementType.INT64, 2));
		});
		assertRefused("timestep_cond", "a size of at least 4");
	}

	@Test
	void circlesBeforeASoftmaxAreNamed() throws IOException {
		change("unet", graph -> {
			graph.producers().get("softmax").inputs().set(0, "c1");
			graph.nodes().add(Node.of("", "", "Cast", List.of("c2"), List.of("c1")).with("to", 1));
			graph.nodes().add(Node.of("", "", "Cast", List.of("c1"), List.of("c2")).with("to", 1));
		});
		assertRefused("unet", "depends on its own result");
	}

	/** Whatever lies before the output projection of an attention. */
	@Test
	void chainsWithMoreWaysThanThereIsTimeRun() throws IOException {
		change("unet", graph -> {
			graph.weights().put("tiny", Weight.of("tiny", ElementType.FLOAT, new long[0], 1e-20));
			String last = "tiny";
			for (int i = 0; i < 50; i++) {
				graph.nodes().add(0, Node.of("", "", "Add", List.of(last, last), List.of("doubled" + i)));
				last = "doubled" + i;
			}
			graph.producers().get("scaled").inputs().set(1, last);
		});
		run();
	}

	@Test
	void aCancelledOpeningReadsNoGraph() {
		Cancellation cancellation = new Cancellation();
		RunListener cancelling = new RunListener() {

			@Override
			public void stage(String message) {
				if (message.equals("Reading the UNet")) cancellation.cancel();
			}
		};
		assertThrows(CancellationException.class, () -> Img2Img.open(model, "cpu", RunControl.of(cancelling,
			cancellation)).close());
	}

	// -- Helper methods --

	/** Has a graph's output repeated along its dimensions. */
	private void repeat(String network, String output, double... times) throws IOException {
		change(network, graph -> {
			rename(graph, output, "once");
			graph.weights().put("times", Weight.of("times", ElementType.INT64, new long[] { times.length }, times));
			graph.nodes().add(Node.of("", "", "Tile", List.of("once", "times"), List.of(output)));
		});
	}

	/** Has a graph's output cut along its last dimension. */
	private void half(String network, String output) throws IOException {
		change(network, graph -> {
			rename(graph, output, "whole");
			graph.weights().put("axis", Weight.of("axis", ElementType.INT64, new long[] { 1 }, 3));
			graph.weights().put("zero", Weight.of("zero", ElementType.INT64, new long[] { 1 }, 0));
			graph.weights().put("eight", Weight.of("eight", ElementType.INT64, new long[] { 1 }, 8));
			graph.nodes().add(Node.of("", "", "Slice", List.of("whole", "zero", "eight", "axis"), List.of(output)));
		});
	}

	private static void rename(Graph graph, String value, String newName) {
		graph.producers().get(value).outputs().replaceAll(name -> name.equals(value) ? newName : name);
	}

	private void change(String network, Change change) throws IOException {
		GraphFiles.edit(model.resolve(network).resolve("model.onnx"), onnx -> change.to(onnx.graph()));
	}

	private void run() throws IOException {
		try (Img2Img img2img = Img2Img.open(model, "cpu", RunControl.silent())) {
			Runs.of(img2img, TestImages.rgb(16, 16), Runs.SHORT.with(Img2ImgSettings.GUIDANCE, 2.0));
		}
	}

	private void assertRefused(String... parts) {
		Exception e = assertThrows(Exception.class, this::run);
		for (String part : parts)
			assertTrue(e.getMessage().contains(part), "\"" + part + "\" is not in: " + e);
	}
}
