package sc.fiji.img2img.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;

/** A JVM that can write only so much, as on a full disk. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {

	/** More than ONNX Runtime's library, which is unpacked to a temporary file, and less than the output. */
	private static final int LIMIT_KIB = 48 * 1024;

	private static final int SIZE = 3600;

	@TempDir
	Path directory;

	@Test
	void anOutputThatDoesNotFitIsNamedAndLeavesNothingBehind() throws IOException, InterruptedException {
		Path input = TestImages.write(TestImages.bytes(SIZE, SIZE).convertToFloat(), directory.resolve("input.tif"));
		Path folder = Files.createDirectory(directory.resolve("output"));
		Path log = directory.resolve("log.txt");
		assertTrue(Files.size(input) > 1024L * LIMIT_KIB);
		String java = Paths.get(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder("bash", "-c", "ulimit -f " + LIMIT_KIB + "; exec \"$@\"", "bash", java, "-cp",
			System.getProperty("java.class.path"), Img2ImgApp.class.getName(), input.toString(), folder.resolve("output.tif")
				.toString(), "--model", TestModels.get("sd15").toString(), "--strength", "0").redirectErrorStream(true)
			.redirectOutput(log.toFile()).start();
		assertTrue(process.waitFor(2, TimeUnit.MINUTES));
		String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
		assertEquals(1, process.exitValue(), text);
		assertEquals(1, text.lines().filter(line -> line.startsWith("img2img: ")).count(), text);
		assertTrue(text.contains("output.tif cannot be written: File too large"), text);
		assertEquals(0, folder.toFile().list().length, text);
	}
}
