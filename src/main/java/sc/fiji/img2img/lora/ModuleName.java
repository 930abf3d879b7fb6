package sc.fiji.img2img.lora;

/**
 * A module of one of a model's networks.
 * <p>
 * Paths are flattened, with underscores in the place of dots: a dot can be made an underscore, but not the other way
 * round. Immutable.
 * </p>
 */
public final class ModuleName {

	private final Part part;

	private final String path;

	private ModuleName(Part part, String path) {
		this.part = part;
		this.path = path;
	}

	/**
	 * A module.
	 *
	 * @param path flattened, in the words that LoRA files use
	 */
	public static ModuleName of(Part part, String path) {
		return new ModuleName(part, path);
	}

	/** The network. */
	public Part part() {
		return part;
	}

	/** The module's flattened path. */
	public String path() {
		return path;
	}
}
