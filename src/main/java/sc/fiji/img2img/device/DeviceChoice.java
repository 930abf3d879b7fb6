package sc.fiji.img2img.device;

import sc.fiji.img2img.onnx.Provider;

/** A device that will run the model, and why it was taken. Immutable. */
public final class DeviceChoice {

	private final Provider provider;

	private final String reason;

	private DeviceChoice(Provider provider, String reason) {
		this.provider = provider;
		this.reason = reason;
	}

	/** A device, and why it is taken. */
	public static DeviceChoice of(Provider provider, String reason) {
		return new DeviceChoice(provider, reason);
	}

	/** The CPU in its place, and why. */
	public DeviceChoice onCpu(String why) {
		return new DeviceChoice(Provider.CPU, why);
	}

	/** What runs the model. */
	public Provider provider() {
		return provider;
	}

	/** Why it is this one, for the user. */
	public String reason() {
		return reason;
	}

	@Override
	public String toString() {
		return provider.name() + " (" + reason + ")";
	}
}
