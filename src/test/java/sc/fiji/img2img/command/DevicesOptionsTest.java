package sc.fiji.img2img.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevicesOptionsTest {

	@Test
	void valuesAndSwitchesAreRead() {
		assertEquals(Map.of("install", "webgpu", "yes", ""), DevicesOptions.read("install=webgpu yes "));
		assertEquals(Map.of("add", "/a folder/b.whl", "yes", ""), DevicesOptions.read(" add=[/a folder/b.whl] yes"));
		assertEquals(Map.of("test", ""), DevicesOptions.read("test"));
		assertEquals(Map.of(), DevicesOptions.read(""));
	}

	@ParameterizedTest
	@CsvSource({ "instal=webgpu, instal", "install=a install=b, twice", "install yes, install=webgpu", "add=, add=[path",
		"install=webgpu =x, =x", "add=[a]b yes, b" })
	void whatIsWrongIsNamed(String options, String part) {
		String message = assertThrows(IllegalArgumentException.class, () -> DevicesOptions.read(options)).getMessage();
		assertTrue(message.contains(part), message);
	}
}
