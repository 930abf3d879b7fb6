package sc.fiji.img2img.model.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import sc.fiji.img2img.tensor.file.SafeTensors;

/** The header of a safetensors file: which tensors it holds and where, and what it says about itself. Immutable. */
final class TensorFile {

	private final Path file;

	private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

	private final Map<String, String> metadata;

	private TensorFile(Path path) throws IOException {
		// NB: caches of downloads hold links, which ONNX Runtime does not follow.
		file = path.toRealPath();
		try (SafeTensors open = SafeTensors.open(file)) {
			for (String name : open.names())
				tensors.put(name, StoredTensor.of(file, open, name));
			metadata = open.metadata();
		}
	}

	/**
	 * Reads a header.
	 *
	 * @throws IOException if there is no such file, or it is no complete safetensors file
	 */
	static TensorFile read(Path path) throws IOException {
		ForeignFile.refuse(path);
		return new TensorFile(path);
	}

	/** The file itself, where a link led to it. */
	Path file() {
		return file;
	}

	Map<String, StoredTensor> tensors() {
		return tensors;
	}

	Map<String, String> metadata() {
		return metadata;
	}
}
