package sc.fiji.img2img.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files with weights for PyTorch, which models are published as before they are exported to ONNX. */
final class TorchFile {

	/** What to do with such a model, as the end of a sentence. */
	static final String EXPORT = "export the model to ONNX first: optimum-cli export onnx --model MODEL FOLDER (see README).";

	private static final Pattern NAME = Pattern.compile("(?i).*\\.(safetensors|ckpt|pt|pth|bin)");

	private TorchFile() {
		// NB: a few questions.
	}

	/** Whether a file's name is that of one. */
	static boolean is(Path file) {
		return NAME.matcher(file.toString()).matches() && Files.isRegularFile(file);
	}

	/** The first one in a folder. */
	static Optional<Path> in(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(TorchFile::is).sorted().findFirst();
		}
	}
}
