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

import ai.onnxruntime.OrtEnvironment;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import sc.fiji.img2img.device.provider.Candidate;
import sc.fiji.img2img.device.provider.Candidates;
import sc.fiji.img2img.io.CacheDirectory;
import sc.fiji.img2img.io.ScratchFolder;
import sc.fiji.img2img.onnx.NativeLibraries;

/**
 * Outcomes of self-tests, each made once and remembered in the cache directory, until the provider, ONNX Runtime or the
 * machine changes.
 * <p>
 * Thread-safe; one process after the other is right, too, and of two at once one's outcomes are forgotten.
 * </p>
 */
public final class SelfTests implements Assessor {

	private static final String FILE = "selftests.json";

	/** Far more than all outcomes together have. */
	private static final int MOST_BYTES = 1 << 20;

	/** What did no harm is tried again after this time: drivers may have been installed meanwhile. */
	private static final long RETRY_MILLIS = TimeUnit.DAYS.toMillis(1);

	/** The environment variables by which users choose drivers and devices. */
	private static final List<String> VARIABLES = List.of("VK_ICD_FILENAMES", "VK_DRIVER_FILES",
		"ORT_WEBGPU_EP_ALLOW_SOFTWARE_ADAPTER", "CUDA_VISIBLE_DEVICES", "LD_LIBRARY_PATH");

	private final Path file;

	private final Runner runner;

	private SelfTests(Path file, Runner runner) {
		this.file = file;
		this.runner = runner;
	}

	/** Those that are remembered in a directory, which is made when there is something to remember. */
	public static SelfTests in(Path directory) {
		return in(directory, SelfTestProcess::run);
	}

	/** Those that are remembered in a directory, made in some way. */
	public static SelfTests in(Path directory, Runner runner) {
		return new SelfTests(directory.resolve(FILE), runner);
	}

	/** Those of the cache directory. */
	public static SelfTests get() {
		return in(CacheDirectory.get());
	}

	@Override
	public Optional<Assessment> remembered(String key, String version) {
		for (Candidate candidate : Candidates.installed())
			if (candidate.key().equals(key) && candidate.version().equals(version)) {
				List<SelfTestOutcome> outcomes = new ArrayList<>(find(candidate, false));
				outcomes.addAll(find(candidate, true));
				if (!candidate.needsTest() || !outcomes.isEmpty()) return Optional.of(new SelfTestSummary(outcomes));
			}
		return Optional.empty();
	}

	/** @throws IllegalArgumentException if no such device is installed */
	@Override
	public Assessment test(String key) {
		for (Candidate candidate : Candidates.installed()) {
			if (!candidate.key().equals(key)) continue;
			List<SelfTestOutcome> outcomes = new ArrayList<>();
			if (candidate.needsTest()) {
				outcomes.addAll(run(candidate, false));
				if (!candidate.fastType().isEmpty()) outcomes.addAll(run(candidate, true));
			}
			return new SelfTestSummary(outcomes);
		}
		throw new IllegalArgumentException("There is no device " + key + " here.");
	}

	/** The outcomes for a candidate's devices, remembered or new. */
	public synchronized List<SelfTestOutcome> of(Candidate candidate, boolean fast) {
		List<SelfTestOutcome> found = find(candidate, fast);
		long now = System.currentTimeMillis();
		boolean valid = !found.isEmpty() && found.stream().allMatch(outcome -> outcome.isPassed() || outcome.fatal || Math
			.abs(now - outcome.time) < RETRY_MILLIS);
		return valid ? found : run(candidate, fast);
	}

	/** Tests a candidate's devices and remembers what came of it. */
	public synchronized List<SelfTestOutcome> run(Candidate candidate, boolean fast) {
		List<SelfTestOutcome> outcomes = runner.run(candidate, fast);
		Map<String, Entry> entries = read();
		entries.put(name(candidate, fast), new Entry(identity(candidate), outcomes));
		write(entries);
		return outcomes;
	}

	// -- Helper methods --

	private synchronized List<SelfTestOutcome> find(Candidate candidate, boolean fast) {
		Entry entry = read().get(name(candidate, fast));
		return entry == null || !identity(candidate).equals(entry.identity) ? List.of() : entry.outcomes;
	}

	private static String name(Candidate candidate, boolean fast) {
		return candidate.key() + (fast ? "/fast" : "/fp32");
	}

	private static String identity(Candidate candidate) {
		StringBuilder identity = new StringBuilder(candidate.identity());
		OrtEnvironment runtime = NativeLibraries.load();
		identity.append("; ").append(SelfTest.NETWORK).append("; ONNX Runtime ").append(runtime.getVersion());
		for (String property : List.of("os.name", "os.version", "os.arch"))
			identity.append("; ").append(System.getProperty(property));
		for (String variable : VARIABLES)
			if (System.getenv(variable) != null) identity.append("; ").append(variable).append('=').append(System.getenv(
				variable));
		return identity.append("; ").append(driver()).toString();
	}

	/** The version of the driver, where the system tells it without asking the driver. */
	private static String driver() {
		try {
			return Files.readString(Path.of("/proc/driver/nvidia/version")).trim();
		}
		catch (IOException e) {
			return "";
		}
	}

	private Map<String, Entry> read() {
		Map<String, Entry> entries = new TreeMap<>();
		try {
			boolean there = Files.isRegularFile(file) && Files.size(file) < MOST_BYTES;
			Entries read = there ? new Gson().fromJson(Files.readString(file), Entries.class) : null;
			if (read != null && read.tests != null) entries.putAll(read.tests);
			entries.values().removeIf(entry -> entry == null || !entry.isWhole());
		}
		catch (IOException | JsonParseException e) {
			// NB: what cannot be read is made again.
			return new TreeMap<>();
		}
		return entries;
	}

	private void write(Map<String, Entry> tests) {
		try {
			Files.createDirectories(file.getParent());
			Entries entries = new Entries();
			entries.tests = tests;
			try (ScratchFolder scratch = ScratchFolder.in(file.getParent(), "selftests-")) {
				Path part = Files.writeString(scratch.path().resolve(FILE), new GsonBuilder().setPrettyPrinting().create().toJson(
					entries));
				Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
			}
		}
		catch (IOException e) {
			// NB: without a place to remember, the next process tests again.
		}
	}

	/** What tests all devices of a candidate. */
	@FunctionalInterface
	public interface Runner {

		/** @return at least one outcome */
		List<SelfTestOutcome> run(Candidate candidate, boolean fast);
	}

	private static final class Entries {

		private Map<String, Entry> tests;
	}

	private static final class Entry {

		private final String identity;

		private final List<SelfTestOutcome> outcomes;

		private Entry(String identity, List<SelfTestOutcome> outcomes) {
			this.identity = identity;
			this.outcomes = outcomes;
		}

		/** Whether it could have been written by us. */
		private boolean isWhole() {
			return identity != null && outcomes != null && !outcomes.isEmpty() && outcomes.stream().allMatch(
				outcome -> outcome != null && outcome.isWhole());
		}
	}
}
