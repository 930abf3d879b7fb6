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
package sc.fiji.img2img.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Times a UNet step at 512 x 512 with guidance (latents of 64 x 64, batch 2) for several ways to load the same model.
 * <p>
 * Each variant runs in a process of its own and the variants take turns, so that what else the machine does meets all
 * of them. Printed are the seconds of loading and of a step, the median of the rounds' ratios to the first variant, and the
 * peak resident memory. Only the ratios of one run can be compared.
 * </p>
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=sc.fiji.img2img.benchmark.StepBenchmark \
 *     -Dexec.args="MODEL_DIRECTORY 5 PLAIN FUSED"
 * </pre>
 * <p>
 * The number is that of the rounds, after one that is not counted; without variants, these two are timed. The script
 * full_size.py of src/test/python makes a model to time, and benchmark_step.py times other engines in turn with these.
 * </p>
 */
public final class StepBenchmark {

	private StepBenchmark() {
		// NB: a program.
	}

	public static void main(String... arguments) throws IOException {
		if (arguments.length < 2 || !arguments[1].matches("[1-9]\\d*")) {
			System.err.println("usage: StepBenchmark MODEL_DIRECTORY ROUNDS [VARIANT...]; the variants: " + Arrays.toString(
				StepVariant.values()));
			System.exit(2);
		}
		List<StepVariant> variants = new ArrayList<>();
		for (String name : Arrays.asList(arguments).subList(2, arguments.length))
			variants.add(StepVariant.valueOf(name));
		if (variants.isEmpty()) variants.addAll(List.of(StepVariant.PLAIN, StepVariant.FUSED));
		run(Path.of(arguments[0]), Integer.parseInt(arguments[1]), variants);
	}

	private static void run(Path model, int rounds, List<StepVariant> variants) throws IOException {
		List<StepProcess> processes = new ArrayList<>();
		try {
			for (StepVariant variant : variants)
				processes.add(StepProcess.start(variant, model));
			for (int round = 0; round <= rounds; round++)
				for (StepProcess process : processes)
					process.step(round > 0);
		}
		finally {
			processes.forEach(StepProcess::close);
		}
		System.out.printf("%-22s %8s %8s %8s %7s %9s %12s%n", "variant", "load s", "min s", "median s", "ratio", "peak GiB",
			"mean |answer|");
		for (StepProcess process : processes)
			System.out.println(process.summary(processes.get(0)));
	}
}
