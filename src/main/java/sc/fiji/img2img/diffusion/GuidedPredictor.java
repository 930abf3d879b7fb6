package sc.fiji.img2img.diffusion;

import java.util.List;

import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/** Asks another predictor about the negative and the positive prompt at once, and guides its answers. Immutable. */
final class GuidedPredictor implements Predictor {

	private final Predictor predictor;

	private final Guidance guidance;

	private final Conditions negative;

	/** @param negative a row for each latent, of the kinds and shapes that the positive ones have */
	GuidedPredictor(Predictor predictor, Guidance guidance, Conditions negative) {
		this.predictor = predictor;
		this.guidance = guidance;
		this.negative = negative;
	}

	@Override
	public Tensor predict(Tensor latents, double timestep, Conditions positive, RunControl control) {
		int rows = latents.dim(0);
		Tensor answers = predictor.predict(Tensor.concatenate(latents, latents), timestep, Conditions.concatenate(
			List.of(negative, positive)), control);
		Tensor[] guided = new Tensor[rows];
		for (int r = 0; r < rows; r++) {
			Tensor against = answers.row(r);
			guided[r] = Tensor.of(guidance.apply(against.data(), answers.row(rows + r).data()), against.shape());
		}
		return Tensor.concatenate(guided);
	}
}
