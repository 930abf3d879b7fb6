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
package sc.fiji.img2img.device.install;

import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import sc.fiji.img2img.io.JsonEntry;

/**
 * All that is known of one plugin provider: an execution provider of ONNX Runtime that is published on its own and
 * loaded at run time.
 * <p>
 * Read from providers.json; a further provider is a further entry there. Immutable and thread-safe.
 * </p>
 */
public final class PluginDescription {

	private static final List<String> HARDWARE = List.of("CPU", "GPU", "NPU");

	private final String key;

	private final String title;

	private final String registration;

	private final String provider;

	private final String packageName;

	private final String version;

	private final String runs;

	private final List<String> hardware;

	private final PluginVersion from;

	private final PluginVersion below;

	private final FastType fastType;

	private final boolean fastWeights;

	private final boolean fastAttention;

	private final Map<String, String> options;

	private final Map<String, String> fastOptions;

	private final boolean kernels;

	private final List<String> compiled;

	private final Integer rank;

	private final PluginLicense license;

	private final Map<NativePlatform, PluginWheel> wheels = new EnumMap<>(NativePlatform.class);

	private PluginDescription(JsonEntry json) throws IOException {
		key = json.text("key");
		title = json.text("title");
		registration = json.text("registration");
		provider = json.text("provider");
		packageName = json.text("package");
		version = json.text("version");
		runs = json.text("runs");
		hardware = json.texts("hardware");
		JsonEntry runtime = json.object("runtime");
		from = PluginVersion.of(runtime.text("from"));
		below = runtime.has("below") ? PluginVersion.of(runtime.text("below")) : null;
		JsonEntry fast = json.object("fast");
		fastType = fastType(fast);
		fastWeights = fast.flag("weights", false);
		fastAttention = fast.flag("attention", false);
		options = json.object("options").map("fp32");
		fastOptions = json.object("options").map("fast");
		kernels = json.flag("kernels", false);
		compiled = json.texts("compiled");
		rank = json.has("rank") ? Integer.valueOf((int) json.whole("rank")) : null;
		license = PluginLicense.of(json.object("license"));
		readWheels(json.object("platforms"));
	}

	/**
	 * Reads an entry.
	 *
	 * @throws IOException if something in it is missing or wrong; the message names it
	 */
	static PluginDescription of(JsonEntry json) throws IOException {
		PluginDescription description = new PluginDescription(json);
		// NB: both become names of folders.
		if (!description.key.matches("[a-z0-9][a-z0-9-]*")) throw json.fault("key", "lower-case letters, digits and dashes");
		if (!PluginVersion.isVersion(description.version)) throw json.fault("version", "numbers separated by dots");
		if (description.hardware.isEmpty() || !HARDWARE.containsAll(description.hardware)) throw json.fault("hardware",
			"a list of " + HARDWARE);
		if (!description.hardware.containsAll(description.compiled)) throw json.fault("compiled", "some of " +
			description.hardware);
		return description;
	}

	/** The name in settings and on the command line, such as {@code webgpu}; also that of its folder. */
	public String key() {
		return key;
	}

	/** The name to show. */
	public String title() {
		return title;
	}

	/** The name that its library is registered by with ONNX Runtime. */
	public String registrationName() {
		return registration;
	}

	/** The name of the execution provider, by which its devices are found among those that ONNX Runtime lists. */
	public String providerName() {
		return provider;
	}

	/** The name of its package on PyPI. */
	public String packageName() {
		return packageName;
	}

	/** The version that is known here, and that {@code install} gets. */
	public String version() {
		return version;
	}

	/** What it runs on; a noun phrase for users. */
	public String runs() {
		return runs;
	}

	/** The types of hardware that it runs on, the best first: of CPU, GPU and NPU. */
	public List<String> hardware() {
		return hardware;
	}

	/** The type that it computes in where it is to be fast. */
	public FastType fastType() {
		return fastType;
	}

	/** Whether it is fast only with weights of that type in the graph; others convert fp32 weights by themselves. */
	public boolean needsFastWeights() {
		return fastWeights;
	}

	/** Whether graphs of that type run better on it with attention fused to one operator. */
	public boolean fusesFastAttention() {
		return fastAttention;
	}

	/** The provider's options for a session that computes in fp32, or in {@link #fastType()}. */
	public Map<String, String> options(boolean fast) {
		return fast ? fastOptions : options;
	}

	/** Whether it runs the fused operators of ONNX Runtime that only graphics processors have kernels for. */
	public boolean hasGpuKernels() {
		return kernels;
	}

	/**
	 * The types of hardware that it compiles whole graphs for: ONNX Runtime leaves these as they are before, and what was
	 * compiled is kept for the next start.
	 */
	public List<String> compiled() {
		return compiled;
	}

	/** Its place among the devices to be tried by themselves, the lowest first; empty if it is used only when asked for. */
	public OptionalInt rank() {
		return rank == null ? OptionalInt.empty() : OptionalInt.of(rank);
	}

	/** The terms to be agreed to. */
	public PluginLicense license() {
		return license;
	}

	/** The package for a platform; empty if there is none. */
	public Optional<PluginWheel> wheel(NativePlatform platform) {
		return Optional.ofNullable(wheels.get(platform));
	}

	/** The platforms that there are packages for. */
	public Map<NativePlatform, PluginWheel> wheels() {
		return Collections.unmodifiableMap(wheels);
	}

	/** Why it does not work with a version of ONNX Runtime, such as 1.29.0, in a sentence; empty if it does. */
	public Optional<String> runtimeFault(String runtime) {
		PluginVersion found = PluginVersion.of(runtime);
		if (found.compareTo(from) < 0) return Optional.of(title + " needs ONNX Runtime " + from + " or later, but " +
			runtime + " is on the class path.");
		if (below != null && found.compareTo(below) >= 0) return Optional.of(title + " needs an ONNX Runtime before " +
			below + ", but " + runtime + " is on the class path.");
		return Optional.empty();
	}

	@Override
	public String toString() {
		return title + " " + version;
	}

	private static FastType fastType(JsonEntry json) throws IOException {
		try {
			return FastType.valueOf(json.text("type").toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException e) {
			throw json.fault("type", "fp16, bf16 or none");
		}
	}

	private void readWheels(JsonEntry platforms) throws IOException {
		for (String name : platforms.keys()) {
			NativePlatform platform = NativePlatform.find(name).orElseThrow(() -> platforms.fault(name,
				"under the name of a platform, such as linux-x64"));
			wheels.put(platform, PluginWheel.of(platforms.object(name)));
		}
	}
}
