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
package sc.fiji.img2img.random;

import java.util.Locale;
import java.util.function.LongFunction;

/** Whose {@code torch.randn} the noise shall equal: a program's seeds mean nothing without it. */
public enum NoiseDevice {

	/** torch's generator on the CPU, as diffusers' examples use it; the default. */
	CPU(TorchCpuGenerator::of),

	/** torch's generator on a CUDA device. */
	CUDA(PhiloxGenerator::of);

	private final LongFunction<NoiseSource> generators;

	NoiseDevice(LongFunction<NoiseSource> generators) {
		this.generators = generators;
	}

	/**
	 * Starts a stream.
	 *
	 * @param seed where it starts; 0 to 2<sup>63</sup>-1 as in diffusers
	 * @return a new stream, independent of every other
	 */
	public NoiseSource seeded(long seed) {
		return generators.apply(seed);
	}

	/** The name in settings. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
