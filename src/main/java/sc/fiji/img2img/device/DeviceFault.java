package sc.fiji.img2img.device;

/** A device does not work here; the message is a clause that says why, without a full stop. */
final class DeviceFault extends Exception {

	private static final long serialVersionUID = 1L;

	DeviceFault(String message) {
		super(message);
	}

	DeviceFault(String message, Throwable cause) {
		super(message, cause);
	}
}
