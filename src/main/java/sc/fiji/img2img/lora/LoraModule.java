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
