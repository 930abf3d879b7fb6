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

import java.util.List;

/**
 * What a tensor of a LoRA file is to its module, and the endings of keys that say so.
 * <p>
 * Endings: kohya's sd-scripts, LyCORIS, diffusers (old and new) and peft.
 * </p>
 */
enum Role {

	DOWN(".lora_down.weight", ".lora_A.weight", ".lora_linear_layer.down.weight",
		".lora.down.weight", "_lora.down.weight"), //
	UP(".lora_up.weight", ".lora_B.weight", ".lora_linear_layer.up.weight",
		".lora.up.weight", "_lora.up.weight"), //
	MID(".lora_mid.weight"), //
	ALPHA(".alpha"), //
	MAGNITUDE(".dora_scale"), //
	MAGNITUDE_VECTOR(".lora_magnitude_vector", ".lora_magnitude_vector.weight"), //
	HADA_W1_A(".hada_w1_a"), HADA_W1_B(".hada_w1_b"), HADA_W2_A(".hada_w2_a"), HADA_W2_B(".hada_w2_b"), //
	HADA_T1(".hada_t1"), HADA_T2(".hada_t2"), //
	LOKR_W1(".lokr_w1"), LOKR_W1_A(".lokr_w1_a"), LOKR_W1_B(".lokr_w1_b"), //
	LOKR_W2(".lokr_w2"), LOKR_W2_A(".lokr_w2_a"), LOKR_W2_B(".lokr_w2_b"), LOKR_T2(".lokr_t2"), //
	IA3_FACTOR(".ia3_l"), //
	ON_INPUT(".on_input"), //
	DIFF(".diff"), DIFF_BIAS(".diff_b"), //
	NORM_WEIGHT(".w_norm"), NORM_BIAS(".b_norm"), //
	// NB: LyCORIS' IA3, and every weight of a whole model.
	WEIGHT(".weight");

	private final List<String> endings;

	Role(String... endings) {
		this.endings = List.of(endings);
	}

	/** How keys of this role end; peft puts an adapter's name into some of them. */
	List<String> endings() {
		return endings;
	}
}
