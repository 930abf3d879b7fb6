package sc.fiji.img2img.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a scratch folder with a file in it, prints where, and ends with its input; a program of its own, to be killed. */
final class ScratchHolder {

	private ScratchHolder() {}

	public static void main(String... arguments) throws IOException {
		ScratchFolder scratch = ScratchFolder.in(Path.of(arguments[0]), "x-");
		Files.createFile(scratch.path().resolve("file"));
		System.out.println(scratch.path());
		System.in.read();
	}
}
