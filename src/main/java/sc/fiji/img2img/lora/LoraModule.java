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
package sc.fiji.img2img.lora;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What a LoRA file holds for one module of a network: the names of its tensors by their roles. */
final class LoraModule {

	private final String key;

	private final ModuleName name;

	private final Map<Role, String> tensors = new EnumMap<>(Role.class);

	/** @param key the module's name as the file writes it */
	LoraModule(String key, ModuleName name) {
		this.key = key;
		this.name = name;
	}

	void add(Role role, String tensor) {
		tensors.put(role, tensor);
	}

	boolean has(Role role) {
		return tensors.containsKey(role);
	}

	/** The name of the tensor in a role, or null. */
	String tensor(Role role) {
		return tensors.get(role);
	}

	Set<Role> roles() {
		return tensors.keySet();
	}

	Part part() {
		return name.part();
	}

	/** The flattened path, in the words that the file uses. */
	String path() {
		return name.path();
	}

	/** Whether it can become a branch of the graph, whose weight is an input of each run. */
	boolean isLowRank() {
		return has(Role.DOWN) && has(Role.UP) && !has(Role.MAGNITUDE) && !has(Role.MAGNITUDE_VECTOR) && !has(Role.DIFF_BIAS);
	}

	@Override
	public String toString() {
		return key;
	}
}
