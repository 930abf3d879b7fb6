package sc.fiji.img2img.diffusion;

import sc.fiji.img2img.tensor.Tensor;

/** What a prompt has become: the text encoders' answers, as the UNet takes them. Immutable. */
final class Conditioning {

	private final Tensor hidden;

	private final Tensor pooled;

	private Conditioning(Tensor hidden, Tensor pooled) {
		this.hidden = hidden;
		this.pooled = pooled;
	}

	/**
	 * A prompt's encoding.
	 *
	 * @param hidden [1, tokens, width]
	 * @param pooled [1, width], or null for models that take none
	 */
	static Conditioning of(Tensor hidden, Tensor pooled) {
		return new Conditioning(hidden, pooled);
	}

	/** Zeros in the same shapes, which stand for no prompt at all in SDXL. */
	Conditioning zeros() {
		return of(zeros(hidden), pooled == null ? null : zeros(pooled));
	}

	Tensor hidden() {
		return hidden;
	}

	Tensor pooled() {
		return pooled;
	}

	private static Tensor zeros(Tensor tensor) {
		return Tensor.of(new float[tensor.data().length], tensor.shape());
	}
}
