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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ImageProcessor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.TestImages;
import sc.fiji.img2img.TestStacks;

@ExtendWith(MacroSession.class)
class BeforeAndAfterTest {

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 24, 32 })
	void aResultLiesBehindWhatItWasMadeFrom(int bits) {
		ImageProcessor pixels = bits == 8 ? TestImages.bytes(32, 32) : bits == 16 ? TestImages.shorts(32, 32) : bits == 24
			? TestImages.rgb(32, 32) : TestImages.floats(32, 32);
		ImagePlus input = new ImagePlus("src", pixels);
		Macros.run(input, Macros.call(""));
		ImagePlus made = Macros.active();
		Macros.run("run(\"Img2Img Compare\");");
		ImagePlus both = Macros.active();
		assertEquals(bits, both.getBitDepth());
		assertEquals(2, both.getStackSize());
		assertPixels(input.getProcessor(), both.getStack().getProcessor(1));
		assertPixels(made.getProcessor(), both.getStack().getProcessor(2));
		assertEquals("before: src", both.getStack().getSliceLabel(1));
	}

	@Test
	void theSliceThatWasRunIsCompared() {
		ImagePlus input = TestStacks.slices();
		input.setTitle("src");
		input.setSlice(2);
		Macros.run(input, Macros.call(""));
		Macros.run("run(\"Img2Img Compare\");");
		assertPixels(input.getStack().getProcessor(2), Macros.active().getStack().getProcessor(1));
	}

	@Test
	void variationsAreAllOfTheSliceThatWasRun() {
		ImagePlus input = TestStacks.slices();
		input.setTitle("src");
		input.setSlice(2);
		Macros.run(input, Macros.call("variations=" + input.getStackSize()));
		assertEquals(input.getStackSize(), Macros.active().getStackSize());
		Macros.active().setSlice(1);
		Macros.run("run(\"Img2Img Compare\");");
		assertPixels(input.getStack().getProcessor(2), Macros.active().getStack().getProcessor(1));
	}

	@Test
	void eachSliceOfAStackLiesBehindItsOwn() {
		ImagePlus input = TestStacks.slices();
		input.setTitle("src");
		Macros.run(input, Macros.call("stack"));
		Macros.active().setSlice(2);
		Macros.run("run(\"Img2Img Compare\");");
		assertPixels(input.getStack().getProcessor(2), Macros.active().getStack().getProcessor(1));
	}

	@Test
	void anImageOfSomethingElseIsNotCompared() {
		String failure = Macros.failure(new ImagePlus("other", TestImages.bytes(32, 32)), "run(\"Img2Img Compare\");");
		assertTrue(failure.contains("The image \"other\" was not made by Img2Img"), failure);
	}

	private static void assertPixels(ImageProcessor expected, ImageProcessor actual) {
		assertArrayEquals(expected.getFloatArray(), actual.getFloatArray());
	}
}
