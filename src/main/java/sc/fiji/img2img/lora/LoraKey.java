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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The name of a tensor in a LoRA file, taken apart: the module, what the tensor is to it, and the adapter of peft's that it
 * belongs to. Immutable.
 */
final class LoraKey {

	private static final String WEIGHT = ".weight";

	/** What peft puts an adapter's name behind. */
	private static final Set<String> WITH_ADAPTERS = Set.of(".lora_A", ".lora_B", ".lora_magnitude_vector", ".ia3_l",
		".hada_w1_a", ".hada_w1_b", ".hada_w2_a", ".hada_w2_b", ".hada_t1", ".hada_t2", ".lokr_w1", ".lokr_w1_a", ".lokr_w1_b",
		".lokr_w2", ".lokr_w2_a", ".lokr_w2_b", ".lokr_t2");

	private static final Map<String, Role> ROLES = new HashMap<>();

	static {
		for (Role role : Role.values())
			role.endings().forEach(ending -> ROLES.put(ending, role));
	}

	private final String module;

	private final Role role;

	private final String adapter;

	private LoraKey(String module, Role role, String adapter) {
		this.module = module;
		this.role = role;
		this.adapter = adapter;
	}

	/** Takes a key apart; null if it has no ending that is known. */
	static LoraKey of(String key) {
		LoraKey plain = plain(key, "");
		// NB: the last ending of all is that of every weight.
		if (plain != null && plain.role != Role.WEIGHT) return plain;
		boolean weight = key.endsWith(WEIGHT);
		String rest = weight ? key.substring(0, key.length() - WEIGHT.length()) : key;
		int dot = rest.lastIndexOf('.');
		int before = dot < 0 ? -1 : rest.lastIndexOf('.', dot - 1);
		if (before < 0 || !WITH_ADAPTERS.contains(rest.substring(before, dot))) return plain;
		String adapter = rest.substring(dot + 1);
		LoraKey named = plain(rest.substring(0, dot) + WEIGHT, adapter);
		return named != null && named.role != Role.WEIGHT ? named : plain(rest.substring(0, dot), adapter);
	}

	/** The module's name as the file writes it. */
	String module() {
		return module;
	}

	/** What the tensor is to the module. */
	Role role() {
		return role;
	}

	/** The name of the adapter; empty if the key has none. */
	String adapter() {
		return adapter;
	}

	/** The longest ending that is known counts. */
	private static LoraKey plain(String key, String adapter) {
		List<Integer> starts = List.of(start(key, 3), start(key, 2), start(key, 1));
		for (int start : starts)
			for (String ending : start < 0 ? List.<String>of() : List.of(key.substring(Math.max(0, start - "_lora".length())), key
				.substring(start)))
				if (ROLES.containsKey(ending)) return new LoraKey(key.substring(0, key.length() - ending.length()), ROLES.get(
					ending), adapter);
		return null;
	}

	/** Where the last parts of a key begin, each at a dot; -1 if there are not so many. */
	private static int start(String key, int parts) {
		int start = key.length();
		for (int i = 0; i < parts && start > 0; i++)
			start = key.lastIndexOf('.', start - 1);
		return start;
	}
}
