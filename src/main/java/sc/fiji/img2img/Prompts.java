package sc.fiji.img2img;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.lora.LoraPrompt;
import sc.fiji.img2img.lora.LoraRequest;
import sc.fiji.img2img.text.PromptCheck;
import sc.fiji.img2img.text.PromptNotes;

/** What the prompts of settings say: the words that steer, and the LoRAs that they and their own setting ask for. Immutable. */
final class Prompts {

	private final String words;

	private final List<LoraRequest> loras;

	private final List<String> notes;

	private Prompts(String words, List<LoraRequest> loras, List<String> notes) {
		this.words = words;
		this.loras = List.copyOf(loras);
		this.notes = List.copyOf(notes);
	}

	/**
	 * Reads the prompts.
	 *
	 * @throws IllegalArgumentException if one is not written as it should be; the message says what is wrong
	 */
	static Prompts of(Img2ImgSettings settings) {
		boolean literal = settings.get(Img2ImgSettings.LITERAL);
		String text = settings.get(Img2ImgSettings.PROMPT);
		String negative = settings.get(Img2ImgSettings.NEGATIVE);
		PromptCheck.require("The prompt", text, true);
		LoraPrompt prompt = literal ? LoraPrompt.literal(text) : LoraPrompt.of(text);
		PromptCheck.require("The prompt", prompt.words(), literal);
		PromptCheck.require("The negative prompt", negative, literal);
		List<LoraRequest> loras = new ArrayList<>(LoraRequest.list(settings.get(Img2ImgSettings.LORA), settings.get(
			Img2ImgSettings.LORAWEIGHT)));
		loras.addAll(prompt.requests());
		List<String> notes = new ArrayList<>();
		if (!literal) {
			LoraPrompt.refuseIn(negative);
			notes.addAll(PromptNotes.of(prompt.words()));
			notes.addAll(PromptNotes.of(negative));
		}
		return new Prompts(prompt.words(), loras, notes);
	}

	/** The prompt without the LoRAs that it asks for. */
	String words() {
		return words;
	}

	/** The LoRAs that the setting and then the prompt ask for. */
	List<LoraRequest> loras() {
		return loras;
	}

	/** What users of other programs should know about the prompts; mostly nothing. */
	List<String> notes() {
		return notes;
	}
}
