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
package sc.fiji.img2img.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LoRAs are asked for as AUTOMATIC1111's users do, and by paths of any system. */
class LoraRequestTest {

	@Test
	void aRequestWithoutWeightTakesTheCommonOne() {
		assertRequest("style", 0.7, 0.7, LoraRequest.list("style", 0.7));
	}

	@Test
	void itsOwnWeightComesFirst() {
		assertRequest("a b.safetensors", -0.5, -0.5, LoraRequest.list(" a b.safetensors:-0.5 ", 0.7));
	}

	@Test
	void ofTwoWeightsTheFirstIsTheTextEncoders() {
		assertRequest("style", 0.8, 0.5, LoraRequest.list("style:0.5:0.8", 1));
		assertRequest("style", 0.8, 0.5, LoraRequest.list("style:unet=0.8:te=0.5", 1));
		assertRequest("style", 0.8, 0.8, LoraRequest.list("style:unet=.8", 1));
	}

	@Test
	void colonsOfWindowsArePartOfThePath() {
		assertRequest("C:\\lora\\a.safetensors", 1, 1, LoraRequest.list("C:\\lora\\a.safetensors", 1));
		assertRequest("C:\\lora\\a.safetensors", 0.5, 0.5, LoraRequest.list("C:\\lora\\a.safetensors:0.5", 1));
	}

	@Test
	void semicolonsSeparateSeveral() {
		List<LoraRequest> list = LoraRequest.list("a:0.5; b ;", 1);
		assertEquals(List.of("a", "b"), List.of(list.get(0).name(), list.get(1).name()));
		assertEquals(2, list.size());
		assertTrue(LoraRequest.list(" ", 1).isEmpty());
	}

	@Test
	void tagsAreTakenOutOfThePrompt() {
		String prompt = "nuclei <lora:style:0.8>, sharp<lora:other>";
		assertEquals("nuclei , sharp", LoraPrompt.of(prompt).words());
		List<LoraRequest> list = LoraPrompt.of(prompt).requests();
		assertRequest("style", 0.8, 0.8, list.subList(0, 1));
		assertRequest("other", 1, 1, list.subList(1, 2));
		assertTrue(LoraPrompt.of("nuclei <b>").requests().isEmpty());
	}

	@Test
	void asTagItIsWhatPromptsSay() {
		assertEquals("<lora:a.b:0.8>", LoraRequest.list("/some/folder/a.b.safetensors:0.8", 1).get(0).tag());
		assertEquals("<lora:a:0.5:0.8>", LoraRequest.list("C:\\lora\\a:0.5:0.8", 1).get(0).tag());
		assertRequest("a", 0.8, 0.5, LoraPrompt.of(LoraRequest.list("a:0.5:0.8", 1).get(0).tag()).requests());
	}

	@Test
	void weightsBeyondAHundredAreRefused() {
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> LoraRequest.list("a:101", 1));
		assertEquals("The weight of the LoRA in \"a:101\" should be a number from -100 to 100, but is \"101\".", e
			.getMessage());
		assertThrows(IllegalArgumentException.class, () -> LoraPrompt.of("<lora:a:te=much>").requests());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "a:8e-1|0.8", "a:+.5|0.5", "a:-0|0", "a:٠٫٨|0.8", "a:０.８|0.8", "a：0.8|0.8",
		"a : 0.8|0.8", "a:\t0.8|0.8", "a:TE=0.8|0.8", "a:unet = 0.8:te=.8|0.8" })
	void weightsOfEverySpellingAreRead(String request, double weight) {
		assertRequest("a", weight, weight, LoraRequest.list(request, 1));
		assertRequest("a", weight, weight, LoraPrompt.of("nuclei <lora:" + request + ">").requests());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "a:0,8|but is \"0,8\". Numbers have a point: 0.8.", "a:,5|. Numbers have a point: 0.5.",
		"a:NaN|but is \"NaN\"", "a:1e400|but is \"1e400\"", "a:80%|but is \"80%\"", "a:|but is \"\"", "a:1:|but is \"\"",
		"a:te=|but is \"\"", "a:0.5:0,8|but is \"0,8\"", "a:0.7:FACE|has the block weights \"FACE\"",
		"a:0.7:1,0,0,0,1,1|has the block weights \"1,0,0,0,1,1\"", "a:1:lbw=MIDD|has block weights (lbw)",
		"a:1:LBW=1,0,0|has block weights (lbw)", "a:1:start=10|has the option \"start\"", "a:1:1:4|has a third weight",
		"a:dyn=4|has the option \"dyn\"" })
	void whatIsNoWeightIsNamed(String request, String reason) {
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> LoraRequest.list(request, 1));
		assertTrue(e.getMessage().contains(reason), e.getMessage());
		assertTrue(e.getMessage().contains('"' + request + '"'), e.getMessage());
		assertThrows(IllegalArgumentException.class, () -> LoraPrompt.of("<lora:" + request + ">").requests());
	}

	@Test
	void ofAWeightWithoutNameAndOneWithTheNamedOneCounts() {
		assertRequest("a", 0.8, 0.5, LoraRequest.list("a:0.5:unet=0.8", 1));
		assertRequest("a", 0.8, 0.8, LoraRequest.list("a:0.5:te=0.8", 1));
	}

	@Test
	void namesMayHaveColonsAndEndInNumbers() {
		for (String name : List.of("colon:name", "v1.5-e10", "a:b.safetensors", "D:\\1.5\\a", "风格：水墨", "base:FACE"))
			assertRequest(name, 1, 1, LoraRequest.list(name, 1));
	}

	@Test
	void quotesKeepANameTogether() {
		assertRequest("/a;b:2", 0.5, 0.5, LoraRequest.list("\"/a;b:2\":0.5", 1));
		List<LoraRequest> list = LoraRequest.list("c; \"a;b\" ;d:0.5", 1);
		assertEquals(List.of("c", "a;b", "d"), list.stream().map(LoraRequest::name).collect(Collectors.toList()));
		assertRequest("a\"b", 1, 1, LoraRequest.list("a\"b", 1));
		assertThrows(IllegalArgumentException.class, () -> LoraRequest.list("\"a\"b:1", 1));
	}

	@Test
	void aNegativePromptAsksForNone() {
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> LoraPrompt.refuseIn(
			"blurred <lora:style:1>"));
		assertEquals("The negative prompt asks for the LoRA \"style:1\", but LoRAs belong into the prompt; for the opposite of " +
			"one, give it a weight below 0 there.", e.getMessage());
		assertThrows(IllegalArgumentException.class, () -> LoraPrompt.refuseIn("<lora:style"));
		LoraPrompt.refuseIn("blurred");
	}

	@Property(tries = 500)
	void whateverIsAskedForIsReadOrRefusedInASentence(
		@ForAll @Chars({ '"', ';', ':', '<', '>', ',', '.', '0', '8', 'e', '-', '=', 'l', 'o', 'r', 'a', ' ', '\u0668', '\uff1a' }) @StringLength(max = 60) String text)
	{
		for (UnaryOperator<String> form : List.<UnaryOperator<String>>of(request -> request, request -> "<lora:" + request + ">"))
			try {
				LoraRequest.list(form.apply(text), 1);
				LoraPrompt.of(form.apply(text)).requests().forEach(request -> assertTrue(request.unet() >= -100));
			}
			catch (IllegalArgumentException e) {
				assertTrue(e.getMessage().endsWith("."), e.getMessage());
			}
	}

	@Test
	void requestsWithoutEndTakeNoTime() {
		for (String part : List.of("\"", ";", ":", "1,", "a:1;", ":te=1", "\"a\";", " "))
			for (String start : List.of("", "a:0.5:", "\""))
				try {
					LoraRequest.list(start + part.repeat(9000 / part.length()), 1);
				}
				catch (IllegalArgumentException e) {
					assertTrue(e.getMessage().length() < 400, e.getMessage());
				}
		assertThrows(IllegalArgumentException.class, () -> LoraRequest.list("\"".repeat(1_000_000), 1));
	}

	@Test
	void aTagWithoutNameIsRefused() {
		assertThrows(IllegalArgumentException.class, () -> LoraPrompt.of("<lora:>").requests());
		assertThrows(IllegalArgumentException.class, () -> LoraPrompt.of("<lora: >").requests());
	}

	private static void assertRequest(String name, double unet, double text, List<LoraRequest> actual) {
		assertEquals(1, actual.size());
		assertEquals(name, actual.get(0).name());
		assertEquals(unet, actual.get(0).unet());
		assertEquals(text, actual.get(0).text());
	}
}
