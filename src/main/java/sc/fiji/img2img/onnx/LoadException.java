package sc.fiji.img2img.onnx;

import java.io.IOException;

/** ONNX Runtime cannot load a graph on some provider; on another one it may. */
public final class LoadException extends IOException {

	private static final long serialVersionUID = 1L;

	LoadException(String message, Throwable cause) {
		super(message, cause);
	}
}
