package sc.fiji.img2img.device;

import java.util.Locale;

/** How exactly a device computes. */
public enum Precision {

	/** The fast type where the device passed its self-test with it, fp32 elsewhere. */
	AUTO,

	/** Floats of 32 bits throughout, as the goldens. */
	FP32,

	/** The type that the device is fastest with: fp16 or bf16. */
	FAST;

	/** The name in settings. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
