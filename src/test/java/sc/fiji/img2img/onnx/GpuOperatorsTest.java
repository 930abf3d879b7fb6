package sc.fiji.img2img.onnx;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtSession.SessionOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.onnx.graph.GraphFiles;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.SmallGraph;

/** Which operators are refused depends on what is to run them. */
class GpuOperatorsTest {

	private static final Provider GPU = new Provider() {

		@Override
		public String name() {
			return "a graphics processor";
		}

		@Override
		public boolean hasGpuKernels() {
			return true;
		}

		@Override
		public void configure(SessionOptions options) {
			// NB: never asked here.
		}
	};

	@ParameterizedTest
	@ValueSource(strings = { "NhwcConv", "GroupNorm", "BiasSplitGelu", "SkipGroupNorm", "BiasAdd" })
	void fusedOperatorsNeedAGraphicsProcessor(String operator) throws IOException {
		OnnxModel model = model("com.microsoft", operator);
		String message = assertThrows(IOException.class, () -> GpuOperators.check(model, Provider.CPU)).getMessage();
		assertTrue(message.contains(operator) && message.contains("CPU"), message);
		assertDoesNotThrow(() -> GpuOperators.check(model, GPU));
	}

	@ParameterizedTest
	@ValueSource(strings = { "MultiHeadAttention", "SkipLayerNormalization", "FastGelu" })
	void thoseThatTheCpuHasAreNotRefused(String operator) throws IOException {
		OnnxModel model = model("com.microsoft", operator);
		assertDoesNotThrow(() -> GpuOperators.check(model, Provider.CPU));
	}

	@Test
	void operatorsOfTheSameNameInOnnxAreNotRefused() throws IOException {
		OnnxModel model = model("", "GroupNorm");
		assertDoesNotThrow(() -> GpuOperators.check(model, Provider.CPU));
	}

	private static OnnxModel model(String domain, String operator) throws IOException {
		Path file = Files.write(Files.createTempFile("graph", ".onnx"), SmallGraph.withDeadInput());
		OnnxModel model = OnnxModel.read(file);
		Files.delete(file);
		GraphFiles.append(model, domain, operator);
		return model;
	}
}
