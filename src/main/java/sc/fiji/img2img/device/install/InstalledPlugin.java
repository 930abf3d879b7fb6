package sc.fiji.img2img.device.install;

import java.nio.file.Path;
import java.util.List;

/** A plugin provider that is installed here, in one version. Immutable. */
public final class InstalledPlugin {

	private final PluginDescription description;

	private final String version;

	private final Path folder;

	private final Path library;

	private final List<Path> preload;

	public InstalledPlugin(PluginDescription description, String version, Path folder, Path library, List<Path> preload) {
		this.description = description;
		this.version = version;
		this.folder = folder;
		this.library = library;
		this.preload = List.copyOf(preload);
	}

	/** What it is. */
	public PluginDescription description() {
		return description;
	}

	/** The version that is installed, which need not be the description's. */
	public String version() {
		return version;
	}

	/** The folder that holds all of it. */
	public Path folder() {
		return folder;
	}

	/** The library that ONNX Runtime is to load; absolute. */
	public Path library() {
		return library;
	}

	/** The libraries to be loaded by System.load, in this order, before {@link #library()}; usually none. */
	public List<Path> preload() {
		return preload;
	}

	@Override
	public String toString() {
		return description.title() + " " + version;
	}
}
