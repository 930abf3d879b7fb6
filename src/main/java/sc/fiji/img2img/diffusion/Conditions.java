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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import sc.fiji.img2img.tensor.Tensor;

/**
 * What a network is told besides the latents and the timestep: tensors by the names that its family knows them by, each with
 * a row for each latent. Immutable; the tensors are shared and must not be changed.
 */
public final class Conditions {

	/** Nothing, for any number of latents. */
	public static final Conditions NONE = new Conditions(Map.of());

	private final Map<String, Tensor> tensors;

	private Conditions(Map<String, Tensor> tensors) {
		this.tensors = Collections.unmodifiableMap(tensors);
	}

	/** Conditions of one kind. */
	public static Conditions of(String name, Tensor tensor) {
		return new Conditions(Map.of(name, tensor));
	}

	/** Conditions of all kinds that there are. */
	public static Conditions of(Map<String, Tensor> tensors) {
		return new Conditions(new LinkedHashMap<>(tensors));
	}

	/** The rows of several conditions of the same kinds, one after the other. */
	public static Conditions concatenate(List<Conditions> parts) {
		Conditions first = parts.get(0);
		Map<String, Tensor> rows = new LinkedHashMap<>();
		for (String name : first.tensors.keySet())
			rows.put(name, Tensor.concatenate(parts.stream().map(part -> part.tensors.get(name)).toArray(Tensor[]::new)));
		return new Conditions(rows);
	}

	/** These and others for the same latents; where both are of a kind, the others. */
	public Conditions and(Conditions others) {
		Map<String, Tensor> all = new LinkedHashMap<>(tensors);
		all.putAll(others.tensors);
		return new Conditions(all);
	}

	/** The rows from one up to, and without, another. */
	public Conditions rows(int first, int end) {
		return map(tensor -> tensor.rows(first, end));
	}

	/** The same names for other tensors. */
	public Conditions map(UnaryOperator<Tensor> change) {
		Map<String, Tensor> changed = new LinkedHashMap<>();
		tensors.forEach((name, tensor) -> changed.put(name, change.apply(tensor)));
		return new Conditions(changed);
	}

	/** The tensor of that name, or null. */
	public Tensor get(String name) {
		return tensors.get(name);
	}

	/** All of them by name; cannot be changed. */
	public Map<String, Tensor> tensors() {
		return tensors;
	}
}
