package sc.fiji.img2img.onnx;

import sc.fiji.img2img.run.InferenceException;

/** The memory of the device does not suffice for what was asked; a smaller batch, smaller tiles or another device may do. */
public final class OutOfDeviceMemoryException extends InferenceException {

	private static final long serialVersionUID = 1L;

	public OutOfDeviceMemoryException(String message, Throwable cause) {
		super(message, cause);
	}
}
