package sc.fiji.img2img.run;

/** ONNX Runtime, or a model within it, failed; the message is one sentence for the user. */
public class InferenceException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public InferenceException(String message) {
		super(message);
	}

	public InferenceException(String message, Throwable cause) {
		super(message, cause);
	}
}
