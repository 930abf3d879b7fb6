package sc.fiji.img2img.device.provider;

/** A device does not work here; the message is a clause that says why, without a full stop. */
public final class DeviceFault extends Exception {

	private static final long serialVersionUID = 1L;

	public DeviceFault(String message) {
		super(message);
	}

	public DeviceFault(String message, Throwable cause) {
		super(message, cause);
	}
}
