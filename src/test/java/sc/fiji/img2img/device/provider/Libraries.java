package sc.fiji.img2img.device.provider;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Libraries of providers that misbehave, made with the machine's C compiler. */
public final class Libraries {

	private Libraries() {}

	/** A library that runs the C code when it is loaded. */
	public static EpLibrary onLoad(Path folder, String code) throws IOException, InterruptedException {
		return library(file(folder, code));
	}

	/** The file of such a library. */
	public static Path file(Path folder, String code) throws IOException, InterruptedException {
		return compile(folder, "#include <stdlib.h>\n#include <unistd.h>\n__attribute__((constructor)) " +
			"static void begin(void) { " + code + " }\n");
	}

	/** A description of a library that is said to be there. */
	public static EpLibrary library(Path file) {
		EpLibrary library = new EpLibrary();
		library.key = "bad";
		library.registration = "bad";
		library.title = "Bad";
		library.version = "1.0";
		library.path = file.toString();
		library.provider = "BadExecutionProvider";
		library.rank = 1;
		return library;
	}

	private static Path compile(Path folder, String code) throws IOException, InterruptedException {
		return compile(Files.writeString(folder.resolve("bad.c"), code), folder.resolve("libbad.so"));
	}

	/** Makes a library of C code; the test is skipped where there is no compiler. */
	public static Path compile(Path source, Path library) throws IOException, InterruptedException {
		assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "needs a C compiler called cc");
		File messages = library.resolveSibling("cc.txt").toFile();
		Process compiler;
		try {
			compiler = new ProcessBuilder(List.of("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl"))
				.redirectErrorStream(true).redirectOutput(messages).start();
		}
		catch (IOException e) {
			assumeTrue(false, "there is no C compiler here: " + e.getMessage());
			throw e;
		}
		assumeTrue(compiler.waitFor() == 0, "the C compiler failed: " + Files.readString(messages.toPath()));
		return library;
	}
}
