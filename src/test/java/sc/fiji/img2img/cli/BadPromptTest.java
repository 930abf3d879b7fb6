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
package sc.fiji.img2img.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prompts, LoRAs and names that cannot be meant are refused before anything is read. */
class BadPromptTest {

	@ParameterizedTest
	@ValueSource(strings = { "<hypernet:x:1>", "<lora:x:1", "<lora:x:0,8>", "<lora:x:1:lbw=MIDD>", "<LYCO:x:much:1:2:3>",
		"<lora:x:101>", "(word:99999999)" })
	void promptsAreRefusedAtOnce(String prompt) {
		CommandRun.of("in.png", "out.png", "--prompt", prompt).assertRefused(prompt.startsWith("<") ? prompt.substring(6, 9)
			: "\"word\" the weight 9.9999999E7");
	}

	@Test
	void theNegativePromptIsReadToo() {
		CommandRun.of("in.png", "out.png", "--negative", "<lora:x:1>").assertRefused("The negative prompt", "\"x:1\"");
		CommandRun.of("in.png", "out.png", "--negative", "a <lyco:x").assertRefused("The negative prompt", "no complete tag");
	}

	@Test
	void literalPromptsMayHoldAnything() {
		CommandRun.of("nothing.png", "out.png", "--literal", "--prompt", "<hypernet:x:1>", "--negative", "<lora:x:1>")
			.assertFailed("nothing.png");
	}

	@Test
	void promptsWithoutEndAreRefused() {
		CommandRun.of("in.png", "out.png", "--prompt", "ab".repeat(400_000)).assertRefused("The prompt",
			"at most 10000 characters, but has 800000");
		CommandRun.of("in.png", "out.png", "--prompt", "(".repeat(9000) + "a").assertRefused("\"a\" the weight Infinity");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--model", "--lora", "--lorafolder" })
	void namesThatAreEmptyAreNotTakenForNone(String option) {
		CommandRun.of("in.png", "out.png", option, "").assertRefused(option, "is empty");
		CommandRun.of("in.png", "out.png", option, "  ").assertRefused(option, "is empty");
	}

	@Test
	void filesThatAreEmptyAreNamed() {
		CommandRun.of("", "out.png").assertRefused("INPUT", "is empty");
		CommandRun.of("in.png", "").assertRefused("OUTPUT", "is empty");
		CommandRun.of("in.png", "out.png", "--mask", "").assertRefused("--mask", "is empty");
	}

	@Test
	void pathsThatNoFileCanHaveAreNamed() {
		CommandRun.of("a\0b.png", "out.png").assertRefused("INPUT", "is none that a file can have here");
		CommandRun.of("in.png", "out.png", "--lorafolder", "a\0b").assertFailed("in.png");
	}

	@Test
	void namesOfOtherProgramsAreAnswered() {
		CommandRun.of("in.png", "out.png", "--grid", "denoising=0.5,0.7 cfg=5,7").assertRefused("\"denoising\"",
			"here that is strength");
		CommandRun.of("in.png", "out.png", "--grid", "strength=0.5,0.7 CFG=5,7").assertRefused("\"CFG\"", "here that is guidance");
		CommandRun.of("in.png", "out.png", "--grid", "strength=0.5,0.7 stack=true").assertRefused("\"stack\"", "it can have");
		CommandRun.of("in.png", "out.png", "--cfg_scale", "7").assertRefused("--cfg_scale", "here that is --guidance");
		CommandRun.of("in.png", "out.png", "--denoising-strength=0.5").assertRefused("here that is --strength");
	}

	@Test
	void longTextsAreNotRepeated() {
		CommandRun run = CommandRun.of("in.png", "out.png", "--steps", "x".repeat(100_000));
		run.assertRefused("steps", "xxx...");
		assertTrue(run.err().length() < 1000, run.err());
		CommandRun other = CommandRun.of("in.png", "out.png", "--" + "y".repeat(100_000));
		assertTrue(other.err().length() < 2000, other.err());
	}
}
