package sc.fiji.img2img.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happened to a device is read from the messages of its libraries. */
class DeviceFailureTest {

	@ParameterizedTest
	@ValueSource(strings = { "CUDA failure 2: out of memory ; GPU=0", "VK_ERROR_OUT_OF_DEVICE_MEMORY", "std::bad_alloc",
		"Failed to allocate memory for requested buffer of size 1073741824", "8007000E E_OUTOFMEMORY",
		"CUBLAS failure: CUDA_ERROR_OUT_OF_MEMORY" })
	void wantOfMemoryIsTold(String message) {
		assertEquals(DeviceFailure.MEMORY, DeviceFailure.of(message));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Device is lost", "VK_ERROR_DEVICE_LOST: device lost", "DXGI_ERROR_DEVICE_REMOVED (0x887A0005)",
		"CUDA failure 719: unspecified launch failure", "device was lost: out of memory" })
	void lossOfTheDeviceIsTold(String message) {
		assertEquals(DeviceFailure.LOST, DeviceFailure.of(message));
		String sentence = DeviceFailure.running("unet", Provider.CPU, new Exception(message)).getMessage();
		assertTrue(sentence.startsWith("The device CPU was lost while it ran unet; "), sentence);
	}

	@Test
	void otherFailuresAreNeither() {
		assertEquals(DeviceFailure.OTHER, DeviceFailure.of("Non-zero status code returned while running Concat node"));
		assertEquals(DeviceFailure.OTHER, DeviceFailure.of(null));
	}
}
