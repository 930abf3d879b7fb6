package sc.fiji.img2img.device.provider;

/** What a device is made of. Immutable. */
public final class Hardware {

	private final String name;

	private final boolean gpu;

	private final boolean fast;

	/**
	 * @param name for users, and to tell whether it is still the same
	 * @param gpu whether it is a graphics processor, and none that software plays
	 * @param fast whether it says that it can compute in its provider's fast type
	 */
	public Hardware(String name, boolean gpu, boolean fast) {
		this.name = name;
		this.gpu = gpu;
		this.fast = fast;
	}

	public boolean isGpu() {
		return gpu;
	}

	public boolean isFast() {
		return fast;
	}

	@Override
	public String toString() {
		return name;
	}
}
