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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.rewrite.AttentionFusion;
import sc.fiji.img2img.onnx.rewrite.FloatTypeChange;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;

/** What is not safe to walk is refused when it is read, in a sentence that names the file, the place and what would be right. */
class GraphCheckTest {

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 5, 10_000 })
	void circlesAreRefused(int length) throws IOException {
		List<Node> circle = new ArrayList<>();
		for (int i = 0; i < length; i++)
			circle.add(node("Cast", "c" + (i + 1) % length, "c" + i).with("to", 1));
		assertDamaged("depends on its own result", model(circle));
	}

	@Test
	void circlesThroughAndWithinInnerGraphsAreRefused() throws IOException {
		Node around = branching("z", graph(List.of(node("Relu", "inner", "z")), "inner"));
		assertDamaged("If z depends on its own result", model(List.of(around)));
		Node within = branching("z", graph(List.of(node("Relu", "b", "a"), node("Relu", "a", "b")), "a"));
		assertDamaged("depends on its own result", model(List.of(within)));
	}

	@Test
	void valuesThatAreMadeTwiceAreRefused() throws IOException {
		assertDamaged("the value a is made twice", model(List.of(node("Relu", "a", "x"), node("Relu", "a", "x"))));
		assertDamaged("the value x is made twice", model(List.of(node("Relu", "x", "b"))));
		assertDamaged("the value b is made twice", model(List.of(node("Relu", "b", "x"))));
		assertDamaged("the value a is made twice", model(List.of(branching("z", graph(List.of(node("Relu", "a", "x"), node(
			"Relu", "a", "x")), "a")))));
	}

	@Test
	void valuesThatNothingMakesAreRefused() throws IOException {
		assertDamaged("the value nowhere is read, but it is no input", model(List.of(node("Relu", "a", "nowhere"))));
		assertDamaged("the value nowhere is read", model(List.of(branching("z", graph(List.of(node("Relu", "a", "nowhere")),
			"a")))));
		assertDamaged("the value nowhere is read", model(List.of(branching("z", graph(List.of(), "nowhere")))));
	}

	/** Inner graphs may read what is made outside, and hide it behind a name of their own. */
	@Test
	void innerGraphsSeeTheValuesAroundThem() throws IOException {
		Node deep = branching("y2", graph(List.of(node("Relu", "r", "a")), "r"));
		List<Node> nodes = List.of(node("Relu", "a", "x"), branching("z", graph(List.of(deep, node("Relu", "b", "y2")), "b")));
		assertEquals(3, read(model(nodes)).graph().nodes().size());
	}

	@ParameterizedTest
	@CsvSource({ "Softmax, 0, 1", "MatMul, 1, 2", "MatMul, 0, 2", "Conv, 1, 2", "Reshape, 0, 1", "Mul, 1, 2", "Add, 0, 2",
		"Gather, 1, 2", "Transpose, 0, 1", "LayerNormalization, 1, 2", "Where, 2, 3", "Concat, 0, 1", "Cast, 0, 1" })
	void operationsThatLackInputsAreRefused(String type, int given, int needed) throws IOException {
		List<String> inputs = Collections.nCopies(given, "x");
		assertDamaged("the operation " + type + " broken lacks its input " + (given + 1) + ", where at least " + needed +
			" are needed", model(List.of(Node.of("broken", "", type, inputs, List.of("r")))));
		List<String> omitted = new ArrayList<>(inputs);
		omitted.add("");
		assertDamaged("lacks its input", model(List.of(Node.of("broken", "", type, omitted, List.of("r")))));
	}

	@Test
	void operationsThatMakeNothingAreRefused() throws IOException {
		assertDamaged("the operation Relu silent makes no value", model(List.of(Node.of("silent", "", "Relu", List.of("x"),
			List.of()))));
		assertDamaged("makes no value", model(List.of(Node.of("silent", "any.domain", "Any", List.of("x"), List.of("")))));
		assertDamaged("without an operator", model(List.of(Node.of("nothing", "", "", List.of("x"), List.of("r")))));
	}

	@Test
	void absurdNamesAndSizesAreRefused() throws IOException {
		assertDamaged("has 100000 characters", model(List.of(node("Relu", "n".repeat(100_000), "x"))));
		OnnxModel large = small();
		large.graph().inputs().add(ValueInfo.of("large", ElementType.FLOAT, -1, 1L << 31));
		assertDamaged("the dimension 2 of large is 2147483648, where at most", large);
		OnnxModel many = small();
		for (int i = 0; i < 5000; i++)
			many.graph().outputs().add(many.graph().outputs().get(0));
		assertDamaged("5001 outputs, where at most", many);
	}

	@Test
	void weightsOfAbsurdShapesAreRefused() throws IOException {
		for (long[] shape : new long[][] { { 1L << 62, 1L << 62 }, { 1L << 32, 1L << 32 }, { 1L << 40, 8 }, { -8, -8 } }) {
			ProtoWriter weight = new ProtoWriter().number(2, 1).string(8, "wide");
			for (long dim : shape)
				weight.number(1, dim);
			IOException e = assertThrows(IOException.class, () -> read(with(5, weight)));
			assertTrue(e.getMessage().matches(".*model.onnx is not an ONNX model.* in? ?.*weight wide.*|.*a weight wide of .*"), e
				.getMessage());
		}
	}

	@Test
	void weightsThatAreGivenTwiceOrSparselyAreRefused() throws IOException {
		ProtoWriter weight = new ProtoWriter().bytes(5, Weight.of("w", ElementType.FLOAT, new long[] { 1 }, 1).encode("")
			.toBytes());
		IOException twice = assertThrows(IOException.class, () -> read(new ProtoWriter().message(7, withFields(weight,
			weight)).message(8, new ProtoWriter().number(2, 17))));
		assertTrue(twice.getMessage().contains("two weights of the name w"), twice.getMessage());
		IOException sparse = assertThrows(IOException.class, () -> read(with(15, new ProtoWriter())));
		assertTrue(sparse.getMessage().contains("a sparse weight"), sparse.getMessage());
	}

	/** Some tools write operations in any order, which ONNX Runtime accepts. */
	@Test
	void operationsAreReadInAnOrderInWhichTheyCanRun() throws IOException {
		Path file = Files.copy(TestModels.get("sd15").resolve("text_encoder/model.onnx"), folder.resolve("model.onnx"));
		List<Node> before = OnnxModel.read(file).graph().nodes();
		GraphFiles.edit(file, model -> Collections.reverse(model.graph().nodes()));
		List<Node> nodes = OnnxModel.read(file).graph().nodes();
		assertEquals(before.size(), nodes.size());
		List<String> made = new ArrayList<>();
		for (Node node : nodes) {
			for (String input : node.inputs())
				assertTrue(made.contains(input) || before.stream().noneMatch(other -> other.outputs().contains(input)), input);
			made.addAll(node.outputs());
		}
	}

	@Test
	void functionsThatCallEachOtherWithoutEndAreRefused() throws IOException {
		assertDamagedFunctions("is called by itself", function(0, "1"), function(1, "0"));
		assertDamagedFunctions("is called by itself", function(0, "0"));
		ProtoWriter[] doubling = new ProtoWriter[25];
		for (int i = 0; i < doubling.length; i++)
			doubling[i] = function(i, Integer.toString(i + 1), Integer.toString(i + 1));
		assertDamagedFunctions("becomes more than 1000000 operations", doubling);
		assertDamagedFunctions("the value nowhere is read", new ProtoWriter().string(1, "f").string(4, "x").string(5, "y")
			.message(7, node("Relu", "y", "nowhere").encode()));
	}

	@Test
	void functionsOfExportersAreRead() throws IOException {
		assertEquals(1, read(withFunctions(function(0, "1", "1"), function(1))).graph().nodes().size());
	}

	/** A function's constants are weights as well, and their files are looked at before ONNX Runtime does. */
	@Test
	void weightFilesOfFunctionsMustLieInTheFolder() throws IOException {
		ProtoWriter tensor = Weight.external("c", ElementType.FLOAT, new long[] { 1 }, "../secret", 0, 4).encode("");
		ProtoWriter constant = new ProtoWriter().string(2, "y").string(4, "Constant").message(5, new ProtoWriter().string(1,
			"value").message(5, tensor));
		ProtoWriter function = new ProtoWriter().string(1, "f").string(5, "y").message(7, constant);
		IOException e = assertThrows(IOException.class, () -> read(withFunctions(function)));
		assertTrue(e.getMessage().contains("not below its own folder"), e.getMessage());
	}

	@Test
	void readingCanBeCancelled() throws IOException {
		Cancellation cancelled = new Cancellation();
		cancelled.cancel();
		assertThrows(CancellationException.class, () -> OnnxModel.read(TestModels.get("sd15").resolve("unet/model.onnx"),
			cancelled));
	}

	@Test
	void changingCanBeCancelled() throws IOException {
		for (GraphRewrite change : List.of(new AttentionFusion(), new FloatTypeChange(ElementType.FLOAT16,
			WeightStore.MEMORY)))
		{
			Cancellation cancellation = new Cancellation();
			OnnxModel model = OnnxModel.read(TestModels.get("sd15").resolve("unet/model.onnx"), cancellation);
			cancellation.cancel();
			assertThrows(CancellationException.class, () -> change.apply(model));
		}
	}

	@Test
	void whatIsReadRuns() throws IOException {
		OnnxModel model = read(model(List.of(node("Relu", "late", "early"), node("Relu", "early", "x"))));
		try (OnnxSession session = OnnxSession.open(model, Provider.CPU)) {
			Tensor answer = session.run(Map.of("x", Tensor.of(new float[] { 1, -1 }, 1, 2)), new Cancellation()).get("y");
			assertArrayEquals(new float[] { 4, 3 }, answer.data());
		}
	}

	// -- Helper methods --

	private void assertDamaged(String fault, OnnxModel model) {
		IOException e = assertThrows(IOException.class, () -> read(model));
		assertTrue(e.getMessage().startsWith("The graph in ") && e.getMessage().contains("model.onnx is damaged: "), e
			.getMessage());
		assertTrue(e.getMessage().contains(fault), e.getMessage());
		assertTrue(e.getMessage().length() < 400 && e.getMessage().endsWith("Download or export the model again."), e
			.getMessage());
	}

	private void assertDamagedFunctions(String fault, ProtoWriter... functions) {
		IOException e = assertThrows(IOException.class, () -> read(withFunctions(functions)));
		assertTrue(e.getMessage().contains(fault), e.getMessage());
	}

	private OnnxModel read(OnnxModel model) throws IOException {
		return OnnxModel.read(Files.write(folder.resolve("model.onnx"), model.encode()));
	}

	private OnnxModel read(ProtoWriter model) throws IOException {
		return OnnxModel.read(Files.write(folder.resolve("model.onnx"), model.toBytes()));
	}

	/** x + b = y, and further operations. */
	private OnnxModel model(List<Node> further) throws IOException {
		OnnxModel model = small();
		model.graph().nodes().addAll(further);
		return model;
	}

	private OnnxModel small() throws IOException {
		OnnxModel model = OnnxModel.read(Files.write(folder.resolve("small.onnx"), SmallGraph.withDeadInput()));
		GraphRewrite.DROP_DEAD_INPUTS.apply(model);
		return model;
	}

	/** The small model with one more field in its graph. */
	private ProtoWriter with(int field, ProtoWriter message) throws IOException {
		return new ProtoWriter().message(7, withFields(new ProtoWriter().message(field, message))).message(8, new ProtoWriter()
			.number(2, 17));
	}

	private ProtoWriter withFields(ProtoWriter... fields) throws IOException {
		ProtoWriter graph = new ProtoWriter();
		copy(ByteBuffer.wrap(small().graph().encode("", UnaryOperator.identity()).toBytes()), graph);
		for (ProtoWriter field : fields)
			copy(ByteBuffer.wrap(field.toBytes()), graph);
		return graph;
	}

	private ProtoWriter withFunctions(ProtoWriter... functions) throws IOException {
		ProtoWriter model = new ProtoWriter();
		copy(ByteBuffer.wrap(small().encode()), model);
		for (ProtoWriter function : functions)
			model.message(25, function);
		return model;
	}

	private static void copy(ByteBuffer message, ProtoWriter target) {
		ProtoReader reader = new ProtoReader(message);
		while (reader.next())
			reader.copyTo(target);
	}

	/** A function of the domain f that hands a value from one function to the next. */
	private static ProtoWriter function(int name, String... called) {
		ProtoWriter function = new ProtoWriter().string(1, Integer.toString(name)).string(4, "v0").string(5, "v" +
			called.length).string(9, "f");
		for (int i = 0; i < called.length; i++)
			function.message(7, Node.of("", "f", called[i], List.of("v" + i), List.of("v" + (i + 1))).encode());
		return function;
	}

	private static Node node(String type, String output, String... inputs) {
		return Node.of(output, "", type, List.of(inputs), List.of(output));
	}

	private static Graph graph(List<Node> nodes, String output) {
		ProtoWriter graph = new ProtoWriter().string(2, "inner").bytes(12, ValueInfo.of(output, ElementType.FLOAT, 2)
			.encoded());
		nodes.forEach(node -> graph.message(1, node.encode()));
		return Graph.read(ByteBuffer.wrap(graph.toBytes()));
	}

	/** An operation with a graph in it. */
	private static Node branching(String output, Graph branch) {
		ProtoWriter attribute = new ProtoWriter().string(1, "then_branch").message(6, branch.encode("", UnaryOperator.identity())).number(20, 5);
		return Node.read(ByteBuffer.wrap(new ProtoWriter().string(1, "x").string(2, output).string(3, output).string(4, "If")
			.message(5, attribute).toBytes()));
	}
}
