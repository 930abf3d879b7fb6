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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtSession.SessionOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.lora.Lora;
import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.ElementType;
import sc.fiji.img2img.onnx.graph.Graph;
import sc.fiji.img2img.onnx.graph.GraphFiles;
import sc.fiji.img2img.onnx.graph.Node;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.Weight;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/** Models brought into fp16 or back compute nearly the same; the CPU takes both. */
@Tag("slow")
class FloatTypeTest {

	@TempDir
	Path cache;

	private String before;

	@BeforeEach
	void useCache() {
		before = System.getProperty("img2img.cache");
		System.setProperty("img2img.cache", cache.toString());
	}

	@AfterEach
	void restore() {
		if (before == null) System.clearProperty("img2img.cache");
		else System.setProperty("img2img.cache", before);
	}

	@ParameterizedTest
	@CsvSource({ "sd15, false", "sd15, true", "sdxl, false", "sdxl, true" })
	void halfIsNearTheExactPicture(String name, boolean lora) throws IOException {
		Path model = TestModels.get(name);
		float[] exact = picture(model, null, lora);
		float[] half = picture(model, ElementType.FLOAT16, lora);
		double psnr = psnr(exact, half);
		assertTrue(psnr >= 30 && psnr < 110, "PSNR " + psnr);
		assertEquals(Set.of("model.onnx", "weights.bin"), converted());
	}

	@Test
	void largeWeightsAreHalfAndConvertedOnce() throws IOException {
		Path model = TestModels.get("sd15");
		OnnxModel half = ModelDirectory.open(model).component(ModelDirectory.UNET).read(computing(ElementType.FLOAT16), false,
			new Cancellation());
		long large = half.graph().weights().values().stream().filter(weight -> weight.count() > 4096).count();
		assertTrue(large > 20, "only " + large);
		for (Weight weight : half.graph().weights().values())
			assertTrue(weight.count() <= 4096 || weight.type() == ElementType.FLOAT16, weight.name());
		long written = Files.getLastModifiedTime(half.file()).toMillis();
		OnnxModel again = ModelDirectory.open(model).component(ModelDirectory.UNET).read(computing(ElementType.FLOAT16), false,
			new Cancellation());
		assertEquals(half.file(), again.file());
		assertEquals(written, Files.getLastModifiedTime(again.file()).toMillis());
	}

	@Test
	void fp16FilesAreWidened() throws IOException {
		Path model = TestModels.get("sd15");
		OnnxModel half = ModelDirectory.open(model).component(ModelDirectory.UNET).read(computing(ElementType.FLOAT16), false,
			new Cancellation());
		Path copy = TestModels.copy("sd15", cache.resolve("half"));
		Files.delete(copy.resolve("unet").resolve("model.onnx"));
		for (String file : List.of("model.onnx", "weights.bin"))
			Files.copy(half.file().resolveSibling(file), copy.resolve("unet").resolve(file));
		OnnxModel wide = ModelDirectory.open(copy).component(ModelDirectory.UNET).read(computing(ElementType.FLOAT), false,
			new Cancellation());
		assertTrue(wide.graph().weights().values().stream().noneMatch(weight -> weight.type() == ElementType.FLOAT16));
		double psnr = psnr(picture(model, null, true), picture(copy, ElementType.FLOAT, true));
		assertTrue(psnr >= 40 && psnr < 120, "PSNR " + psnr);
	}

	@Test
	void weightThatIsTooLargeForHalfStaysExact() throws IOException {
		Path model = TestModels.copy("sd15", cache.resolve("large"));
		GraphFiles.edit(model.resolve("unet").resolve("model.onnx"), graph -> scale(graph.graph(), 1e-3, 1e6, 1e-3));
		double psnr = psnr(picture(model, null, true), picture(model, ElementType.FLOAT16, true));
		assertTrue(psnr >= 30 && psnr < 110, "PSNR " + psnr);
		OnnxModel half = ModelDirectory.open(model).component(ModelDirectory.UNET).read(computing(ElementType.FLOAT16), false,
			new Cancellation());
		assertEquals(ElementType.FLOAT, half.graph().weights().get("factor1").type());
		assertEquals(ElementType.FLOAT16, half.graph().weights().get("factor2").type());
	}

	/** Multiplies what comes out of the first convolution. */
	private static void scale(Graph graph, double... factors) {
		int place = 0;
		while (!graph.nodes().get(place).inputs().contains("conv_in.bias"))
			place++;
		String last = graph.nodes().get(place).outputs().set(0, "scaled");
		String value = "scaled";
		for (int i = 0; i < factors.length; i++) {
			String factor = "factor" + i;
			graph.weights().put(factor, Weight.of(factor, ElementType.FLOAT, new long[0], factors[i]));
			String product = i == factors.length - 1 ? last : "scaled" + i;
			graph.nodes().add(++place, Node.of("scale" + i, "", "Mul", List.of(value, factor), List.of(product)));
			value = product;
		}
	}

	private Set<String> converted() throws IOException {
		try (Stream<Path> files = Files.walk(cache.resolve("models"))) {
			return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).collect(Collectors.toSet());
		}
	}

	private static double psnr(float[] exact, float[] other) {
		double sum = 0;
		for (int i = 0; i < exact.length; i++)
			sum += Math.pow(exact[i] - other[i], 2);
		// NB: the range is 2, from -1 to 1.
		return 10 * Math.log10(4 / (sum / exact.length));
	}

	/** The CPU, as if it computed in a type. */
	private static Provider computing(ElementType floats) {
		return new Provider() {

			@Override
			public String name() {
				return "CPU";
			}

			@Override
			public ElementType floats() {
				return floats;
			}

			@Override
			public void configure(SessionOptions options) {
				// NB: the CPU needs no options.
			}
		};
	}

	private static float[] picture(Path directory, ElementType floats, boolean lora) throws IOException {
		Provider provider = computing(floats);
		try (Img2ImgPipeline pipeline = Img2ImgPipeline.open(Architectures.of(ModelDirectory.open(directory)), provider, RunControl.silent())) {
			float[] data = new float[3 * 64 * 64];
			for (int i = 0; i < data.length; i++)
				data[i] = (float) Math.sin(i * 0.01);
			DiffusionJob job = DiffusionJob.of(Tensor.of(data, 1, 3, 64, 64)).prompt("nuclei").steps(8, false).strength(0.5).seeds(
				1);
			if (lora) job.lora(Lora.of(LoraFile.open(directory.resolve(Path.of("lora", "style.kohya.safetensors"))), 0.5));
			Tensor latent = pipeline.denoise(job, RunControl.silent()).get(0);
			return pipeline.decode(latent, true, RunControl.silent()).data();
		}
	}
}
