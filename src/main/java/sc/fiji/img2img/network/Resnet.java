package sc.fiji.img2img.network;

import java.io.IOException;

/** A residual block (He et al. 2016): normalisation and convolution twice, with the timestep added between. */
final class Resnet {

	private final Scope scope;

	private final int out;

	private final int groups;

	private final float epsilon;

	private Resnet(Scope scope, int out, int groups, float epsilon) {
		this.scope = scope;
		this.out = out;
		this.groups = groups;
		this.epsilon = epsilon;
	}

	/** One of a UNet. */
	static Resnet timed(Scope scope, int out, int groups) {
		return new Resnet(scope, out, groups, 1e-5f);
	}

	/** One of an autoencoder. */
	static Resnet timeless(Scope scope, int out, int groups) {
		return new Resnet(scope, out, groups, 1e-6f);
	}

	/** @param time the timestep's embedding, activated; null for none */
	Value apply(Value x, Value time) throws IOException {
		Value h = scope.silu(scope.at("norm1").groupNorm(x, groups, epsilon));
		h = scope.at("conv1").convolution(h, out, 3);
		if (time != null) h = scope.add(h, scope.pixel(scope.at("time_emb_proj").rowLinear(time, out)));
		h = scope.silu(scope.at("norm2").groupNorm(h, groups, epsilon));
		h = scope.at("conv2").convolution(h, out, 3);
		return scope.add(x.channels() == out ? x : scope.at("conv_shortcut").convolution(x, out, 1), h);
	}
}
