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
