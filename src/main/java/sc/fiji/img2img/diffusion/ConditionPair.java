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
package sc.fiji.img2img.diffusion;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The conditions under a prompt and, where guidance asks for them, those under the negative one. Immutable. */
public final class ConditionPair {

	private final Conditions positive;

	private final Conditions negative;

	private ConditionPair(Conditions positive, Conditions negative) {
		this.positive = positive;
		this.negative = negative;
	}

	/**
	 * A pair.
	 *
	 * @param negative of the same kinds and shapes as the positive; null where nothing is guided
	 */
	public static ConditionPair of(Conditions positive, Conditions negative) {
		return new ConditionPair(positive, negative);
	}

	/** The rows of several pairs, one after the other. */
	public static ConditionPair concatenate(List<ConditionPair> pairs) {
		return of(Conditions.concatenate(pairs.stream().map(ConditionPair::positive).collect(Collectors.toList())), pairs.get(
			0).negative == null ? null : Conditions.concatenate(pairs.stream().map(ConditionPair::negative).collect(Collectors
				.toList())));
	}

	/** Both of them changed. */
	public ConditionPair map(UnaryOperator<Conditions> change) {
		return of(change.apply(positive), negative == null ? null : change.apply(negative));
	}

	/** What the prompt asks for. */
	public Conditions positive() {
		return positive;
	}

	/** What the negative prompt asks for; null where nothing is guided. */
	public Conditions negative() {
		return negative;
	}
}
