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
