package sc.fiji.img2img.onnx;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

import sc.fiji.img2img.cache.ScratchFolder;

/** A model in another floating-point type, converted once into a folder and read from there ever after. */
public final class ConvertedModel {

	private static final String GRAPH = "model.onnx";
	private static final String WEIGHTS = "weights.bin";

	private ConvertedModel() {
		// NB: files only.
	}

	/**
	 * The model in a type; converted if the folder is not there yet.
	 *
	 * @param folder for this model and type only; it appears complete or not at all
	 * @param model changed while it is converted
	 * @throws IOException if the model cannot be read, or the folder cannot be written
	 */
	public static OnnxModel open(Path folder, OnnxModel model, ElementType type) throws IOException {
		if (!Files.isRegularFile(folder.resolve(GRAPH))) convert(folder, model, type);
		return OnnxModel.read(folder.resolve(GRAPH), model.cancellation());
	}

	private static void convert(Path folder, OnnxModel model, ElementType type) throws IOException {
		Files.createDirectories(folder.getParent());
		try (ScratchFolder part = ScratchFolder.in(folder.getParent(), "part-")) {
			try (WeightFile weights = WeightFile.create(part.path().resolve(WEIGHTS))) {
				new FloatTypeChange(type, weights).apply(model);
			}
			Files.write(part.path().resolve(GRAPH), model.encode());
			Files.move(part.path(), folder);
		}
		catch (FileAlreadyExistsException e) {
			// NB: another process was faster.
		}
	}
}
