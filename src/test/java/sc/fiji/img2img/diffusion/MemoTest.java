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
package sc.fiji.img2img.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import net.imglib2.Interval;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.random.NoiseDevice;
import sc.fiji.img2img.random.NoiseSource;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.run.RunListener;
import sc.fiji.img2img.tensor.ImageSource;
import sc.fiji.img2img.tensor.Tensor;

/** Nothing is computed twice, and nobody can tell. */
@Tag("slow")
class MemoTest {

	private final List<String> stages = new ArrayList<>();

	private final RunListener listener = new RunListener() {

		@Override
		public void stage(String message) {
			stages.add(message);
		}
	};

	@Test
	void theResultThatWasNotAskedForTheLongestIsForgotten() {
		Memo<String, Integer> memo = Memo.ofLast(2);
		assertEquals(1, memo.get("a", key -> 1));
		assertEquals(2, memo.get("b", key -> 2));
		assertEquals(1, memo.get("a", key -> 7));
		assertEquals(3, memo.get("c", key -> 3));
		assertEquals(1, memo.get("a", key -> 7));
		assertEquals(7, memo.get("b", key -> 7));
	}

	@Test
	void whatFailsIsNotRemembered() {
		Memo<String, Integer> memo = Memo.ofLast(2);
		assertThrows(IllegalStateException.class, () -> memo.get("a", key -> {
			throw new IllegalStateException();
		}));
		assertEquals(5, memo.get("a", key -> 5));
	}

	@Test
	void aTapeIsTheStreamItself() {
		List<Integer> made = new ArrayList<>();
		NoiseTape tape = new NoiseTape(() -> {
			made.add(1);
			return NoiseDevice.CPU.seeded(5);
		});
		assertDraws(tape, 64, 64, 64);
		assertDraws(tape, 64, 64);
		assertEquals(1, made.size());
		assertDraws(tape, 64, 64, 64, 64, 20);
		assertDraws(tape, 64, 10, 64, 64, 20);
		assertDraws(tape, 64, 64, 64, 64, 20);
		assertDraws(tape, 3, 1 << 22, 7);
		assertDraws(tape, 64, 64, 64, 64, 20, 1 << 22, 30);
		assertDraws(tape, 64, 64, 64, 64, 20, 1 << 22, 30);
	}

	@Test
	void playersOfOneTapeDoNotDisturbEachOther() {
		NoiseTape tape = new NoiseTape(() -> NoiseDevice.CPU.seeded(5));
		NoiseSource stream = NoiseDevice.CPU.seeded(5);
		NoiseSource first = tape.play();
		NoiseSource second = tape.play();
		for (int i = 0; i < 4; i++) {
			float[] expected = stream.next(33);
			float[] values = first.next(33);
			assertArrayEquals(expected, values);
			values[0] = 99;
			assertArrayEquals(expected, second.next(33));
		}
	}

	@Test
	void everythingIsEncodedAndLoadedOnce() throws IOException {
		LoraFile file = LoraFile.open(TestModels.get("sd15").resolve(Path.of("lora", "concept.kohya.safetensors")));
		try (Img2ImgPipeline pipeline = open()) {
			for (double strength : new double[] { 0.4, 0.6 })
				for (double weight : new double[] { 0, 0.5, 1 })
					pipeline.denoise(job().strength(strength).lora(Lora.of(file, weight)), RunControl.of(listener));
			// NB: this LoRA changes the text encoder, so that each weight has an encoding of its own.
			assertEquals(3, count("Encoding the prompt"));
			assertEquals(1, count("Encoding the image"));
			assertEquals(2, pipeline.loads());
			assertEquals(1, count("Loading the UNet"));
			assertEquals(1, count("Loading the text encoder"));
		}
	}

	@Test
	void anImageIsReadOnce() throws IOException {
		ImageSource image = job().image();
		List<Interval> read = new ArrayList<>();
		DiffusionJob job = DiffusionJob.of(ImageSource.of(image.width(), image.height(), part -> {
			read.add(part);
			return image.part(part);
		})).mask(Tensor.of(new float[64 * 64], 1, 1, 64, 64)).steps(4, false).strength(0.5);
		try (Img2ImgPipeline pipeline = open()) {
			pipeline.denoise(job, RunControl.silent());
		}
		assertEquals(1, read.size());
	}

	@Test
	void whatIsRememberedGivesTheBitsOfAFirstRun() throws IOException {
		try (Img2ImgPipeline used = open()) {
			for (String prompt : List.of("", "a", "b (c:1.2)"))
				for (String negative : new String[] { null, "", "a" })
					for (boolean literal : new boolean[] { false, true })
						used.denoise(varied(prompt, negative, literal), RunControl.silent());
			DiffusionJob job = varied("b (c:1.2)", null, true);
			try (Img2ImgPipeline fresh = open()) {
				assertArrayEquals(fresh.denoise(job, RunControl.of(listener)).get(0).data(), used.denoise(job,
					RunControl.of(listener)).get(0).data());
			}
			assertEquals(1, count("Encoding the prompt"));
		}
	}

	@Test
	void weightsOfTheUnetAloneAskTheTextEncodersNothingNew() throws IOException {
		LoraFile file = LoraFile.open(TestModels.get("sd15").resolve(Path.of("lora", "concept.kohya.safetensors")));
		try (Img2ImgPipeline pipeline = open()) {
			for (double unet : new double[] { 0.5, 1 })
				for (double text : new double[] { 0, 0.7 })
					pipeline.denoise(job().lora(Lora.of(file, unet, text)), RunControl.of(listener));
			assertEquals(2, count("Encoding the prompt"));
		}
	}

	private long count(String stage) {
		return stages.stream().filter(stage::equals).count();
	}

	private static DiffusionJob varied(String prompt, String negative, boolean literal) {
		return job().prompt(prompt).negative(negative).literalPrompts(literal);
	}

	private static DiffusionJob job() {
		return DiffusionJob.of(Processors.codec(TestImages.rgb(64, 64)).encode()).prompt("cells").steps(4, false).strength(0.5)
			.guidance(Guidance.of(3, 0)).seeds(5);
	}

	private static Img2ImgPipeline open() throws IOException {
		return Img2ImgPipeline.open(Architectures.of(ModelDirectory.open(TestModels.get("sd15"))), Provider.CPU, RunControl.silent());
	}

	private static void assertDraws(NoiseTape tape, int... counts) {
		NoiseSource expected = NoiseDevice.CPU.seeded(5);
		NoiseSource player = tape.play();
		for (int count : counts)
			assertArrayEquals(expected.next(count), player.next(count));
	}
}
