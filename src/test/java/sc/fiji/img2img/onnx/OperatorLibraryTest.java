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
package sc.fiji.img2img.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtSession.SessionOptions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.img2img.KeptGraphs;
import sc.fiji.img2img.RelativeL2;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.graph.Weight;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;

/** The operators of this program's own give what ONNX Runtime's give, and are missed by nobody where they are not there. */
class OperatorLibraryTest {

	/** Of convolutions of thousands of products in fp32, in whatever order these are added. */
	private static final double ROUNDING = 3e-6;

	private static final String SWITCH = "img2img.winograd";

	@TempDir
	private Path folder;

	private KeptGraphs kept;

	@BeforeEach
	void keep() {
		assumeFalse(RuntimeLibraries.platform().startsWith("osx"), "there is none for macOS");
		kept = KeptGraphs.in(folder.resolve("cache"));
	}

	@AfterEach
	void clear() throws IOException {
		System.clearProperty(SWITCH);
		if (kept != null) kept.close();
	}

	@ParameterizedTest
	@CsvSource({ "1, 64, 64, 16, 16", "2, 128, 64, 8, 8", "3, 64, 72, 1, 1", "1, 64, 128, 1, 9", "2, 72, 64, 9, 1",
		"1, 520, 8, 2, 3", "1, 8, 520, 3, 2", "2, 1032, 64, 5, 7", "1, 64, 64, 63, 65", "5, 64, 64, 33, 3", "1, 64, 64, 3, 130",
		"1, 128, 128, 97, 130", "7, 64, 136, 11, 6" })
	void resultsDifferByRoundingOnly(int images, int channels, int results, int height, int width) throws IOException {
		assertDiffersByRoundingOnly(model(channels, results), noise(1, images, channels, height, width));
	}

	@Test
	void anImageInABatchGivesWhatItGivesAlone() throws IOException {
		OnnxModel model = model(64, 72);
		Tensor batch = noise(2, 3, 64, 7, 13);
		float[] all = run(model, batch).data();
		int size = 64 * 7 * 13;
		int result = 72 * 7 * 13;
		for (int i = 0; i < 3; i++) {
			Tensor one = Tensor.of(Arrays.copyOfRange(batch.data(), i * size, (i + 1) * size), 1, 64, 7, 13);
			assertArrayEquals(Arrays.copyOfRange(all, i * result, (i + 1) * result), run(model, one).data());
		}
	}

	@Test
	void noImagesGiveNone() throws IOException {
		assertEquals(0, run(model(64, 64), Tensor.of(new float[0], 0, 64, 5, 5)).data().length);
	}

	@Test
	void valuesThatAreNoNumbersStayWhereTheyAre() throws IOException {
		Tensor x = noise(3, 1, 64, 9, 9);
		x.data()[0] = Float.NaN;
		float[] found = run(model(64, 64), x).data();
		assertTrue(Float.isNaN(found[0]));
		for (int y = 0; y < 9; y++)
			for (int column = 0; column < 9; column++)
				if (y > 3 || column > 3) assertTrue(Float.isFinite(found[y * 9 + column]), y + ", " + column);
	}

	/** NB: sizes that nobody knows ahead must not be taken for the same. */
	@Test
	void sizesMayChangeOnTheWay() throws IOException {
		OnnxModel model = model(64, 64);
		Graph graph = model.graph();
		graph.nodes().clear();
		graph.weights().put("roi", Weight.of("roi", ElementType.FLOAT, new long[] { 0 }));
		graph.weights().put("scales", Weight.of("scales", ElementType.FLOAT, new long[] { 4 }, 1, 1, 2, 2));
		graph.nodes().add(convolution("x", "large"));
		graph.nodes().add(convolution("large", "half").withAll("strides", 2, 2));
		graph.nodes().add(convolution("half", "small"));
		graph.nodes().add(Node.of("resize", "", "Resize", List.of("small", "roi", "scales"), List.of("resized")));
		graph.nodes().add(convolution("resized", "again"));
		graph.nodes().add(Node.of("add", "", "Add", List.of("again", "large"), List.of("sum")));
		graph.nodes().add(convolution("sum", "y"));
		for (int size : new int[] { 16, 10, 22 })
			assertDiffersByRoundingOnly(model, noise(size, 2, 64, size, size + 4));
	}

	@Test
	void graphsThatAreKeptRunAgain() throws IOException {
		OnnxModel model = model(64, 64);
		Tensor x = noise(4, 2, 64, 10, 10);
		float[] first = run(model, x).data();
		assertEquals(1, kept.folders().size());
		assertArrayEquals(first, run(model, x).data());
		assertEquals(1, kept.folders().size(), "the same graph is kept twice");
		System.setProperty(SWITCH, "false");
		run(model, x);
		assertEquals(2, kept.folders().size(), "graphs with and without the operator are not told apart");
	}

	@Test
	void aLibraryThatWasAlteredIsUnpackedAgain() throws IOException {
		Path library = OperatorLibrary.file().orElseThrow();
		byte[] bytes = Files.readAllBytes(library);
		for (byte[] other : List.of(Arrays.copyOf(bytes, bytes.length / 2), altered(bytes), new byte[0])) {
			// NB: what is loaded is not written to.
			Files.delete(library);
			Files.write(library, other);
			assertEquals(library, OperatorLibrary.file().orElseThrow());
			assertArrayEquals(bytes, Files.readAllBytes(library));
		}
	}

	@Test
	void whatIsNoSuchLibraryIsNotUsed() throws IOException {
		assertTrue(OperatorLibrary.computesRight(OperatorLibrary.file().orElseThrow()));
		assertFalse(OperatorLibrary.computesRight(Files.writeString(folder.resolve("text"), "no library")));
		assertFalse(OperatorLibrary.computesRight(folder.resolve("missing")));
	}

	@Test
	void sessionsGoOnWithoutItsFile() throws IOException {
		OnnxModel model = model(64, 64);
		Tensor x = noise(5, 1, 64, 6, 6);
		try (OnnxSession session = OnnxSession.open(model, Provider.CPU)) {
			float[] first = run(session, x).data();
			Files.delete(OperatorLibrary.file().orElseThrow());
			assertArrayEquals(first, run(session, x).data());
			assertArrayEquals(first, run(model, x).data(), "it was not unpacked again");
		}
	}

	@Test
	void graphsRunAsTheyAreWhereItCannotBeUnpacked() throws IOException {
		OnnxModel model = model(64, 64);
		Tensor x = noise(6, 1, 64, 6, 6);
		float[] own = run(model, x).data();
		try (KeptGraphs nowhere = KeptGraphs.in(Files.writeString(folder.resolve("file"), "no folder").resolve("cache"))) {
			assertFalse(isUsed(model));
			assertClose(run(model, x).data(), own);
		}
		assertTrue(isUsed(model), "it was given up for all time");
	}

	@Test
	void otherProvidersAreNotGivenIt() {
		OnnxModel model = model(64, 64);
		Provider other = new Provider() {

			@Override
			public String name() {
				return "other";
			}

			@Override
			public void configure(SessionOptions options) {
				// NB: never loaded.
			}
		};
		assertArrayEquals(model.encode(), GraphLoader.encode(model, other));
	}

	private static void assertDiffersByRoundingOnly(OnnxModel model, Tensor x) throws IOException {
		System.clearProperty(SWITCH);
		assertTrue(isUsed(model));
		Tensor own = run(model, x);
		System.setProperty(SWITCH, "false");
		assertFalse(isUsed(model));
		Tensor plain = run(model, x);
		assertArrayEquals(plain.shape(), own.shape());
		assertClose(own.data(), plain.data());
	}

	private static void assertClose(float[] actual, float[] expected) {
		double distance = RelativeL2.of(actual, expected);
		assertTrue(distance < ROUNDING, "they are " + distance + " away");
	}

	private static byte[] altered(byte[] bytes) {
		byte[] other = bytes.clone();
		other[other.length / 2] ^= 1;
		return other;
	}

	private static boolean isUsed(OnnxModel model) {
		return new String(GraphLoader.encode(model, Provider.CPU), StandardCharsets.ISO_8859_1).contains("WinogradConv");
	}

	private static Tensor run(OnnxModel model, Tensor x) throws IOException {
		try (OnnxSession session = OnnxSession.open(model, Provider.CPU)) {
			return run(session, x);
		}
	}

	private static Tensor run(OnnxSession session, Tensor x) {
		return session.run(Map.of("x", x), new Cancellation()).get("y");
	}

	private static Tensor noise(long seed, int... sizes) {
		Random random = new Random(seed);
		float[] values = new float[Arrays.stream(sizes).reduce(1, (a, b) -> a * b)];
		for (int i = 0; i < values.length; i++)
			values[i] = (float) random.nextGaussian();
		return Tensor.of(values, Arrays.stream(sizes).asLongStream().toArray());
	}

	private OnnxModel model(int channels, int results) {
		OnnxModel model = OnnxModel.create(folder.resolve("model.onnx"), 17);
		Graph graph = model.graph();
		graph.inputs().add(ValueInfo.of("x", ElementType.FLOAT, -1, channels, -1, -1));
		add(graph, "w", results, channels, 3, 3);
		add(graph, "b", results);
		graph.nodes().add(convolution("x", "y"));
		graph.outputs().add(ValueInfo.of("y", ElementType.FLOAT, -1, results, -1, -1));
		return model;
	}

	private static Node convolution(String from, String to) {
		return Node.of(to, "", "Conv", List.of(from, "w", "b"), List.of(to)).withAll("pads", 1, 1, 1, 1);
	}

	private static void add(Graph graph, String name, long... shape) {
		Random random = new Random(name.hashCode());
		double[] values = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
		Arrays.setAll(values, i -> random.nextGaussian());
		graph.weights().put(name, Weight.of(name, ElementType.FLOAT, shape, values));
	}
}
