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

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtEpDevice;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtHardwareDevice;
import ai.onnxruntime.OrtHardwareDevice.OrtHardwareDeviceType;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import sc.fiji.img2img.onnx.NativeLibraries;

/**
 * Loads libraries of execution providers into this process, each once, and finds their devices.
 * <p>
 * NB: loading one runs its code; a library that has not passed its self-test in a process of its own may take this one
 * down with it. Thread-safe.
 * </p>
 */
final class EpDevices {

	/** OpenVINO's words for the types that are faster than fp32 and made for this. */
	private static final List<String> FAST_TYPES = List.of("BF16", "FP16");

	/** The paths of the libraries by the names they were registered by. */
	private static final Map<String, String> REGISTERED = new HashMap<>();

	private EpDevices() {
		// NB: ONNX Runtime has one environment per process.
	}

	/**
	 * The devices of a library, the most attractive first; each keeps its place as long as the hardware is the same.
	 *
	 * @throws DeviceFault if ONNX Runtime cannot load the library, or there is no device for it here
	 */
	static synchronized List<OrtEpDevice> of(EpLibrary library) throws DeviceFault {
		OrtEnvironment environment = NativeLibraries.load();
		register(environment, library);
		List<OrtEpDevice> devices = new ArrayList<>();
		try {
			for (OrtEpDevice device : environment.getEpDevices())
				if (device.getEpName().equals(library.provider)) devices.add(device);
		}
		catch (OrtException e) {
			throw new DeviceFault(library + " cannot list its devices (" + e.getMessage() + ")", e);
		}
		if (devices.isEmpty()) throw new DeviceFault(library + " finds no device here" + (library.advice.isEmpty() ? ""
			: ": it needs " + library.advice));
		devices.sort(Comparator.comparing(device -> place(library, device)));
		return devices;
	}

	/** What a device is, for users and to tell whether it is still the same. */
	static String hardware(OrtEpDevice device) {
		String name = device.getEpMetadata().get("FULL_DEVICE_NAME");
		OrtHardwareDevice hardware = device.getDevice();
		if (name == null) name = hardware.getMetadata().get("Description");
		if (name == null) name = hardware.getVendor();
		String id = String.format(Locale.ROOT, "%04x:%04x", hardware.getVendorId(), hardware.getDeviceId());
		String memory = memory(device.getEpMetadata(), hardware.getMetadata());
		return hardware.getType() + " " + name + " (" + id + (memory.isEmpty() ? "" : ", " + memory) + ")";
	}

	/**
	 * The memory of a device, such as "8.6 GB"; empty where neither its provider nor the operating system tells.
	 *
	 * @param provider what the provider says of the device: OpenVINO tells the bytes of graphics processors and NPUs
	 * @param system what ONNX Runtime has from the operating system: on Windows, the MiB of a card's own memory
	 */
	static String memory(Map<String, String> provider, Map<String, String> system) {
		String bytes = provider.getOrDefault("GPU_DEVICE_TOTAL_MEM_SIZE", provider.get("NPU_DEVICE_TOTAL_MEM_SIZE"));
		String mebibytes = system.getOrDefault("DxgiVideoMemory", "").replaceFirst(" MB$", "");
		double found = bytes != null && bytes.matches("\\d{1,15}") ? Double.parseDouble(bytes) : mebibytes.matches(
			"\\d{1,9}") ? Double.parseDouble(mebibytes) * (1 << 20) : 0;
		return found == 0 ? "" : String.format(Locale.ROOT, "%.1f GB", found / 1e9);
	}

	/** Whether it is a graphics processor, not software that stands in for one. */
	static boolean isGpu(OrtEpDevice device) {
		return device.getDevice().getType() == OrtHardwareDeviceType.GPU;
	}

	/** What a library is made for comes first. */
	private static int place(EpLibrary library, OrtEpDevice device) {
		int place = library.hardware.indexOf(device.getDevice().getType().name());
		return place < 0 ? library.hardware.size() : place;
	}

	/** Whether a device says that it has the library's fast type; taken for granted where it says nothing of types. */
	static boolean isFast(EpLibrary library, OrtEpDevice device) {
		if (library.fast.isEmpty()) return false;
		String capabilities = device.getEpMetadata().get("OPTIMIZATION_CAPABILITIES");
		return capabilities == null || Arrays.stream(capabilities.split("\\s+")).anyMatch(FAST_TYPES::contains);
	}

	private static void register(OrtEnvironment environment, EpLibrary library) throws DeviceFault {
		if (!library.fault.isEmpty()) throw new DeviceFault(library.fault);
		String path = REGISTERED.get(library.key);
		if (library.loaded().equals(path)) return;
		if (path != null) throw new DeviceFault("Another version of " + library.title + " (" + path +
			") is loaded already; restart Java to use " + library);
		if (!Files.isRegularFile(library.file())) throw new DeviceFault("The library " + library.path + " of " + library +
			" is missing: install it again");
		String changed = library.shimFault();
		if (changed != null) throw new DeviceFault(changed);
		try {
			library.preload.forEach(System::load);
			environment.registerExecutionProviderLibrary(library.registration, library.loaded());
			REGISTERED.put(library.key, library.loaded());
		}
		catch (OrtException | UnsatisfiedLinkError e) {
			throw new DeviceFault("ONNX Runtime cannot load " + library + " (" + oneLine(e.getMessage()) + ")", e);
		}
	}

	private static String oneLine(String message) {
		return String.valueOf(message).replaceAll("\\s*\\R\\s*", " ").trim();
	}
}
