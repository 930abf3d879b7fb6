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

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import sc.fiji.img2img.device.install.FastType;
import sc.fiji.img2img.device.install.InstalledPlugin;
import sc.fiji.img2img.device.install.InstalledPlugins;
import sc.fiji.img2img.device.install.NativePlatform;
import sc.fiji.img2img.device.install.PluginDescription;
import sc.fiji.img2img.device.install.PluginWheel;
import sc.fiji.img2img.device.provider.Candidate;
import sc.fiji.img2img.device.provider.Candidates;
import sc.fiji.img2img.device.selftest.Assessment;
import sc.fiji.img2img.device.selftest.Assessor;
import sc.fiji.img2img.device.selftest.SelfTests;
import sc.fiji.img2img.io.ByteCount;
import sc.fiji.img2img.io.TextTable;

/**
 * All devices of this machine: what ONNX Runtime has inside, the plugin providers that are installed, and those that can
 * be.
 * <p>
 * Loads none of the plugins: what is known of them is what their descriptions and earlier self-tests say. Immutable.
 * </p>
 */
public final class DeviceList {

	private final List<DeviceEntry> entries;

	private DeviceList(List<DeviceEntry> entries) {
		this.entries = List.copyOf(entries);
	}

	/** Lists those of this machine. */
	public static DeviceList here() {
		return of(Candidates.installed(), InstalledPlugins.here(), NativePlatform.current(), SelfTests.get());
	}

	/**
	 * Lists devices.
	 *
	 * @param candidates what is built in or installed
	 * @param installed tells what the installed ones are, and which others there are
	 * @param platform that installable ones are to be for
	 */
	static DeviceList of(List<Candidate> candidates, InstalledPlugins installed, Optional<NativePlatform> platform,
		Assessor tests)
	{
		List<DeviceEntry> entries = new ArrayList<>();
		for (Candidate candidate : candidates) {
			if (candidate.isPresent()) entries.add(entry(candidate, installed.find(candidate.key()), tests));
		}
		for (PluginDescription description : installed.descriptions().all())
			if (installed.find(description.key()).isEmpty()) platform.flatMap(description::wheel).ifPresent(wheel -> entries.add(
				offer(description, wheel)));
		return new DeviceList(entries);
	}

	/** All lines, those that can be used first. */
	public List<DeviceEntry> entries() {
		return entries;
	}

	/** The list in columns, with what there is to say of a device below it. */
	@Override
	public String toString() {
		TextTable table = TextTable.of("DEVICE", "PROVIDER", "VERSION", "PRECISIONS", "STATE", "RUNS ON");
		for (DeviceEntry entry : entries)
			table.add(entry.detail().orElse(""), entry.key(), entry.title(), entry.version(), entry.precisions(), entry.state()
				.toString(), entry.hardware());
		return table.toString();
	}

	// -- Helper methods --

	private static DeviceEntry entry(Candidate candidate, Optional<InstalledPlugin> plugin, Assessor tests) {
		Optional<Assessment> assessment = tests.remembered(candidate.key(), candidate.version());
		String title = plugin.map(installed -> installed.description().title()).orElseGet(candidate::title);
		String hardware = plugin.map(installed -> installed.description().runs()).orElseGet(() -> candidate.needsTest()
			? "what ONNX Runtime finds" : processor());
		DeviceEntry.State state = DeviceEntry.State.UNTESTED;
		String precisions = plugin.map(installed -> precisions(installed.description())).orElseGet(() -> String.join(", ",
			candidate.fastType().isEmpty() ? List.of("fp32") : List.of("fp32", candidate.fastType())));
		String detail = candidate.fault();
		if (detail != null) {
			state = DeviceEntry.State.FAILS;
			detail = detail.replaceFirst("\\.?$", ".");
		}
		else if (assessment.isPresent()) {
			state = assessment.get().works() ? DeviceEntry.State.WORKS : DeviceEntry.State.FAILS;
			if (candidate.needsTest()) detail = assessment.get().summary();
			if (assessment.get().works()) precisions = String.join(", ", assessment.get().precisions());
		}
		if (!candidate.note().isEmpty()) detail = (detail == null ? "" : detail + " ") + candidate.note() + ".";
		return new DeviceEntry(candidate.key(), title, candidate.version(), hardware, precisions, state, detail,
			plugin.isPresent());
	}

	private static DeviceEntry offer(PluginDescription description, PluginWheel wheel) {
		return new DeviceEntry(description.key(), description.title(), description.version(), description.runs(), precisions(
			description), DeviceEntry.State.INSTALLABLE, "Download: " + ByteCount.text(wheel.size()) + ", on disk " +
				ByteCount.text(wheel.unpackedSize()) + ", licence: " + description.license().name() + ".", false);
	}

	private static String precisions(PluginDescription description) {
		return description.fastType() == FastType.NONE ? "fp32" : "fp32, " + description.fastType();
	}

	/** The processor, and the memory of the machine where this JVM tells. */
	private static String processor() {
		String threads = Runtime.getRuntime().availableProcessors() + " threads of this " + System.getProperty("os.arch") +
			" CPU";
		java.lang.management.OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
		if (!(system instanceof com.sun.management.OperatingSystemMXBean)) return threads;
		long bytes = ((com.sun.management.OperatingSystemMXBean) system).getTotalPhysicalMemorySize();
		return threads + ", " + Math.round(bytes / 1e9) + " GB";
	}
}
