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
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.onnx.NativeLibraries;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;

/** A graph that was read and written again is the graph. */
@Tag("slow")
class EncodeTest {

	private static final List<String> MODELS = List.of("sd15", "sdxl", "inpaint9", "lcm", "tiny_vae");

	@TestFactory
	Stream<DynamicTest> encodedGraphsGiveTheBitsOfTheFile() throws IOException {
		return files().stream().map(file -> dynamicTest(name(file), () -> {
			OnnxModel model = OnnxModel.read(file);
			Map<String, Tensor> feeds = Feeds.of(model.graph().inputs());
			Map<String, Tensor> encoded;
			try (OnnxSession session = OnnxSession.open(model, Provider.CPU)) {
				encoded = session.run(feeds, new Cancellation());
			}
			Map<String, float[]> direct = runFile(file, feeds, model.graph().inputs());
			assertEquals(direct.keySet(), encoded.keySet());
			direct.forEach((output, expected) -> assertArrayEquals(expected, encoded.get(output).data(), output));
		}));
	}

	@TestFactory
	Stream<DynamicTest> weightsStayInTheFile() throws IOException {
		return files().stream().map(file -> dynamicTest(name(file), () -> {
			OnnxModel model = OnnxModel.read(file);
			OnnxModel again = reread(model, file);
			for (Weight weight : model.graph().weights().values()) {
				Weight other = again.graph().weights().get(weight.name());
				assertEquals(weight.count() * weight.type().bytes() >= 1024, other.external() != null, weight.name());
				assertArrayEquals(weight.values(model.folder()), other.values(model.folder()), weight.name());
			}
			assertTrue(model.encode().length < Files.size(file));
		}));
	}

	@Test
	void inputsThatNothingReadsAreDropped() throws IOException {
		assertEquals(List.of("x"), inputsOf(SmallGraph.withDeadInput()));
	}

	@Test
	void inputsThatOnlyInnerGraphsReadAreKept() throws IOException {
		assertEquals(List.of("x", "inner"), inputsOf(SmallGraph.withControlFlow()));
	}

	@Test
	void aGraphWithControlFlowSurvives() throws IOException {
		Path file = Files.write(Files.createTempFile("graph", ".onnx"), SmallGraph.withControlFlow());
		OnnxModel model = OnnxModel.read(file);
		model.graph().prune();
		try (OnnxSession session = OnnxSession.open(model, Provider.CPU)) {
			Map<String, Tensor> outputs = session.run(Map.of("x", Tensor.of(new float[] { 1, 2 }, 1, 2), "inner", Tensor.of(
				new float[] { 5, 6 }, 2)), new Cancellation());
			assertArrayEquals(new float[] { 4, 6 }, outputs.get("y").data());
			assertArrayEquals(new float[] { 10, 12 }, outputs.get("z").data());
		}
		Files.delete(file);
	}

	// -- Helper methods --

	private static List<String> inputsOf(byte[] bytes) throws IOException {
		Path file = Files.write(Files.createTempFile("graph", ".onnx"), bytes);
		OnnxModel model = OnnxModel.read(file);
		Files.delete(file);
		GraphRewrite.DROP_DEAD_INPUTS.apply(model);
		return model.graph().inputs().stream().map(ValueInfo::name).collect(Collectors.toList());
	}

	private static OnnxModel reread(OnnxModel model, Path file) throws IOException {
		Path copy = Files.write(file.resolveSibling("again.tmp"), model.encode());
		try {
			return OnnxModel.read(copy);
		}
		finally {
			Files.delete(copy);
		}
	}

	private static List<Path> files() throws IOException {
		List<Path> files = new ArrayList<>();
		for (String model : MODELS)
			try (Stream<Path> walk = Files.walk(TestModels.get(model))) {
				walk.filter(file -> file.getFileName().toString().equals("model.onnx")).sorted().forEach(files::add);
			}
		return files;
	}

	private static String name(Path file) {
		Path network = file.getParent();
		return network.getParent().getFileName() + "/" + network.getFileName();
	}

	private static Map<String, float[]> runFile(Path file, Map<String, Tensor> feeds, List<ValueInfo> inputs)
		throws OrtException
	{
		OrtEnvironment environment = NativeLibraries.load();
		Map<String, float[]> outputs = new LinkedHashMap<>();
		Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
		try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
			OrtSession session = environment.createSession(file.toString(), options))
		{
			for (ValueInfo input : inputs)
				tensors.put(input.name(), Feeds.tensor(environment, input, feeds.get(input.name())));
			try (OrtSession.Result result = session.run(tensors)) {
				for (Map.Entry<String, OnnxValue> entry : result)
					outputs.put(entry.getKey(), Feeds.floats((OnnxTensor) entry.getValue()));
			}
		}
		finally {
			tensors.values().forEach(OnnxTensor::close);
		}
		return outputs;
	}
}
