package sc.fiji.img2img.xmp;

/** The name of an XMP property. Immutable. */
public final class XmpName {

	private final String namespace;

	private final String prefix;

	private final String name;

	private XmpName(String namespace, String prefix, String name) {
		this.namespace = namespace;
		this.prefix = prefix;
		this.name = name;
	}

	/**
	 * A name.
	 *
	 * @param namespace its URI
	 * @param prefix what stands for the namespace in packets that are written
	 */
	public static XmpName of(String namespace, String prefix, String name) {
		return new XmpName(namespace, prefix, name);
	}

	String namespace() {
		return namespace;
	}

	String prefix() {
		return prefix;
	}

	String name() {
		return name;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof XmpName && ((XmpName) other).namespace.equals(namespace) && ((XmpName) other).name.equals(name);
	}

	@Override
	public int hashCode() {
		return 31 * namespace.hashCode() + name.hashCode();
	}

	/** As packets have it, as in {@code xmp:CreatorTool}. */
	@Override
	public String toString() {
		return prefix + ':' + name;
	}
}
