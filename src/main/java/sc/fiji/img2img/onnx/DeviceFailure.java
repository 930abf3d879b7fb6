package sc.fiji.img2img.onnx;

import java.util.Locale;
import java.util.regex.Pattern;

import sc.fiji.img2img.run.InferenceException;

/**
 * Tells from ONNX Runtime's messages what has happened to a device: they come as text only.
 * <p>
 * The words are those of its memory arenas, of CUDA, Direct3D (DXGI), Vulkan, Metal and Dawn.
 * </p>
 */
enum DeviceFailure {

	MEMORY("out[ _]?of[ _](\\w+[ _])?memory|failed to allocate|bad[ _]?alloc|e_outofmemory|outofmemory|" +
		"insufficient memory|exceeds the max \\w*buffer|larger than the max \\w*buffer|too large for the implementation"), //

	LOST("device[ _](is |was )?(lost|removed|hung|reset)|dxgi_error_device|unspecified launch failure|" +
		"illegal memory access|gpu has fallen off"), //

	OTHER("");

	private final Pattern words;

	DeviceFailure(String words) {
		this.words = Pattern.compile(words);
	}

	/** What a message tells of. */
	static DeviceFailure of(String message) {
		String text = String.valueOf(message).toLowerCase(Locale.ROOT);
		if (LOST.words.matcher(text).find()) return LOST;
		return MEMORY.words.matcher(text).find() ? MEMORY : OTHER;
	}

	/** The exception for a failure while a graph was running. */
	static InferenceException running(String graph, Provider provider, Exception e) {
		switch (of(e.getMessage())) {
			case MEMORY:
				return new OutOfDeviceMemoryException("The memory of " + provider.name() + " does not suffice to run " + graph +
					": " + RuntimeMessage.of(e), e);
			case LOST:
				return new InferenceException("The device " + provider.name() + " was lost while it ran " + graph +
					"; its driver crashed, or it was reset or unplugged. Try again, or with device=cpu: " + e.getMessage(), e);
			default:
				return new InferenceException("ONNX Runtime failed while running " + graph + ": " + RuntimeMessage.of(e), e);
		}
	}
}
