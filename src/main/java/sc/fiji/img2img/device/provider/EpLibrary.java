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
package sc.fiji.img2img.device.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.img2img.device.install.CpuVendor;
import sc.fiji.img2img.device.install.FastType;
import sc.fiji.img2img.device.install.InstalledPlugin;
import sc.fiji.img2img.device.install.NativePlatform;
import sc.fiji.img2img.device.install.PluginDescription;
import sc.fiji.img2img.device.install.PluginShim;
import sc.fiji.img2img.device.install.PluginWheel;
import sc.fiji.img2img.io.Sha256;

/**
 * A shared library that brings an execution provider of ONNX Runtime, and what is known of it.
 * <p>
 * Plain data, which is handed to the self-test's process as JSON. Immutable once it is built.
 * </p>
 */
public final class EpLibrary {

	/** The name in settings. */
	public String key;

	/** The name that it is registered by. */
	String registration;

	/** The name to show. */
	String title;

	String version;

	/** Where the library is. */
	String path;

	/** The library that is loaded in its place, and loads it; empty if there is none. */
	String shim = "";

	/** That library's SHA-256 when it was installed. */
	String shimSha256 = "";

	/** What users are to know of the way that it is run here, a sentence without its full stop; empty if nothing. */
	String note = "";

	/** The name that ONNX Runtime gives its devices. */
	String provider;

	/** Why this ONNX Runtime cannot load it, a clause; empty if it can. */
	String fault = "";

	/** The libraries to load before it, in order. */
	List<String> preload = new ArrayList<>();

	/** The types of hardware that it runs on, the best first. */
	List<String> hardware = new ArrayList<>();

	/** The provider's options in fp32. */
	Map<String, String> options = new LinkedHashMap<>();

	/** The provider's options with its fast type. */
	public Map<String, String> fastOptions = new LinkedHashMap<>();

	/** The fast type, fp16 or bf16; empty where there is none. */
	String fast = "";

	/** Whether it computes in the types that the graph's weights have, so that graphs are converted for it. */
	boolean fastWeights;

	boolean gpuKernels;

	boolean fastAttention;

	/** The types of hardware that it compiles whole graphs for, of itself. */
	List<String> compiled = new ArrayList<>();

	/** Its place where the user named none, the least being the best; negative if it is taken only when it is named. */
	int rank = -1;

	/** Whether only a graphics processor, not software that stands in for one, is worth being taken of itself. */
	boolean needsGpu;

	/** What it needs that may be missing where it finds no device; a noun phrase. */
	String advice = "";

	/** The library of an installed plugin, for a version of ONNX Runtime, on this machine. */
	public static EpLibrary of(InstalledPlugin plugin, String runtime) {
		// NB: on some systems it takes its time to tell, and nobody else asks.
		return of(plugin, runtime, plugin.shim().isPresent() ? CpuVendor.here() : Optional.empty());
	}

	/**
	 * The library of an installed plugin, for a version of ONNX Runtime.
	 *
	 * @param processor who made the processor, as {@link CpuVendor} tells
	 */
	public static EpLibrary of(InstalledPlugin plugin, String runtime, Optional<String> processor) {
		PluginDescription description = plugin.description();
		EpLibrary library = new EpLibrary();
		library.key = description.key();
		library.registration = description.registrationName();
		library.title = description.title();
		library.version = plugin.version();
		library.path = plugin.library().toString();
		plugin.preload().forEach(file -> library.preload.add(file.toString()));
		Optional<PluginShim> shim = plugin.shim().filter(each -> each.isFor(processor));
		if (shim.isPresent()) {
			library.shim = plugin.library().resolveSibling(shim.get().file()).toString();
			library.shimSha256 = shim.get().sha256();
			library.note = shim.get().note(library.title);
		}
		library.provider = description.providerName();
		library.fault = clause(description.runtimeFault(runtime));
		library.hardware = description.hardware();
		library.options = description.options(false);
		library.fastOptions = description.options(true);
		library.fast = description.fastType() == FastType.NONE ? "" : description.fastType().toString();
		library.fastWeights = description.needsFastWeights();
		library.gpuKernels = description.hasGpuKernels();
		library.fastAttention = description.fusesFastAttention();
		library.compiled = description.compiled();
		library.needsGpu = description.hardware().equals(List.of("GPU"));
		library.rank = description.rank().orElse(-1);
		library.advice = clause(NativePlatform.current().flatMap(description::wheel).flatMap(PluginWheel::needs));
		return library;
	}

	private static String clause(Optional<String> sentence) {
		return sentence.orElse("").replaceFirst("\\.$", "");
	}

	public Path file() {
		return Path.of(path);
	}

	/** The path of what ONNX Runtime is to load. */
	String loaded() {
		return shim.isEmpty() ? path : shim;
	}

	/**
	 * What the files in its folder look like from outside: what it compiles may depend on any of them.
	 *
	 * @throws IOException if they cannot be seen
	 */
	String files() throws IOException {
		try (Stream<Path> files = Files.list(file().getParent())) {
			return files.map(Path::toFile).sorted().map(file -> file.getName() + " " + file.length() + " " + file.lastModified())
				.collect(Collectors.joining("\n"));
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	/** Why what is loaded in its place must not be; null if it may, or there is nothing. */
	String shimFault() {
		if (shim.isEmpty()) return null;
		try {
			if (Sha256.of(Path.of(shim), 0).equals(shimSha256)) return null;
		}
		catch (IOException e) {
			return "The library " + shim + " of " + this + " cannot be read: remove " + title + ", and install it again";
		}
		return "The library " + shim + " of " + this + " was changed after it was installed: remove " + title +
			", and install it again";
	}

	@Override
	public String toString() {
		return title + " " + version;
	}
}
