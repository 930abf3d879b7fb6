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

import ai.onnxruntime.OrtEpDevice;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.onnx.PreparedForm;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.Telemetry;
import sc.fiji.img2img.onnx.graph.ElementType;

/** An execution provider that a library brings. Immutable. */
public final class LibraryCandidate implements Candidate {

	private final EpLibrary library;

	public LibraryCandidate(EpLibrary library) {
		this.library = library;
	}

	@Override
	public String key() {
		return library.key;
	}

	@Override
	public String version() {
		return library.version;
	}

	@Override
	public String title() {
		return library.toString();
	}

	@Override
	public int rank() {
		return library.rank;
	}

	@Override
	public boolean needsGpu() {
		return library.needsGpu;
	}

	@Override
	public String fastType() {
		return library.fast;
	}

	@Override
	public String note() {
		return library.note;
	}

	@Override
	public String identity() {
		File file = library.file().toFile();
		String shim = library.shim.isEmpty() ? "" : " " + library.shim + " " + library.shimSha256;
		return library + " " + library.path + " " + file.length() + " " + file.lastModified() + " " + library.options + " " +
			library.fastOptions + shim;
	}

	@Override
	public JsonObject describe() {
		JsonObject description = new JsonObject();
		description.add("library", new Gson().toJsonTree(library));
		return description;
	}

	@Override
	public String fault() {
		if (!library.file().toFile().isFile()) return "The library " + library.path + " of " + library +
			" is missing: install it again";
		if (!library.fault.isEmpty()) return library.fault;
		String changed = library.shimFault();
		return changed == null ? telemetry() : changed;
	}

	private String telemetry() {
		if (Telemetry.isOff()) return null;
		try {
			return Telemetry.address(library.file()).map(address -> library + " would send reports on its use to " + address +
				", so it is not loaded: install the version that is known here, or set the environment variable " + Telemetry.OFF +
				" to 1 before the start").orElse(null);
		}
		catch (IOException e) {
			return "The library " + library.path + " of " + library + " cannot be read: " + e.getMessage();
		}
	}

	@Override
	public List<Hardware> hardware() throws DeviceFault {
		List<Hardware> all = new ArrayList<>();
		for (OrtEpDevice device : EpDevices.of(library))
			all.add(new Hardware(EpDevices.hardware(device), EpDevices.isGpu(device), EpDevices.isFast(library, device)));
		return all;
	}

	@Override
	public Provider provider(int number, boolean fast) throws DeviceFault {
		List<OrtEpDevice> devices = EpDevices.of(library);
		if (number >= devices.size()) throw new DeviceFault(library + " has " + devices.size() + " device" + (devices
			.size() == 1 ? "" : "s") + " here, but number " + (number + 1) + " was asked for");
		OrtEpDevice device = devices.get(number);
		String name = library + " on " + EpDevices.hardware(device) + ", " + (fast ? library.fast : "fp32");
		Map<String, String> options = fast ? library.fastOptions : library.options;
		return new Provider() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public boolean hasGpuKernels() {
				return library.gpuKernels;
			}

			@Override
			public int batch() {
				return EpDevices.isGpu(device) ? GPU_BATCH : 1;
			}

			@Override
			public boolean fusesAttention() {
				return fast && library.fastAttention;
			}

			@Override
			public boolean addsLorasToWeights() {
				return library.gpuKernels;
			}

			@Override
			public ElementType floats() {
				return !library.fastWeights ? null : fast ? ElementType.FLOAT16 : ElementType.FLOAT;
			}

			@Override
			public String preparedFor() {
				return compiles(device) ? compiler(name) : null;
			}

			@Override
			public PreparedForm preparedForm() {
				return PreparedForm.COMPILED;
			}

			@Override
			public void configure(SessionOptions target) throws OrtException {
				target.addExecutionProvider(List.of(device), options);
				// NB: it changes no bit of what is compiled, but copies weights into memory.
				if (compiles(device)) target.setOptimizationLevel(SessionOptions.OptLevel.NO_OPT);
			}
		};
	}

	private boolean compiles(OrtEpDevice device) {
		return library.compiled.contains(device.getDevice().getType().name());
	}

	/** All that what it compiles depends on, the machine and ONNX Runtime excepted; null where that cannot be seen. */
	private String compiler(String device) {
		try {
			return device + "\n" + identity() + "\n" + library.files();
		}
		catch (IOException e) {
			return null;
		}
	}
}
