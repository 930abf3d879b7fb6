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
package sc.fiji.img2img.onnx.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.Weight;

/** Which convolutions are computed by the operator of this program's own. */
class WinogradConvolutionTest {

	private final OnnxModel model = OnnxModel.create(Path.of("model.onnx"), 17);

	private final Graph graph = model.graph();

	private final Node usual = Node.of("conv", "", "Conv", List.of("x", "w", "b"), List.of("y")).withAll("kernel_shape", 3, 3)
		.withAll("pads", 1, 1, 1, 1);

	@Test
	void theUsualOneIs() {
		weights(ElementType.FLOAT, 64, 128, 3, 3);
		assertIsReplaced(usual);
		assertIsReplaced(usual.withAll("strides", 1, 1).withAll("dilations", 1, 1).with("group", 1));
	}

	@Test
	void weightsMayBeKeptIn16Bits() {
		weights(ElementType.FLOAT16, 64, 128, 3, 3);
		assertSame(usual, replaced(usual), "the convolution itself is one in 16 bits");
		graph.weights().clear();
		weight("stored", ElementType.FLOAT16, 64, 128, 3, 3);
		weight("b", ElementType.FLOAT, 64);
		graph.nodes().add(Node.of("cast", "", "Cast", List.of("stored"), List.of("w")).with("to", ElementType.FLOAT.code()));
		assertIsReplaced(usual);
	}

	static Stream<Named<Consumer<WinogradConvolutionTest>>> others() {
		return Stream.of(Named.of("a step of two", test -> test.usual.withAll("strides", 2, 2)), //
			Named.of("a step of two across", test -> test.usual.withAll("strides", 1, 2)), //
			Named.of("holes", test -> test.usual.withAll("dilations", 2, 2)), //
			Named.of("groups", test -> test.usual.with("group", 2)), //
			Named.of("no margin", test -> test.usual.withAll("pads", 0, 0, 0, 0)), //
			Named.of("a margin on one side", test -> test.usual.withAll("pads", 0, 0, 1, 1)), //
			Named.of("a margin by itself", test -> test.usual.withAll("pads").with("auto_pad", "SAME_UPPER")), //
			Named.of("no bias", test -> test.usual.inputs().remove(2)), //
			Named.of("a bias that is left out", test -> test.usual.inputs().set(2, "")), //
			Named.of("weights that are computed", test -> test.graph.weights().remove("w")), //
			Named.of("points", test -> test.weights(ElementType.FLOAT, 64, 128, 1, 1)), //
			Named.of("larger ones", test -> test.weights(ElementType.FLOAT, 64, 128, 5, 5)), //
			Named.of("one dimension", test -> test.weights(ElementType.FLOAT, 64, 128, 3)), //
			Named.of("few channels", test -> test.weights(ElementType.FLOAT, 64, 8, 3, 3)), //
			Named.of("an odd number of channels", test -> test.weights(ElementType.FLOAT, 64, 132, 3, 3)), //
			Named.of("an odd number of results", test -> test.weights(ElementType.FLOAT, 132, 64, 3, 3)), //
			Named.of("64 bits", test -> test.weights(ElementType.DOUBLE, 64, 128, 3, 3)));
	}

	@ParameterizedTest
	@MethodSource("others")
	void othersStayAsTheyAre(Consumer<WinogradConvolutionTest> change) {
		weights(ElementType.FLOAT, 64, 128, 3, 3);
		change.accept(this);
		assertSame(usual, replaced(usual));
	}

	@Test
	void otherOperationsStayAsTheyAre() {
		weights(ElementType.FLOAT, 64, 128, 3, 3);
		Node foreign = Node.of("conv", "com.example", "Conv", List.of("x", "w", "b"), List.of("y")).withAll("pads", 1, 1, 1, 1);
		assertSame(foreign, replaced(foreign));
		Node transposed = Node.of("conv", "", "ConvTranspose", List.of("x", "w", "b"), List.of("y")).withAll("pads", 1, 1, 1, 1);
		assertSame(transposed, replaced(transposed));
	}

	private void assertIsReplaced(Node node) {
		Node own = replaced(node);
		assertEquals(WinogradConvolution.DOMAIN, own.domain());
		assertEquals("WinogradConv", own.type());
		assertEquals(node.name(), own.name());
		assertEquals(node.inputs(), own.inputs());
		assertEquals(node.outputs(), own.outputs());
	}

	private Node replaced(Node node) {
		return WinogradConvolution.in(graph).apply(node);
	}

	private void weights(ElementType type, long... shape) {
		weight("w", type, shape);
		weight("b", type, shape[0]);
	}

	private void weight(String name, ElementType type, long... shape) {
		graph.weights().put(name, Weight.of(name, type, shape, new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)]));
	}
}
