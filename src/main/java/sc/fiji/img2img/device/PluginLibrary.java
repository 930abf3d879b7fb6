package sc.fiji.img2img.device;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A bare library. */
final class PluginLibrary implements PluginPackage {

	private final Path file;

	private PluginLibrary(Path file) {
		this.file = file;
	}

	static PluginPackage of(Path file) {
		return new PluginLibrary(file);
	}

	@Override
	public List<String> names() {
		return List.of(file.getFileName().toString());
	}

	@Override
	public NativeHeader header(String name) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			return NativeHeader.of(in.readNBytes(NativeHeader.BYTES));
		}
	}

	@Override
	public long length(String name) {
		return file.toFile().length();
	}

	@Override
	public long copy(String name, Path target, long most) throws IOException {
		Files.copy(file, target);
		return Files.size(target);
	}

	@Override
	public void close() {
		// NB: it is opened for each reading.
	}
}
