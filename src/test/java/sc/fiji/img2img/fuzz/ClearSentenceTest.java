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
package sc.fiji.img2img.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule that the fuzzer holds messages to knows raw messages of Java and of ONNX Runtime from sentences. */
class ClearSentenceTest {

	@ParameterizedTest
	@ValueSource(strings = { "", "oops", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "Index 1 out of bounds for length 1 in this file.",
		"For input string: \"abc\" is what it says.", "The file /a/b is bad: integer overflow.",
		"java.lang.IllegalStateException: there is no such thing.", "There was a NullPointerException in the file.",
		"The model is made for images of -1 x 0 pixels only.", "The model takes images of 0 x 8 pixels only.",
		"The value of the key is null, which is not allowed.", "begin 56, end 55, length 55 is not right here.",
		"Illegal base64 character 21 is in the mask.", "Two lines\nare one too many for a sentence.",
		"There is no end to what can be said here", "Use JsonReader.setLenient(true) to accept malformed JSON.",
		"Non-zero status code at /onnxruntime_src/core/x.cc:20 while running.", "Error code - ORT_FAIL - message: it failed.",
		"The array [F@1b2c3d4e has another length than it should." })
	void whatIsNoSentenceIsFound(String message) {
		assertNotEquals("", ClearSentence.fault(message));
	}

	@ParameterizedTest
	@ValueSource(strings = { "There is no file /tmp/models/sd15/unet/model.onnx.",
		"The graph in /a/model.onnx is damaged: the value x is made twice. Download or export the model again.",
		"The key beta_start in /a/scheduler_config.json should be a number, but is \"null\".",
		"The mask should have the image's size, 64 x 64 pixels, but has 32 x 10." })
	void sentencesAreLeftAlone(String message) {
		assertEquals("", ClearSentence.fault(message));
	}

	@Test
	void messagesHaveAnEnd() {
		assertNotEquals("", ClearSentence.fault(null));
		assertNotEquals("", ClearSentence.fault("The token " + "a".repeat(2000) + " is not known."));
	}
}
