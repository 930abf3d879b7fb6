package sc.fiji.img2img.network;

import sc.fiji.img2img.onnx.Provider;

/** Which operators a network is written in: the same arithmetic, as a provider runs it best. */
public enum Form {

	/** ONNX's own operators only, which every provider has. */
	PLAIN(false, false, false),

	/** ONNX Runtime's kernels for the CPU: attention in one operation, products with matrices as torch stores them. */
	CPU(true, true, false),

	/** ONNX Runtime's kernels for graphics processors: attention in one operation, and gates. */
	GPU(false, true, true);

	private final boolean storedProducts;

	private final boolean attention;

	private final boolean gates;

	Form(boolean storedProducts, boolean attention, boolean gates) {
		this.storedProducts = storedProducts;
		this.attention = attention;
		this.gates = gates;
	}

	/** The form for a provider. */
	public static Form of(Provider provider) {
		if (!provider.fusesAttention()) return PLAIN;
		return provider.hasGpuKernels() ? GPU : CPU;
	}

	/** Whether products take matrices as [out, in], and SiLU is one operation: FusedMatMul, QuickGelu. */
	boolean hasStoredProducts() {
		return storedProducts;
	}

	/** Whether attention is one operation that keeps no scores: MultiHeadAttention. */
	boolean hasAttention() {
		return attention;
	}

	/** Whether GEGLU is one operation with its bias: BiasSplitGelu. */
	boolean hasGates() {
		return gates;
	}
}
