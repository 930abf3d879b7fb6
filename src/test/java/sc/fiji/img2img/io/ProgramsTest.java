package sc.fiji.img2img.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import sc.fiji.img2img.ChildJvm;

class ProgramsTest {

	@Test
	void exitCodesAreReported() throws IOException, InterruptedException {
		assertEquals(OptionalInt.of(3), Programs.run(child(3), 600));
	}

	@Test
	void whatTakesTooLongIsGone() throws IOException, InterruptedException {
		List<ProcessHandle> before = children();
		assertEquals(OptionalInt.empty(), Programs.run(child(3), 0));
		assertEquals(List.of(), children().stream().filter(child -> !before.contains(child)).collect(Collectors.toList()));
	}

	@Test
	void interruptedThreadsLeaveNoProgramBehind() {
		List<ProcessHandle> before = children();
		Thread.currentThread().interrupt();
		assertThrows(InterruptedException.class, () -> Programs.run(child(3), 600));
		assertFalse(Thread.interrupted());
		assertEquals(List.of(), children().stream().filter(child -> !before.contains(child)).collect(Collectors.toList()));
	}

	private static ProcessBuilder child(int code) {
		return ChildJvm.of(Exit.class, code).builder();
	}

	private static List<ProcessHandle> children() {
		return ProcessHandle.current().children().filter(ProcessHandle::isAlive).collect(Collectors.toList());
	}

	/** A program that ends with the exit code that it is given. */
	public static final class Exit {

		public static void main(String[] args) {
			System.exit(Integer.parseInt(args[0]));
		}
	}
}
