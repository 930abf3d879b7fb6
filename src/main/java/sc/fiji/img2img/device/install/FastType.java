package sc.fiji.img2img.device.install;

/** The element type that a device computes in where speed matters more than the last digits. */
public enum FastType {

	/** It has none: it always computes in fp32. */
	NONE,
	/** IEEE half precision. */
	FP16,
	/** The upper half of fp32. */
	BF16;

	@Override
	public String toString() {
		return name().toLowerCase(java.util.Locale.ROOT);
	}
}
