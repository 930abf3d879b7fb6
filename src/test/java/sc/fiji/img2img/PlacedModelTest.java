package sc.fiji.img2img;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.device.DeviceChoice;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.OutOfDeviceMemoryException;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;

/** A device that cannot take the model costs a sentence, and the CPU takes over. */
class PlacedModelTest {

	private final List<String> stages = new ArrayList<>();

	@Test
	void modelThatDoesNotFitIntoTheDeviceGoesToTheCpu() throws IOException {
		try (PlacedModel model = open("VK_ERROR_OUT_OF_DEVICE_MEMORY", true)) {
			assertEquals(Provider.CPU, model.device().provider());
			assertEquals("the memory of Toy does not suffice", model.device().reason());
			assertTrue(stages.contains("Continuing on the CPU: the memory of Toy does not suffice"), stages.toString());
		}
	}

	@Test
	void modelThatTheDeviceCannotLoadGoesToTheCpuUnlessTheDeviceWasAskedFor() throws IOException {
		try (PlacedModel model = open("requires f16 but the device does not support it", false)) {
			assertEquals(Provider.CPU, model.device().provider());
			assertTrue(model.device().reason().contains("requires f16"), model.device().reason());
		}
		IOException e = assertThrows(IOException.class, () -> open("requires f16 but the device does not support it", true));
		assertTrue(e.getMessage().contains("on Toy: "), e.getMessage());
	}

	@Test
	void runThatDoesNotFitIntoTheDeviceIsDoneOnTheCpu() throws IOException {
		try (PlacedModel model = open(null, true)) {
			String result = model.run(pipeline -> {
				if (model.device().provider() != Provider.CPU) throw new OutOfDeviceMemoryException("too large", null);
				return "done with " + pipeline.sizes().multiple();
			}, RunControl.of(listener()));
			assertEquals("done with 32", result);
			assertEquals("the memory of Toy does not suffice", model.device().reason());
			assertThrows(OutOfDeviceMemoryException.class, () -> model.run(pipeline -> {
				throw new OutOfDeviceMemoryException("too large even here", null);
			}, RunControl.of(listener())));
		}
	}

	/** @param fault what the device says when it is to load something; null if it does */
	private PlacedModel open(String fault, boolean asked) throws IOException {
		Provider toy = new Provider() {

			@Override
			public String name() {
				return "Toy";
			}

			@Override
			public void configure(SessionOptions options) throws OrtException {
				if (fault != null) throw new OrtException(fault);
			}
		};
		return PlacedModel.open(Architectures.of(ModelDirectory.open(TestModels.get("sd15"))), DeviceChoice.of(toy, "for the test"), asked,
			RunControl.of(listener()));
	}

	private RunListener listener() {
		return new RunListener() {

			@Override
			public void stage(String message) {
				stages.add(message);
			}
		};
	}
}
