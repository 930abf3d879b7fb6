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
package sc.fiji.img2img.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.CharRange;

import org.junit.jupiter.api.Test;

/** Messages are sentences that fit on a screen. */
class FailureTest {

	@Test
	void linesEndBetweenWordsWhereTheyCan() {
		assertEquals("one two\nthree", Failure.wrap("one two three", 8));
		assertEquals("one\n\ntwo", Failure.wrap("one\n\ntwo", 8));
		String path = "/" + String.join("", Collections.nCopies(30, "folder/"));
		assertEquals("There is no\n" + path.substring(0, 40), Failure.wrap("There is no " + path, 40).substring(0, 52));
	}

	@Property(tries = 200)
	void noLineIsLongerAndNoWordIsLost(@ForAll @StringLength(max = 400) @CharRange(from = ' ', to = '~') String text,
		@ForAll @IntRange(min = 1, max = 100) int width)
	{
		String wrapped = Failure.wrap(text, width);
		assertTrue(wrapped.lines().allMatch(line -> line.length() <= width), wrapped);
		assertEquals(text.replaceAll("\\s", ""), wrapped.replaceAll("\\s", ""));
	}
}
