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
package sc.fiji.img2img;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Neither running nor opening a model leaves native memory behind.
 * <p>
 * Measured in a JVM of its own, whose heap is resident from the start, so that what grows is native.
 * </p>
 */
@EnabledOnOs(OS.LINUX)
@Tag("slow")
class NativeMemoryTest {

	/** What a leak of 50 KiB a run would add: the image, its latent and the prompt's encoding are 27 KiB of floats. */
	private static final double RUNS_MIB = 8;

	/** The model's own weights, 5 MB, would add 100 MiB if they stayed. */
	private static final double MODELS_MIB = 16;

	@Test
	void twoHundredRunsDoNotGrow() throws IOException, InterruptedException {
		assertSteady("run", 40, 200, RUNS_MIB);
	}

	@Test
	void thirtyModelsDoNotGrow() throws IOException, InterruptedException {
		assertSteady("open", 10, 30, MODELS_MIB);
	}

	private static void assertSteady(String what, int settled, int times, double allowed) throws IOException,
		InterruptedException
	{
		// NB: the optimising compiler takes memory of its own, whenever it gets round to it.
		ChildJvm.Ended ended = ChildJvm.of(NativeMemoryProbe.class, what, TestModels.get("sd15"), settled, times).with(
			"-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1").run();
		String output = ended.text;
		assertEquals(0, ended.code, output);
		List<Double> figures = output.lines().filter(line -> line.startsWith("resident ")).map(line -> Double.valueOf(line
			.substring(9))).collect(Collectors.toList());
		assertEquals(2, figures.size(), output);
		String summary = what + ": " + figures.get(0) + " MiB resident after " + settled + " times, " + figures.get(1) +
			" MiB after " + times;
		System.out.println(summary);
		assertTrue(figures.get(1) - figures.get(0) <= allowed, summary);
	}
}
