package sc.fiji.img2img.diffusion.family;

import java.util.Locale;

import sc.fiji.img2img.run.InferenceException;
import sc.fiji.img2img.tensor.Tensor;

/** The stages whose results are checked, so that overflow is reported where it happens. */
enum Stage {

	TEXT("The text encoder's result is not finite: its fp16 weights overflow, or its files are damaged; " +
		"use a model whose text encoder is fp32."), //
	ENCODER("The VAE encoder's result is not finite: its fp16 weights overflow; " +
		"use a model whose VAE is fp32, or the VAE that is known as sdxl-vae-fp16-fix."), //
	UNET("The UNet's result is not finite at timestep %s: its fp16 weights overflow, or the scheduler or the guidance " +
		"does not suit the model; use an fp32 UNet, the model's own scheduler or a lower guidance."), //
	DECODER("The VAE decoder's result is not finite: its fp16 weights overflow; " +
		"use a model whose VAE is fp32, or the VAE that is known as sdxl-vae-fp16-fix.");

	private final String message;

	Stage(String message) {
		this.message = message;
	}

	/**
	 * Hands on the stage's result.
	 *
	 * @throws InferenceException if it holds NaN or an infinity
	 */
	Tensor checked(Tensor result, Object... details) {
		if (!result.isFinite()) throw new InferenceException(String.format(Locale.ROOT, message, details));
		return result;
	}
}
