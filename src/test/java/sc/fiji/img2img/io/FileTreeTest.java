package sc.fiji.img2img.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {

	@TempDir
	Path folder;

	@Test
	void foldersComeAfterWhatIsInThem() throws IOException {
		Path inner = Files.createDirectories(folder.resolve("a").resolve("b"));
		Path file = Files.writeString(inner.resolve("c"), "");
		assertEquals(List.of(file, inner, folder.resolve("a"), folder), FileTree.deepestFirst(folder));
	}

	@Test
	void linksGoAndWhatTheyLeadToStays() throws IOException {
		Path kept = Files.writeString(Files.createDirectories(folder.resolve("kept")).resolve("file"), "");
		Path tree = Files.createDirectories(folder.resolve("tree").resolve("inner")).getParent();
		Files.createSymbolicLink(tree.resolve("inner").resolve("link"), kept.getParent());
		assertTrue(FileTree.delete(tree));
		assertFalse(Files.exists(tree));
		assertTrue(Files.exists(kept));
	}

	@Test
	void whatIsNotThereIsGone() {
		assertTrue(FileTree.delete(folder.resolve("none")));
	}
}
