package sc.fiji.img2img.device;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How exactly a device computes. */
public enum Precision {

		/** The fast type where the device passed its self-test with it, fp32 elsewhere. */
		AUTO,

		/** Floats of 32 bits throughout, as the goldens. */
		FP32,

		/** The type that the device is fastest with: fp16 or bf16. */
		FAST;

	/** The names that {@link #of} knows. */
	public static List<String> names() {
		return Arrays.stream(values()).map(Precision::key).collect(Collectors.toList());
	}

	/**
	 * The precision of that name, upper and lower case being the same.
	 *
	 * @throws IllegalArgumentException if there is none
	 */
	public static Precision of(String name) {
		for (Precision precision : values())
			if (precision.key().equalsIgnoreCase(name)) return precision;
		throw new IllegalArgumentException("precision should be one of " + String.join(", ", names()) + ", but is " + name +
			".");
	}

	/** The name in settings. */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}
}
