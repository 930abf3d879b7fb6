package sc.fiji.img2img.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LoRAs are found where users put them, and by the shortest name that means them. */
class LoraFoldersTest {

	@TempDir
	private Path folder;

	private Path own;

	private Path shared;

	private Path users;

	private LoraFolders folders;

	@BeforeEach
	void make() throws IOException {
		own = file("models/sd15/lora/style.safetensors");
		shared = file("models/loras/common.safetensors");
		users = file("mine/style.safetensors");
		file("models/sd15/lora/readme.txt");
		folders = LoraFolders.of(folder.resolve("models/sd15"), folder.resolve("mine").toString());
	}

	@Test
	void filesWithinAndBesideTheModelAreListed() throws IOException {
		assertEquals(List.of(own, users, shared), folders.list());
	}

	@Test
	void theNameMeansTheFirstFileAndThePathTheOthers() throws IOException {
		assertEquals(List.of("style", users.toString(), "common"), folders.list().stream().map(folders::name).collect(
			Collectors.toList()));
		for (Path file : folders.list())
			assertTrue(Files.isSameFile(file, folders.find(folders.name(file))));
	}

	@Test
	void aNameThatReadsLikeAWeightIsNotUsed() throws IOException {
		Path odd = file("mine/a;b.safetensors");
		assertEquals(odd.toString(), folders.name(odd));
	}

	@Test
	void aMissingOneIsLookedForEverywhere() {
		IOException e = assertThrows(IOException.class, () -> folders.find("none"));
		assertTrue(e.getMessage().contains("mine"), e.getMessage());
		assertTrue(e.getMessage().contains(shared.getParent().toString()), e.getMessage());
	}

	private Path file(String name) throws IOException {
		Path file = folder.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.createFile(file);
	}
}
