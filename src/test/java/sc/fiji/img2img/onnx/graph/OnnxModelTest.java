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
package sc.fiji.img2img.onnx.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is done to the bytes of a graph, reading it gives a model or an IOException. Nothing is handed to native code. */
class OnnxModelTest {

	private static byte[] graph;

	private static Path file;

	@BeforeContainer
	static void writeSmallGraph() throws IOException {
		file = Files.createTempFile("graph", ".onnx");
		graph = SmallGraph.withControlFlow();
	}

	@AfterContainer
	static void delete() throws IOException {
		Files.delete(file);
	}

	@Property(tries = 1500)
	void mutatedBytesEndInAnIOException(@ForAll("mutations") List<int[]> mutations) throws IOException {
		byte[] bytes = graph.clone();
		for (int[] mutation : mutations)
			bytes[mutation[0]] = (byte) mutation[1];
		assertModelOrIOException(bytes);
	}

	@Property(tries = 500)
	void insertedBytesEndInAnIOException(@ForAll("place") int place, @ForAll byte[] inserted) throws IOException {
		byte[] bytes = Arrays.copyOf(graph, graph.length + inserted.length);
		System.arraycopy(graph, place, bytes, place + inserted.length, graph.length - place);
		System.arraycopy(inserted, 0, bytes, place, inserted.length);
		assertModelOrIOException(bytes);
	}

	@Property(tries = 300)
	void anyBytesEndInAnIOException(@ForAll byte[] bytes) throws IOException {
		assertModelOrIOException(bytes);
	}

	@Example
	void everyTruncationIsAnIOException() throws IOException {
		for (int length = 0; length < graph.length; length++) {
			int cut = length;
			String fault = fault(Arrays.copyOf(graph, length));
			assertTrue(fault.contains("not an ONNX model, or it is truncated"), () -> "cut at " + cut + ": " + fault);
		}
	}

	@Example
	void graphsWithinGraphsWithoutEndAreRefused() throws IOException {
		ProtoWriter inner = new ProtoWriter().string(2, "innermost");
		for (int depth = 0; depth < 2000; depth++)
			inner = new ProtoWriter().message(1, new ProtoWriter().string(4, "If").message(5, new ProtoWriter().string(1, "b" +
				depth).message(6, inner)));
		ProtoWriter outer = inner.bytes(12, ValueInfo.of("y", ElementType.FLOAT, 1).encoded());
		byte[] bytes = new ProtoWriter().message(7, outer).message(8, new ProtoWriter().number(2, 17)).toBytes();
		assertTrue(fault(bytes).contains("nested more than"), fault(bytes));
	}

	@Example
	void theUntouchedGraphIsAModel() throws IOException {
		assertEquals("", fault(graph));
	}

	@Provide
	Arbitrary<List<int[]>> mutations() {
		return Combinators.combine(place(), Arbitraries.integers().between(-128, 127)).as((place, value) -> new int[] {
			place, value }).list().ofMinSize(1).ofMaxSize(4);
	}

	@Provide
	Arbitrary<Integer> place() {
		return Arbitraries.integers().between(0, graph.length - 1);
	}

	private static void assertModelOrIOException(byte[] bytes) throws IOException {
		String fault = fault(bytes);
		assertTrue(fault.isEmpty() || fault.contains(file.getFileName().toString()) || fault.contains(file.getParent()
			.toString()), fault);
	}

	/** The message of the IOException; empty if there was none, and then the model can be rewritten and encoded. */
	private static String fault(byte[] bytes) throws IOException {
		Files.write(file, bytes);
		try {
			OnnxModel model = OnnxModel.read(file);
			GraphRewrite.DROP_DEAD_INPUTS.apply(model);
			model.graph().prune();
			assertTrue(model.encode().length > 0);
			return "";
		}
		catch (IOException e) {
			return e.getMessage();
		}
	}
}
