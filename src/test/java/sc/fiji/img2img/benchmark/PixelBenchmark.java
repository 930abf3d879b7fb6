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

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import sc.fiji.img2img.image.ColorMatch;
import sc.fiji.img2img.image.MaskBlend;
import sc.fiji.img2img.image.Padding;
import sc.fiji.img2img.image.ij.Feather;
import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.image.ij.SeenMask;
import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;

/**
 * Times what happens to the pixels of an image of ImageJ, 2048 x 2048, on their way into a model and back.
 *
 * <pre>
 * mvn -q -Pjmh clean test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     -Dexec.args="-cp %classpath org.openjdk.jmh.Main PixelBenchmark"
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx3g")
public class PixelBenchmark {

	private static final int SIZE = 2048;

	/** Bits of a pixel; 24 for RGB. */
	@Param({ "8", "16", "32", "24" })
	int bits;

	private ImageProcessor image;

	private ImageProcessor changed;

	private Tensor tensor;

	private MaskBlend blend;

	@Setup
	public void make() {
		image = noise();
		tensor = in();
		changed = noise();
		ByteProcessor mask = new ByteProcessor(SIZE, SIZE);
		mask.setValue(255);
		mask.setRoi(SIZE / 4, SIZE / 4, SIZE / 2, SIZE / 2);
		mask.fill();
		blend = MaskBlend.of(Feather.of(SeenMask.mask(mask), 400));
	}

	@Benchmark
	public Tensor in() {
		return Processors.codec(image).encode();
	}

	@Benchmark
	public ImageProcessor out() {
		return Processors.of(Processors.codec(image).decode(tensor));
	}

	@Benchmark
	public Tensor pad() {
		return Padding.to(SIZE, SIZE, SIZE + 64, SIZE + 64).pad(ImageSource.of(tensor)).whole();
	}

	@Benchmark
	public ImageProcessor blend() {
		blend.apply(Processors.plane(changed), Processors.plane(image));
		return changed;
	}

	@Benchmark
	public ImageProcessor match() {
		ColorMatch.within(null).apply(Processors.plane(changed), Processors.plane(image));
		return changed;
	}

	private ImageProcessor noise() {
		Random random = new Random(1);
		ImageProcessor pixels = bits == 8 ? new ByteProcessor(SIZE, SIZE) : bits == 16 ? new ShortProcessor(SIZE, SIZE)
			: bits == 32 ? new FloatProcessor(SIZE, SIZE) : new ColorProcessor(SIZE, SIZE);
		for (int i = 0; i < pixels.getPixelCount(); i++)
			if (bits == 32) pixels.setf(i, random.nextFloat());
			else pixels.set(i, random.nextInt(1 << bits));
		pixels.resetMinAndMax();
		return pixels;
	}
}
