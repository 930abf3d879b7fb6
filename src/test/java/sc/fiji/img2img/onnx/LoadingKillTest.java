package sc.fiji.img2img.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.ChildJvm;

/** A program that is killed while ONNX Runtime is loaded leaves nothing in the temporary folder that the next does not clear. */
@Tag("slow")
class LoadingKillTest {

	private static final int KILLS = Integer.getInteger("img2img.kills", 4);

	@TempDir
	private Path folder;

	@Test
	void whatKilledProgramsLeaveIsCleared() throws IOException, InterruptedException {
		Random random = new Random(7);
		for (int kill = 0; kill < KILLS; kill++) {
			Process process = child("stay").start();
			assertTrue(process.getInputStream().read() >= 0);
			// NB: up to the time that loading takes; some are killed after it.
			for (int spin = random.nextInt(1 << 24); spin > 0; spin--)
				Thread.onSpinWait();
			process.destroyForcibly().waitFor();
		}
		Files.createDirectory(folder.resolve("onnxruntime-java-of-others"));
		Files.createFile(folder.resolve("onnxruntime-java-of-others").resolve("a"));
		ChildJvm.Ended ended = child("end").run();
		assertEquals(0, ended.code, ended.text);
		assertEquals("onnxruntime-java-of-others", String.join(", ", folder.toFile().list()));
	}

	private ChildJvm child(String then) {
		return ChildJvm.of(LoadingProbe.class, then).with("-Djava.io.tmpdir=" + folder, "-XX:-UsePerfData",
			"-XX:TieredStopAtLevel=1");
	}
}
