package sc.fiji.img2img.device;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import sc.fiji.img2img.onnx.InferenceException;
import sc.fiji.img2img.onnx.Provider;

/** Finds what can run a model on this machine. */
public final class Devices {

	/** The name that leaves the choice to us. */
	public static final String AUTO = "auto";

	private static final List<Candidate> CANDIDATES = List.of( //
		new Candidate("cuda", "CUDA", OrtProvider.CUDA, true, true, options -> options.addCUDA(0)), //
		new Candidate("directml", "DirectML", OrtProvider.DIRECT_ML, true, false, options -> options.addDirectML(0)), //
		new Candidate("coreml", "CoreML", OrtProvider.CORE_ML, false, false, SessionOptions::addCoreML), //
		new Candidate("cpu", "CPU", OrtProvider.CPU, false, true, options -> {}));

	private Devices() {
		// NB: only finds.
	}

	/** The names that {@link #choose} knows, the best device first. */
	public static List<String> names() {
		List<String> names = new ArrayList<>();
		names.add(AUTO);
		CANDIDATES.forEach(candidate -> names.add(candidate.key));
		return names;
	}

	/**
	 * Chooses a device.
	 *
	 * @param name one of {@link #names()}; {@link #AUTO} takes the first that works of those that run models as they are
	 * @throws IllegalArgumentException if there is no such device, or it does not work here; the message says why
	 */
	public static DeviceChoice choose(String name) {
		String key = name.toLowerCase(Locale.ROOT);
		List<String> reasons = new ArrayList<>();
		for (Candidate candidate : CANDIDATES) {
			if (key.equals(AUTO) ? !candidate.automatic : !key.equals(candidate.key)) continue;
			String fault = candidate.fault();
			if (fault == null) return new DeviceChoice(candidate, key.equals(AUTO) ? explain(reasons) : "as asked for");
			reasons.add(fault);
		}
		if (reasons.isEmpty()) throw new IllegalArgumentException("device should be one of " + String.join(", ", names()) +
			", but is " + name + ".");
		throw new IllegalArgumentException("The device " + key + " cannot be used: " + reasons.get(0) +
			"; device=auto takes the best that works.");
	}

	private static EnumSet<OrtProvider> available() {
		try {
			return OrtEnvironment.getAvailableProviders();
		}
		catch (LinkageError e) {
			throw new InferenceException("ONNX Runtime's native library cannot be loaded: " + (e.getCause() == null ? e : e
				.getCause()) + ".", e);
		}
	}

	private static String explain(List<String> reasons) {
		return reasons.isEmpty() ? "the best that works here" : reasons.stream().collect(Collectors.joining("; "));
	}

	@FunctionalInterface
	private interface Options {

		void apply(SessionOptions options) throws OrtException;
	}

	private static final class Candidate implements Provider {

		private final String key;

		private final String title;

		private final OrtProvider provider;

		private final boolean gpuKernels;

		private final boolean automatic;

		private final Options configuration;

		private Candidate(String key, String title, OrtProvider provider, boolean gpuKernels, boolean automatic,
			Options configuration)
		{
			this.key = key;
			this.title = title;
			this.provider = provider;
			this.gpuKernels = gpuKernels;
			this.automatic = automatic;
			this.configuration = configuration;
		}

		@Override
		public String name() {
			return title;
		}

		@Override
		public boolean hasGpuKernels() {
			return gpuKernels;
		}

		@Override
		public boolean fusesAttention() {
			return provider == OrtProvider.CPU;
		}

		@Override
		public void configure(SessionOptions options) throws OrtException {
			configuration.apply(options);
		}

		/** Why it does not work here; null if it does. */
		private String fault() {
			EnumSet<OrtProvider> available = available();
			if (!available.contains(provider)) return title + " is not in this build of ONNX Runtime";
			try (SessionOptions options = new SessionOptions()) {
				configure(options);
				return null;
			}
			catch (OrtException e) {
				return title + " does not start (" + e.getMessage() + ")";
			}
		}
	}
}
