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
package sc.fiji.img2img.device.selftest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.TestModels;
import sc.fiji.img2img.device.DeviceChoice;
import sc.fiji.img2img.device.DeviceSearch;
import sc.fiji.img2img.device.Devices;
import sc.fiji.img2img.device.Precision;
import sc.fiji.img2img.device.install.CpuVendor;
import sc.fiji.img2img.device.install.InstalledPlugin;
import sc.fiji.img2img.device.install.InstalledPlugins;
import sc.fiji.img2img.device.install.NativePlatform;
import sc.fiji.img2img.device.install.ShimmedPlugin;
import sc.fiji.img2img.device.provider.BuiltIn;
import sc.fiji.img2img.device.provider.Candidate;
import sc.fiji.img2img.device.provider.DeviceFault;
import sc.fiji.img2img.device.provider.EpLibrary;
import sc.fiji.img2img.device.provider.LibraryCandidate;
import sc.fiji.img2img.diffusion.DiffusionJob;
import sc.fiji.img2img.diffusion.Img2ImgPipeline;
import sc.fiji.img2img.diffusion.family.Architectures;
import sc.fiji.img2img.image.ij.ImageFiles;
import sc.fiji.img2img.image.ij.Processors;
import sc.fiji.img2img.io.ScratchFolder;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.NativeLibraries;
import sc.fiji.img2img.onnx.OnnxSession;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.SmallGraph;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/** Plugin providers, where they are installed, pass their self-tests, or say why not. */
@Tag("slow")
class PluginDeviceTest {

	@TempDir
	Path folder;

	@Test
	void openVinoPassesItsSelfTest() {
		List<SelfTestOutcome> outcomes = SelfTestProcess.run(new LibraryCandidate(installed("openvino")), false);
		assumeDevice(outcomes.get(0));
		assertEquals("CPU", outcomes.get(0).hardware().substring(0, 3));
		assertTrue(outcomes.get(0).isPassed(), outcomes.toString());
		assertTrue(outcomes.get(0).error() < 1e-5, outcomes.toString());
	}

	@Test
	void openVinoWithoutADeviceSaysWhatItNeeds() {
		SelfTestOutcome outcome = SelfTestProcess.run(new LibraryCandidate(installed("openvino", Optional.empty())), false)
			.get(0);
		assumeTrue(!outcome.isPassed(), "there is a device for OpenVINO here");
		assertEquals("OpenVINO 1.8.1 finds no device here: it needs an Intel CPU, GPU or NPU", outcome.fault());
	}

	@Test
	void openVinoBehindItsShimGivesTheSameNumbers() throws IOException {
		assumeTrue(NativePlatform.current().equals(Optional.of(NativePlatform.LINUX_X64)), "its parts are linked to");
		Candidate alone = new LibraryCandidate(installed("openvino", Optional.empty()));
		try (ScratchFolder links = ScratchFolder.temporary("shimmed")) {
			InstalledPlugin plugin = ShimmedPlugin.of(InstalledPlugins.here().find("openvino").orElseThrow(), links.path());
			Candidate behind = new LibraryCandidate(EpLibrary.of(plugin, NativeLibraries.load().getVersion(), Optional.of(
				"AuthenticAMD")));
			assertTrue(behind.describe().toString().contains(plugin.shim().orElseThrow().file()));
			compare(behind, alone, false);
			compare(behind, alone, true);
		}
	}

	private static void compare(Candidate behind, Candidate alone, boolean fast) {
		SelfTestOutcome found = SelfTestProcess.run(behind, fast).get(0);
		SelfTestOutcome wanted = SelfTestProcess.run(alone, fast).get(0);
		assertTrue(found.isPassed() || fast && found.fault().contains("does not compute in"), found.toString());
		assertEquals("CPU", found.hardware().substring(0, 3));
		// NB: on processors of others, there is nothing to compare with.
		if (wanted.hardware().isEmpty()) return;
		assertEquals(wanted.hardware(), found.hardware());
		assertEquals(wanted.isPassed(), found.isPassed());
		assertEquals(wanted.error(), found.error(), 1e-7);
	}

	/** NB: ONNX Runtime's own optimisation would leave a turned copy of the weights in memory. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void openVinoTakesWeightsWhereTheyLie() throws IOException, DeviceFault {
		Candidate openvino = new LibraryCandidate(installed("openvino"));
		assumeDevice(SelfTestProcess.run(openvino, false).get(0));
		int edge = 1 << 13;
		long bytes = 4L * edge * edge;
		try (RandomAccessFile weights = new RandomAccessFile(folder.resolve("weights.bin").toFile(), "rw")) {
			weights.setLength(bytes);
		}
		OnnxModel model = OnnxModel.read(Files.write(folder.resolve("model.onnx"), SmallGraph.withTransposedWeight(
			"weights.bin", edge)));
		Provider provider = openvino.provider(0, false).withoutCache();
		long before = ownMemory();
		try (OnnxSession session = OnnxSession.open(model, provider)) {
			long more = ownMemory() - before;
			// NB: one copy is OpenVINO's own, packed for the processor.
			assertTrue(more < 3 * bytes / 2, more + " bytes more for weights of " + bytes);
			assertEquals(edge, session.run(Map.of("x", Tensor.of(new float[edge], 1, edge)), new Cancellation()).get("y")
				.data().length);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void openVinosPictureIsThatOfGraphsThatOnnxRuntimeOptimises(boolean fast) throws IOException, DeviceFault {
		Candidate openvino = new LibraryCandidate(installed("openvino"));
		assumeDevice(SelfTestProcess.run(openvino, false).get(0));
		Provider provider = openvino.provider(0, fast);
		float[] optimised = picture(new Provider() {

			@Override
			public String name() {
				return provider.name();
			}

			@Override
			public void configure(SessionOptions options) throws OrtException {
				provider.configure(options);
				options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
			}
		});
		assertArrayEquals(optimised, picture(provider));
	}

	/** The bytes of this program's memory that are not those of files. */
	private static long ownMemory() throws IOException {
		return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("RssAnon:")).mapToLong(
			line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().getAsLong() << 10;
	}

	@Test
	void webGpuWithoutAVulkanLoaderSaysSo() {
		EpLibrary library = installed("webgpu");
		SelfTestOutcome outcome = SelfTestProcess.run(new LibraryCandidate(library), false).get(0);
		assumeTrue(!outcome.isPassed(), "there is a device for WebGPU here");
		assertTrue(outcome.fault().startsWith("WebGPU 0.2.1 finds no device here: it needs the Vulkan loader libvulkan.so.1"),
			outcome.fault());
	}

	@Test
	void webGpuDeviceWithoutF16ComputesInFp32AndSaysSo() {
		Candidate webgpu = new LibraryCandidate(installed("webgpu"));
		SelfTests tests = SelfTests.in(folder);
		SelfTestOutcome exact = tests.of(webgpu, false).get(0);
		assumeTrue(exact.isPassed() && !exact.isGpu(), "there is no WebGPU in software here");
		assertTrue(exact.error() < 1e-4, exact.toString());
		DeviceChoice choice = new DeviceSearch(List.of(webgpu, BuiltIn.CPU), tests, Precision.AUTO).choose("webgpu");
		assertTrue(choice.provider().name().endsWith(", fp32"), choice.provider().name());
		assertEquals(1, choice.provider().batch(), "software gains nothing by batches");
		assertEquals("in fp32: " + exact.hardware() + " does not compute in fp16", choice.reason());
		DeviceChoice automatic = new DeviceSearch(List.of(webgpu, BuiltIn.CPU), tests, Precision.FP32).choose(Devices.AUTO);
		assertEquals(Provider.CPU, automatic.provider());
		assertTrue(automatic.reason().startsWith("WebGPU 0.2.1 finds no GPU, only CPU "), automatic.reason());
	}

	@Test
	void fastPictureIsNearTheExactOne() throws IOException, DeviceFault {
		EpLibrary library = installed("openvino");
		// NB: without it, a CPU that has no instructions for bf16 computes in fp32.
		library.fastOptions = Map.of("load_config", "{\"CPU\":{\"INFERENCE_PRECISION_HINT\":\"bf16\"}}");
		Candidate candidate = new LibraryCandidate(library);
		assumeDevice(SelfTestProcess.run(candidate, false).get(0));
		float[] exact = picture(candidate.provider(0, false));
		float[] fast = picture(candidate.provider(0, true));
		assumeTrue(candidate.hardware().get(0).isFast() || !Arrays.equals(exact, fast),
			"OpenVINO computes in fp32 on this processor, whatever it is asked for");
		double sum = 0;
		for (int i = 0; i < exact.length; i++)
			sum += Math.pow(exact[i] - fast[i], 2);
		// NB: the range is 2, from -1 to 1.
		double psnr = 10 * Math.log10(4 / (sum / exact.length));
		assertTrue(psnr >= 30 && psnr < 90, "PSNR " + psnr);
	}

	private static float[] picture(Provider provider) throws IOException {
		Path directory = TestModels.get("sd15");
		try (Img2ImgPipeline pipeline = Img2ImgPipeline.open(Architectures.of(ModelDirectory.open(directory)), provider, RunControl.silent())) {
			Tensor image = Processors.codec(ImageFiles.read(directory.resolve("input.png")).getProcessor()).encode();
			DiffusionJob job = DiffusionJob.of(image).prompt("nuclei").steps(8, false).strength(0.5).seeds(1);
			Tensor latent = pipeline.denoise(job, RunControl.silent()).get(0);
			return pipeline.decode(latent, true, RunControl.silent()).data();
		}
	}

	private static void assumeDevice(SelfTestOutcome outcome) {
		assumeTrue(outcome.isPassed() || !outcome.fault().contains("finds no device here"), outcome.fault());
	}

	private static EpLibrary installed(String key) {
		return installed(key, CpuVendor.here());
	}

	private static EpLibrary installed(String key, Optional<String> processor) {
		InstalledPlugins plugins = InstalledPlugins.here();
		assumeTrue(plugins.find(key).isPresent(), key + " is not installed in " + plugins.directory());
		return EpLibrary.of(plugins.find(key).get(), NativeLibraries.load().getVersion(), processor);
	}
}
