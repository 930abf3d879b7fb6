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

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** A macro whose run is cancelled ends when it is returned to, and not in the middle of something. */
public class MacroEndTest {

	private static final List<String> EVENTS = new ArrayList<>();

	/** For the macro: what a cancelled run does. */
	public static void cancel() {
		MacroEnd.end();
		EVENTS.add("returned");
	}

	/** For the macro: what comes after. */
	public static void goOn() {
		EVENTS.add("went on");
	}

	@Test
	void theMacroEndsWhenItIsReturnedTo() throws InterruptedException {
		String name = MacroEndTest.class.getName();
		// NB: of such a name are the threads that ImageJ would stop.
		Thread macro = new Thread(() -> Macros.run("call(\"" + name + ".cancel\");\ncall(\"" + name + ".goOn\");"), "a Macro$");
		macro.start();
		macro.join();
		assertEquals(List.of("returned"), EVENTS);
	}

	@Test
	void withoutAMacroNothingEnds() {
		MacroEnd.end();
		assertEquals("a", Macros.run("return \"a\";"));
	}
}
