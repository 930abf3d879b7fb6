package sc.fiji.img2img.onnx;

/** What ONNX Runtime says of a failure, as the end of a sentence. */
final class RuntimeMessage {

	private static final int LENGTH = 400;

	private RuntimeMessage() {
		// NB: words only.
	}

	/** Its words without codes, places in its sources and line breaks; at most 400 characters. */
	static String of(Exception e) {
		String text = String.valueOf(e.getMessage()).replaceAll("\\s+", " ") //
			.replaceAll(".*\\[ONNXRuntimeError\\] : \\d+ : \\w+ : ", "") //
			.replaceAll("Error code - \\w+ - message: ", "") //
			.replaceAll("\\S*/?onnxruntime_src/\\S+ ?(\\S*onnxruntime::\\S*(\\([^)]*\\))?( \\[[^]]*\\])?)?", "") //
			.replaceAll("\\S+\\.(h|cc|cpp|cu|cuh):\\d+:? ?", "") //
			.replaceAll("static void \\S*SafeIntOnOverflow\\(\\) Integer overflow", "a size is too large for any memory") //
			.replaceAll("\\[(Shape|Type)InferenceError\\] ?", "") //
			.replaceAll("\\b(Node|in node) ?\\(([^)]*)\\) Op \\(([^)]*)\\)", "in the operation $3 $2:") //
			.replaceAll("(\\S+::)?\\b\\w*(Exception|Error) ?:|\\bException during \\w+: ", "") //
			.replaceAll("(This is an invalid model\\.|Load model from \\S+ failed:|Status Message:|\\bschema\\S* ?) ?", "") //
			.replaceAll("Non-zero status code returned while running (\\S+) node\\. Name:'([^']*)' ?", "in the operation $1 $2: ")
			.replaceAll("\\bORT_\\w+ ?:? ?|onnxruntime::|\\p{Cntrl}", "").trim();
		if (text.length() > LENGTH) text = text.substring(0, LENGTH - 3) + "...";
		return text.isEmpty() ? "it does not say why." : text.endsWith(".") ? text : text + ".";
	}
}
