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
import static org.junit.jupiter.api.Assertions.assertFalse;

import ij.Prefs;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import sc.fiji.img2img.Img2ImgSettings;

/** Dialogs remember what they were told, each for itself; nobody else does. */
class DialogMemoryTest {

	private static final String KEY = "img2img.test.dialog";

	private final DialogMemory memory = new DialogMemory("Img2Img Test", CommandSettings.grid());

	@AfterEach
	void forget() {
		Prefs.set(KEY, null);
	}

	@Test
	void whatWasSaidIsRecalled() {
		Img2ImgSettings said = Img2ImgSettings.defaults().with(Img2ImgSettings.PROMPT, "two [nice] cells").with(
			Img2ImgSettings.STACK, true).with(CommandSettings.MODEL, "/a model/").with(CommandSettings.PREVIEW, true).with(
				CommandSettings.ROWS, "seed=1,2");
		memory.keep(said);
		Img2ImgSettings recalled = memory.recall();
		CommandSettings.grid().forEach(setting -> assertEquals(said.get(setting), recalled.get(setting), setting.key()));
		assertFalse(recalled.isSet(Img2ImgSettings.GUIDANCE));
	}

	@Test
	void aValueThatIsTheDefaultCountsWhereItWasSaid() {
		memory.keep(Img2ImgSettings.defaults().with(Img2ImgSettings.GUIDANCE, 7.5).with(Img2ImgSettings.PROMPT, "").with(
			Img2ImgSettings.STACK, false));
		Img2ImgSettings recalled = memory.recall();
		assertEquals(true, recalled.isSet(Img2ImgSettings.GUIDANCE));
		assertEquals(true, recalled.isSet(Img2ImgSettings.PROMPT));
		assertEquals(false, recalled.get(Img2ImgSettings.STACK));
	}

	@Test
	void theOutputIsNotWrittenAgain() {
		memory.keep(Img2ImgSettings.defaults().with(CommandSettings.OUTPUT, "/tmp/a.tif"));
		assertEquals("", memory.recall().get(CommandSettings.OUTPUT));
	}

	@Test
	void whatCannotBeReadIsForgotten() {
		Prefs.set(KEY, "steps=7 strength=nonsense");
		assertEquals(0.75, memory.recall().get(Img2ImgSettings.STRENGTH));
		Prefs.set(KEY, "hue=3");
		assertEquals(Img2ImgSettings.defaults().toString(), memory.recall().toString());
	}

	@Test
	void macrosDoNotAsk() {
		new DialogMemory("Img2Img", CommandSettings.all()).keep(Img2ImgSettings.defaults().with(Img2ImgSettings.STEPS, 3));
		try {
			assertEquals(20, CommandSettings.parse(MacroOptions.read("seed=1")).get(Img2ImgSettings.STEPS));
		}
		finally {
			Prefs.set("img2img.dialog", null);
		}
	}
}
