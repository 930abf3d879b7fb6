package sc.fiji.img2img.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

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
		assertEquals("nuclei , sharp", LoraRequest.withoutRequests(prompt));
		List<LoraRequest> list = LoraRequest.inPrompt(prompt);
		assertRequest("style", 0.8, 0.8, list.subList(0, 1));
		assertRequest("other", 1, 1, list.subList(1, 2));
		assertTrue(LoraRequest.inPrompt("nuclei <b>").isEmpty());
	}

	@Test
	void asTagItIsWhatPromptsSay() {
		assertEquals("<lora:a.b:0.8>", LoraRequest.list("/some/folder/a.b.safetensors:0.8", 1).get(0).tag());
		assertEquals("<lora:a:0.5:0.8>", LoraRequest.list("C:\\lora\\a:0.5:0.8", 1).get(0).tag());
		assertRequest("a", 0.8, 0.5, LoraRequest.inPrompt(LoraRequest.list("a:0.5:0.8", 1).get(0).tag()));
	}

	@Test
	void weightsBeyondAHundredAreRefused() {
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> LoraRequest.list("a:101", 1));
		assertEquals("The weight of the LoRA in \"a:101\" should be a number from -100 to 100, but is \"101\".", e
			.getMessage());
		assertThrows(IllegalArgumentException.class, () -> LoraRequest.inPrompt("<lora:a:te=much>"));
	}

	private static void assertRequest(String name, double unet, double text, List<LoraRequest> actual) {
		assertEquals(1, actual.size());
		assertEquals(name, actual.get(0).name());
		assertEquals(unet, actual.get(0).unet());
		assertEquals(text, actual.get(0).text());
	}
}
