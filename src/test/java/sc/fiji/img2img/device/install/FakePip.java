package sc.fiji.img2img.device.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fiji.img2img.ChildJvm;

/** A program that answers as pip does: it "downloads" a file that lies here, or fails with given words. */
public final class FakePip {

	private FakePip() {}

	/** The command that runs it; what it fails with, if it is no file's name. */
	static List<String> command(String fileOrWords) {
		return ChildJvm.of(FakePip.class, fileOrWords).command();
	}

	public static void main(String[] arguments) throws IOException {
		List<String> all = new ArrayList<>(Arrays.asList(arguments));
		if (all.contains("--version")) return;
		Path file = Path.of(all.get(0));
		if (!Files.exists(file)) {
			System.out.println("Looking in indexes: somewhere");
			System.err.println("ERROR: " + file);
			System.exit(1);
		}
		List<String> expected = List.of("download", "--no-deps", "--only-binary=:all:", "ort-ep-small==1.2.0",
			"manylinux_2_28_x86_64");
		if (!all.containsAll(expected)) System.exit(2);
		Files.copy(file, Path.of(all.get(all.indexOf("-d") + 1)).resolve(SmallProvider.WHEEL));
	}
}
