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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.onnx.rewrite.AttentionFusion;

/**
 * Graphs that are sound, but have more ways through them than there is time, are looked through in no time, and what is
 * not understood of them is left alone. Where that is not so, these tests run for centuries.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class GraphWalksTest {

	@TempDir
	Path folder;

	private OnnxModel model;

	@BeforeEach
	void read() throws IOException {
		model = OnnxModel.read(StackedAttention.write(folder));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Add", "Mul", "Sub", "Div", "Pow" })
	void scalesThatAreComputedByTwoWaysAtEachOfManySteps(String type) throws IOException {
		replace("scaled", 1, chain(type, "half", 64));
		assertFused(0);
	}

	/** So many steps are followed, but each value is computed once. */
	@Test
	void scalesOfThirtyDoublingsAreUnderstood() throws IOException {
		model.graph().weights().put("tiny", Weight.of("tiny", ElementType.FLOAT, new long[0], Math.scalb(1, -30)));
		replace("scaled", 1, chain("Add", "tiny", 30));
		assertFused(1);
	}

	@Test
	void shapesThatDoubleTheirLength() throws IOException {
		replace("q.heads", 1, chain("Concat", "heads", 31));
		assertFused(0);
	}

	@ParameterizedTest
	@CsvSource({ "scores, Cast", "weighted, Cast", "softmax, Cast", "q.moved, Transpose", "result, Transpose" })
	void longChains(String reader, String type) throws IOException {
		Node place = model.graph().producers().get(reader);
		String last = place.input(0);
		List<Node> added = new ArrayList<>();
		for (int i = 0; i < 50_000; i++) {
			Node node = Node.of("", "", type, List.of(last), List.of("long" + i));
			added.add(type.equals("Cast") ? node.with("to", 1) : node.withAll("perm", 0, 1, 2, 3));
			last = "long" + i;
		}
		place.inputs().set(0, last);
		model.graph().nodes().addAll(model.graph().nodes().indexOf(place), added);
		assertFused(0);
	}

	/** Sizes that are large are no larger to look through than small ones. */
	@ParameterizedTest
	@ValueSource(longs = { 1 << 20, 1L << 31, 1L << 32, 1L << 62, Long.MAX_VALUE, 0, -1 })
	void hugeNumbersOfHeads(long heads) throws IOException {
		model.graph().weights().put("heads", integer("heads", heads));
		new AttentionFusion().apply(model);
	}

	@ParameterizedTest
	@ValueSource(longs = { 16384, 1 << 30, 1L << 62 })
	void hugeNamedSizes(long size) throws IOException {
		model.graph().weights().put("size", integer("size", size));
		Node split = model.graph().producers().get("q.split");
		split.inputs().set(0, "size");
		split.inputs().set(1, "size");
		new AttentionFusion().apply(model);
	}

	/** Many inputs that nothing reads are told from those that are read in one pass. */
	@Test
	void manyDeadInputs() throws IOException {
		for (int i = 0; i < 50_000; i++)
			model.graph().inputs().add(ValueInfo.of("dead" + i, ElementType.FLOAT, 1));
		GraphRewrite.DROP_DEAD_INPUTS.apply(model);
		assertEquals(2, model.graph().inputs().size());
	}

	// -- Helper methods --

	private static Weight integer(String name, long value) {
		// NB: not through a double, which cannot hold the largest.
		ProtoWriter tensor = new ProtoWriter().number(1, 1).number(2, 7).string(8, name).number(7, value);
		return Weight.read(ByteBuffer.wrap(tensor.toBytes()));
	}

	/** Operations each of which reads the one before it twice. */
	private String chain(String type, String start, int length) {
		String last = start;
		for (int i = 0; i < length; i++) {
			Node node = Node.of("", "", type, List.of(last, last), List.of("chain" + i));
			model.graph().nodes().add(i, type.equals("Concat") ? node.with("axis", 0) : node);
			last = "chain" + i;
		}
		return last;
	}

	/** Lets the operation that makes a value read another one. */
	private void replace(String made, int input, String value) {
		model.graph().producers().get(made).inputs().set(input, value);
	}

	private void assertFused(int attentions) throws IOException {
		new AttentionFusion().apply(model);
		assertEquals(attentions, model.graph().nodes().stream().filter(node -> node.type().equals("MultiHeadAttention"))
			.count());
	}
}
