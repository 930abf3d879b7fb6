package sc.fiji.img2img.device.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;

import org.junit.jupiter.api.Test;

/** What providers and operating systems say of a device's memory. */
class EpDevicesTest {

	@Test
	void memoryIsReadWhereverItStands() {
		assertEquals("8.6 GB", EpDevices.memory(Map.of(), Map.of("DxgiVideoMemory", "8192 MB", "Discrete", "1")));
		assertEquals("16.7 GB", EpDevices.memory(Map.of("GPU_DEVICE_TOTAL_MEM_SIZE", "16704737280"), Map.of()));
		assertEquals("33.3 GB", EpDevices.memory(Map.of("NPU_DEVICE_TOTAL_MEM_SIZE", "33285996544"), Map.of(
			"DxgiVideoMemory", "128 MB")));
	}

	@Test
	void whatIsNoMemoryIsLeftOut() {
		assertEquals("", EpDevices.memory(Map.of(), Map.of()));
		assertEquals("", EpDevices.memory(Map.of("GPU_DEVICE_TOTAL_MEM_SIZE", "much"), Map.of("DxgiVideoMemory", "0 MB")));
	}
}
