package sc.fiji.img2img.network;

import java.io.IOException;

/** Numbers as cosines and sines of many frequencies, taken through two layers (Ho et al. 2020). */
final class TimeEmbedding {

	private static final double LONGEST = 10000;

	private final Scope scope;

	private final int size;

	/** @param size of what comes out */
	TimeEmbedding(Scope scope, int size) {
		this.scope = scope;
		this.size = size;
	}

	/** @param more added to the input, projected; null for none */
	Value apply(Value x, Value more) throws IOException {
		Value sum = more == null ? x : scope.add(x, scope.at("cond_proj").rowProjection(more, x.channels()));
		return scope.at("linear_2").rowLinear(scope.silu(scope.at("linear_1").rowLinear(sum, size)), size);
	}

	/**
	 * Cosines, then sines.
	 *
	 * @param numbers rows of one number
	 * @param size how many come out of each
	 */
	static Value waves(Scope scope, Value numbers, int size) {
		double[] frequencies = new double[size / 2];
		// NB: rounded at every step, as torch does in 32-bit floats.
		for (int i = 0; i < frequencies.length; i++)
			frequencies[i] = (float) Math.exp((float) -Math.log(LONGEST) * i / frequencies.length);
		Value table = new Value(scope.builder.constant("frequencies." + size, new long[] { 1, frequencies.length },
			frequencies), frequencies.length);
		Value angles = scope.multiply(table, numbers);
		return scope.concatenate(-1, scope.operation("Cos", angles.channels(), angles.name()), scope.operation("Sin", angles
			.channels(), angles.name()));
	}
}
