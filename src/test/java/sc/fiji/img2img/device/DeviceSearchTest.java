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
package sc.fiji.img2img.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.device.provider.BuiltIn;
import sc.fiji.img2img.device.provider.Candidate;
import sc.fiji.img2img.device.selftest.SelfTest;
import sc.fiji.img2img.device.selftest.SelfTestOutcome;
import sc.fiji.img2img.device.selftest.SelfTests;
import sc.fiji.img2img.device.selftest.ToyCandidate;
import sc.fiji.img2img.onnx.Provider;

/** Which device is taken, in which precision, and what is said about it. */
class DeviceSearchTest {

	@TempDir
	Path folder;

	private final ToyCandidate toy = new ToyCandidate();

	private int tests;

	@Test
	void bestDeviceThatPassesIsTakenInItsFastType() {
		check(Devices.AUTO, Precision.AUTO, "toy, fp16", "the best that works here");
		check("toy", Precision.FAST, "toy, fp16", "as asked for");
		check("toy", Precision.FP32, "toy, fp32", "as asked for");
	}

	@Test
	void deviceWithoutTheFastTypeComputesInFp32AndSaysSo() {
		toy.fast = false;
		check(Devices.AUTO, Precision.AUTO, "toy, fp32", "in fp32: Toy GPU does not compute in fp16");
		check("toy", Precision.FAST, "toy, fp32", "in fp32: Toy GPU does not compute in fp16");
	}

	@Test
	void deviceThatFindsOutLateThatItLacksTheFastTypeSaysTheSame() {
		toy.fastFault = "shader_helper.cc:416 Program Transpose requires f16 but the device does not support it";
		check(Devices.AUTO, Precision.AUTO, "toy, fp32", "in fp32: Toy GPU does not compute in fp16");
	}

	@Test
	void whatElseFailsInTheFastTypeIsPassedOn() {
		toy.fastFault = "no more shaders";
		String reason = choose(Devices.AUTO, Precision.AUTO).reason();
		assertTrue(reason.startsWith("in fp32: Toy 1.0 fails on its self-test: ") && reason.endsWith("no more shaders"), reason);
	}

	@Test
	void wrongNumbersInTheFastTypeLeaveFp32() {
		toy.fastAnswer = 5f;
		String reason = choose(Devices.AUTO, Precision.AUTO).reason();
		assertTrue(reason.matches("in fp32: Toy 1.0 gave wrong numbers on its self-test: \\S+ from the CPU's, more than 5e-02"),
			reason);
		assertEquals("toy, fp32", choose(Devices.AUTO, Precision.AUTO).provider().name());
	}

	@Test
	void deviceWithWrongNumbersIsLeftForTheCpu() {
		toy.answer = 5f;
		toy.fastAnswer = Float.NaN;
		DeviceChoice choice = choose(Devices.AUTO, Precision.AUTO);
		assertEquals(Provider.CPU, choice.provider());
		assertTrue(choice.reason().matches("Toy 1.0 gave wrong numbers on its self-test: \\S+ from the CPU's, more than " +
			"1e-03"), choice.reason());
		String refused = assertThrows(IllegalArgumentException.class, () -> choose("toy", Precision.AUTO)).getMessage();
		assertTrue(refused.startsWith("The device toy cannot be used: Toy 1.0 gave wrong numbers on its self-test: "), refused);
	}

	@Test
	void graphicsProcessorInSoftwareIsTakenOnlyWhenAskedFor() {
		toy.gpu = false;
		DeviceChoice choice = choose(Devices.AUTO, Precision.FP32);
		assertEquals(Provider.CPU, choice.provider());
		assertEquals("Toy 1.0 finds no GPU, only Toy GPU, which is slow", choice.reason());
		check("toy", Precision.FP32, "toy, fp32", "as asked for");
	}

	@Test
	void theFastestOfThoseThatWorkIsTaken() {
		ToyCandidate other = new ToyCandidate("other", 2);
		other.seconds = 0.004;
		DeviceChoice choice = choose(Devices.AUTO, Precision.AUTO, toy, other, BuiltIn.CPU);
		assertEquals("other, fp16", choice.provider().name());
		assertEquals("faster here than Toy 1.0", choice.reason());
		assertFalse(choice.isFallback());
		other.seconds = toy.seconds;
		forget();
		choice = choose(Devices.AUTO, Precision.AUTO, toy, other, BuiltIn.CPU);
		assertEquals("toy, fp16", choice.provider().name());
		assertEquals("the best that works here", choice.reason());
	}

	@Test
	void whatUsersAreToKnowOfADeviceIsSaidWhereItIsTaken() {
		toy.note = "Toy is told something";
		DeviceChoice asked = choose("toy", Precision.FP32);
		assertEquals("as asked for; Toy is told something", asked.reason());
		assertFalse(asked.isFallback());
		ToyCandidate other = new ToyCandidate("other", 0);
		other.seconds = 0.02;
		assertEquals("faster here than Other 1.0; Toy is told something", choose(Devices.AUTO, Precision.AUTO, other, toy,
			BuiltIn.CPU).reason());
		toy.fast = false;
		forget();
		check("toy", Precision.FAST, "toy, fp32", "in fp32: Toy GPU does not compute in fp16; Toy is told something");
		toy.cpuSeconds = 0.002;
		forget();
		assertEquals("faster here than Toy 1.0", choose(Devices.AUTO, Precision.AUTO).reason());
	}

	@Test
	void aCpuThatIsFasterIsTakenUnlessTheFastTypeIsAskedFor() {
		toy.cpuSeconds = 0.002;
		DeviceChoice choice = choose(Devices.AUTO, Precision.AUTO);
		assertEquals(Provider.CPU, choice.provider());
		assertEquals("faster here than Toy 1.0", choice.reason());
		assertFalse(choice.isFallback());
		check(Devices.AUTO, Precision.FAST, "toy, fp16", "the best that works here");
		check("toy", Precision.AUTO, "toy, fp16", "as asked for");
	}

	@Test
	void whatIsSlowerAndFailsIsNoReason() {
		ToyCandidate other = new ToyCandidate("other", 2);
		other.answer = 5f;
		other.fastAnswer = 5f;
		DeviceChoice choice = choose(Devices.AUTO, Precision.AUTO, toy, other, BuiltIn.CPU);
		assertEquals("toy, fp16", choice.provider().name());
		assertEquals("the best that works here", choice.reason());
		assertFalse(choice.isFallback());
	}

	@Test
	void whatWouldBePreferredAndFailsIsTheReason() {
		ToyCandidate other = new ToyCandidate("other", 2);
		toy.answer = 5f;
		toy.fastAnswer = 5f;
		DeviceChoice choice = choose(Devices.AUTO, Precision.AUTO, toy, other, BuiltIn.CPU);
		assertEquals("other, fp16", choice.provider().name());
		assertTrue(choice.isFallback() && choice.reason().startsWith("Toy 1.0 gave wrong numbers on its self-test: "), choice
			.reason());
	}

	@Test
	void theTestMeasuresTheDeviceAndTheCpu() throws IOException {
		SelfTest test = new SelfTest(toy, false);
		SelfTestOutcome outcome = test.begin(0, toy.hardware().get(0));
		test.run(outcome, toy.hardware().get(0));
		assertTrue(outcome.isPassed() && outcome.milliseconds() > 0 && outcome.cpuMilliseconds() > 0, outcome.toString());
	}

	@Test
	void theCpuComputesInFp32WhateverIsAskedFor() {
		DeviceChoice choice = choose("cpu", Precision.FAST);
		assertEquals(Provider.CPU, choice.provider());
		assertEquals("precision=fast is not available: CPU computes in fp32", choice.reason());
		assertEquals("as asked for", choose("cpu", Precision.AUTO).reason());
	}

	@Test
	void whatTheRuntimeHasNotInsideIsNoFallback() {
		toy.present = false;
		DeviceChoice choice = choose(Devices.AUTO, Precision.AUTO);
		assertEquals(Provider.CPU, choice.provider());
		assertEquals("the best that works here", choice.reason());
		assertFalse(choice.isFallback());
		assertEquals(0, tests);
	}

	@Test
	void deviceThatIsNotInstalledIsRefusedWithTheWayToInstallIt() {
		String refused = assertThrows(IllegalArgumentException.class, () -> choose("webgpu", Precision.AUTO)).getMessage();
		assertEquals("The device webgpu cannot be used: it is not installed; Plugins > Img2Img Devices or the command line's " +
			"\"devices install webgpu\" does that; device=auto takes the best that works.", refused);
	}

	@Test
	void secondDeviceIsRefusedWhereThereIsOne() {
		String refused = assertThrows(IllegalArgumentException.class, () -> choose("toy:2", Precision.FP32)).getMessage();
		assertTrue(refused.contains("Toy 1.0 has fewer devices than 2"), refused);
	}

	@Test
	void outcomesAreRememberedUntilTheHardwareIsAnother() throws IOException {
		choose("toy", Precision.FP32);
		choose("toy", Precision.FP32);
		assertEquals(1, tests);
		toy.hardware = "Another GPU";
		choose("toy", Precision.FP32);
		assertEquals(2, tests);
		Files.writeString(folder.resolve("selftests.json"), "{ damaged");
		check("toy", Precision.FP32, "toy, fp32", "as asked for");
		assertEquals(3, tests);
	}

	@Test
	void namesOfDevicesAreRead() {
		assertEquals("webgpu:2", Devices.read(" WebGPU:2 "));
		for (String wrong : List.of("gpu", "webgpu:0", "auto:1", "webgpu:", ""))
			assertTrue(assertThrows(IllegalArgumentException.class, () -> Devices.read(wrong)).getMessage().startsWith(
				"device should be one of auto, "), wrong);
	}

	private void check(String name, Precision precision, String provider, String reason) {
		DeviceChoice choice = choose(name, precision);
		assertEquals(provider, choice.provider().name());
		assertEquals(reason, choice.reason());
		assertEquals(!List.of("the best that works here", "as asked for").contains(reason), choice.isFallback());
	}

	private void forget() {
		folder.resolve("selftests.json").toFile().delete();
	}

	private DeviceChoice choose(String name, Precision precision) {
		return choose(name, precision, toy, BuiltIn.CPU);
	}

	private DeviceChoice choose(String name, Precision precision, Candidate... candidates) {
		SelfTests selfTests = SelfTests.in(folder, (candidate, fast) -> {
			tests++;
			return ToyCandidate.test((ToyCandidate) candidate, fast);
		});
		return new DeviceSearch(List.of(candidates), selfTests, precision).choose(name);
	}
}
