package sc.fiji.img2img.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.ChildJvm;

class ScratchFolderTest {

	@TempDir
	private Path folder;

	@Test
	void nothingIsLeftOfIt() throws IOException {
		try (ScratchFolder scratch = ScratchFolder.in(folder, "x-")) {
			Files.createFile(Files.createDirectory(scratch.path().resolve("a")).resolve("b"));
			assertEquals(2, names().size());
		}
		assertEquals(Set.of(), names());
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void nobodyElseLooksIntoThoseInTheTemporaryFolder() throws IOException {
		try (ScratchFolder scratch = ScratchFolder.temporary("test")) {
			assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(scratch.path())));
		}
	}

	@Test
	void whatIsInUseIsKept() throws IOException {
		try (ScratchFolder first = ScratchFolder.in(folder, "x-"); ScratchFolder second = ScratchFolder.in(folder, "x-")) {
			ScratchFolder.sweep(folder, "x-");
			assertTrue(Files.isDirectory(first.path()));
			assertTrue(Files.isDirectory(second.path()));
		}
	}

	@Test
	void whatKilledProgramsLeftIsDeletedAndNothingElse() throws IOException, InterruptedException {
		Files.createDirectories(folder.resolve("x-mine"));
		Files.writeString(Files.createDirectory(folder.resolve("x-notes")).resolve("a"), "mine, too");
		Files.writeString(folder.resolve("x-notes.lock"), "mine, too");
		Process left = ChildJvm.of(ScratchHolder.class, folder).start();
		Process running = ChildJvm.of(ScratchHolder.class, folder).start();
		Path leftFolder = path(left);
		Path runningFolder = path(running);
		left.destroyForcibly().waitFor();
		assertTrue(Files.exists(leftFolder.resolve("file")), "it had the time to delete it");
		ScratchFolder.sweep(folder, "x-");
		assertFalse(Files.exists(leftFolder));
		assertTrue(Files.exists(runningFolder.resolve("file")), "that of a program that runs");
		running.destroyForcibly().waitFor();
		ScratchFolder.sweep(folder, "x-");
		assertEquals(Set.of("x-mine", "x-notes", "x-notes.lock"), names());
	}

	@Test
	void whatEndsByItselfLeavesNothing() throws IOException, InterruptedException {
		Process process = ChildJvm.of(ScratchHolder.class, folder).start();
		assertTrue(Files.exists(path(process)));
		process.getOutputStream().close();
		assertEquals(0, process.waitFor());
		assertEquals(Set.of(), names());
	}

	private static Path path(Process process) throws IOException {
		return Path.of(new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine());
	}

	private Set<String> names() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
		}
	}
}
