package sc.fiji.img2img.diffusion.family;

import java.io.IOException;

import sc.fiji.img2img.diffusion.Architecture;
import sc.fiji.img2img.diffusion.ConfigRepair;
import sc.fiji.img2img.diffusion.TextStack;
import sc.fiji.img2img.lora.LoraFamily;
import sc.fiji.img2img.lora.Part;
import sc.fiji.img2img.model.ModelDirectory;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.run.RunControl;

/** The refiner of Stable Diffusion XL: only its second text encoder, and a score for how the image should look. */
public final class StableDiffusionXlRefiner extends UnetArchitecture {

	private StableDiffusionXlRefiner(ModelDirectory model) throws IOException {
		super(model, "Stable Diffusion XL refiner", 0.13025, ConfigRepair.NONE, LoraFamily.SDXL);
	}

	/**
	 * A model of this family.
	 *
	 * @return null if it is of another one
	 * @throws IOException if it is of this one, but lacks a network
	 */
	public static Architecture of(ModelDirectory model) throws IOException {
		return model.has(ModelDirectory.TEXT_ENCODER_2) && !model.has(ModelDirectory.TEXT_ENCODER)
			? new StableDiffusionXlRefiner(model) : null;
	}

	@Override
	public TextStack openText(Provider provider, RunControl control) throws IOException {
		control.stage("Reading the text encoder");
		// NB: the default of diffusers' pipelines; the refiner's own files say false.
		boolean zeros = model().flag("force_zeros_for_empty_prompt", true);
		boolean scored = model().flag("requires_aesthetics_score", true);
		return new MicroConditioning(PromptEncoder.open(zeros, part -> HiddenStates.penultimate(component(part.component()), model().tokenizer(part.component()), true,
			title(), provider, control.cancellation()), Part.TEXT_ENCODER_2), scored);
	}
}
