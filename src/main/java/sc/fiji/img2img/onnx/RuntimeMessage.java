/*-
 * #%L
 * Image to image with latent diffusion models, for ImageJ and Fiji.
 * %%
 * Copyright (C) 2026 Img2Img developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
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
