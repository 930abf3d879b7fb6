package sc.fiji.img2img.device;

import sc.fiji.img2img.onnx.Provider;

/** A device that will run the model, and why it was taken. Immutable. */
public final class DeviceChoice {

	private final Provider provider;

	private final String reason;

	private final boolean fallback;

	private DeviceChoice(Provider provider, String reason, boolean fallback) {
		this.provider = provider;
		this.reason = reason;
		this.fallback = fallback;
	}

	/** A device, and why it is taken. */
	public static DeviceChoice of(Provider provider, String reason) {
		return new DeviceChoice(provider, reason, false);
	}

	/** A device, or a precision, that stands in for a better one, and why that is not taken. */
	static DeviceChoice insteadOf(Provider provider, String why) {
		return new DeviceChoice(provider, why, true);
	}

	/** The CPU in its place, and why. */
	public DeviceChoice onCpu(String why) {
		return insteadOf(Provider.CPU, why);
	}

	/** What runs the model. */
	public Provider provider() {
		return provider;
	}

	/** Why it is this one, for the user. */
	public String reason() {
		return reason;
	}

	/** Whether it stands in for something better, or for what was asked for; the reason says why. */
	public boolean isFallback() {
		return fallback;
	}

	@Override
	public String toString() {
		return provider.name() + " (" + reason + ")";
	}
}
