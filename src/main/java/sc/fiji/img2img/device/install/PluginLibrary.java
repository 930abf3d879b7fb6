package sc.fiji.img2img.device.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A bare library. */
final class PluginLibrary implements PluginPackage {

	private final Path file;

	private final String name;

	private PluginLibrary(Path file, String name) {
		this.file = file;
		this.name = name;
	}

	static PluginPackage of(Path copy, Path file) {
		return new PluginLibrary(copy, file.getFileName().toString());
	}

	@Override
	public long size() throws IOException {
		return Files.size(file);
	}

	@Override
	public List<String> names() {
		return List.of(name);
	}

	@Override
	public NativeHeader header(String library) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			return NativeHeader.of(in.readNBytes(NativeHeader.BYTES));
		}
	}

	@Override
	public long length(String library) {
		return file.toFile().length();
	}

	@Override
	public long copy(String library, Path target, long most) throws IOException {
		Files.copy(file, target);
		return Files.size(target);
	}

	@Override
	public void close() {
		// NB: it is opened for each reading.
	}
}
