package sc.fiji.img2img.device;

import sc.fiji.img2img.onnx.Provider;

/** A device that will run the model, and why it was taken. Immutable. */
public final class DeviceChoice {

	private final Provider provider;

	private final String reason;

	DeviceChoice(Provider provider, String reason) {
		this.provider = provider;
		this.reason = reason;
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
