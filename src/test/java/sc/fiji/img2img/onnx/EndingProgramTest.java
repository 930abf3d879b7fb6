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
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.ChildJvm;
import sc.fiji.img2img.TestModels;

/** A program that is asked to end while ONNX Runtime works ends, and does not crash. */
@Tag("slow")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "nobody asks there, programs are ended")
class EndingProgramTest {

	private static final int ENDINGS = Integer.getInteger("img2img.endings", 6);

	/** 128 and the number of SIGTERM, as shells have it. */
	private static final int ASKED_TO_END = 143;

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "load", "run" })
	void endsWhenItIsAsked(String action) throws IOException, InterruptedException {
		Random random = new Random(5);
		for (int ending = 0; ending < ENDINGS; ending++) {
			Process process = ChildJvm.of(EndingProbe.class, action, TestModels.get("sd15").resolve("unet").resolve(
				"model.onnx")).in(folder).start();
			assertTrue(process.getInputStream().read() >= 0);
			for (int spin = random.nextInt(1 << 22); spin > 0; spin--)
				Thread.onSpinWait();
			process.destroy();
			assertEquals(ASKED_TO_END, process.waitFor());
		}
		assertEquals(0, folder.toFile().list().length, "logs of crashes");
	}
}
