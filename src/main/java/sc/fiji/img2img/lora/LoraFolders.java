package sc.fiji.img2img.lora;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where LoRA files are looked for by name: in the folders lora and loras of a model, in one of the user's, and in the
 * folders lora and loras beside the model, which several models share. Immutable.
 */
public final class LoraFolders {

	private static final String ENDING = ".safetensors";

	private final List<Path> folders = new ArrayList<>();

	private LoraFolders(Path model, String folder) {
		add(model);
		if (!folder.isBlank()) folders.add(Path.of(folder.trim()));
		if (model.toAbsolutePath().getParent() != null) add(model.toAbsolutePath().getParent());
	}

	/**
	 * The folders of a model.
	 *
	 * @param model the model's directory
	 * @param folder one more; empty for none
	 */
	public static LoraFolders of(Path model, String folder) {
		return new LoraFolders(model, folder);
	}

	/** All LoRA files in the folders, sorted by name in each. */
	public List<Path> list() throws IOException {
		List<Path> found = new ArrayList<>();
		for (Path folder : folders) {
			if (!Files.isDirectory(folder)) continue;
			try (Stream<Path> files = Files.list(folder)) {
				found.addAll(files.filter(file -> file.toString().endsWith(ENDING)).sorted().collect(Collectors.toList()));
			}
		}
		return found;
	}

	/** The shortest text that means a file: its name, or its path where the name means another one, or none. */
	public String name(Path file) {
		String name = file.getFileName().toString().replaceFirst("\\.safetensors$", "");
		try {
			return LoraRequest.isPlain(name) && Files.isSameFile(find(name), file) ? name : file.toString();
		}
		catch (IOException e) {
			return file.toString();
		}
	}

	/**
	 * The file that a name or path means.
	 *
	 * @throws IOException if there is none; the message says where it was looked for
	 */
	public Path find(String name) throws IOException {
		try {
			List<Path> places = new ArrayList<>(List.of(Path.of(name)));
			folders.forEach(folder -> places.add(folder.resolve(name)));
			for (Path place : places)
				for (Path file : List.of(place, Path.of(place + ENDING)))
					if (!name.isBlank() && Files.isRegularFile(file)) return file;
		}
		catch (InvalidPathException e) {
			throw new IOException("The LoRA \"" + name + "\" is no name that a file can have.");
		}
		throw new IOException("There is no LoRA \"" + name + "\": it is neither a file nor in one of the folders " + folders
			.stream().map(Path::toString).collect(Collectors.joining(", ")) + ".");
	}

	private void add(Path parent) {
		folders.add(parent.resolve("lora"));
		folders.add(parent.resolve("loras"));
	}
}
