package sc.fiji.img2img.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is in a file, the program ends in a picture or a clear sentence, within 5 s, and leaves nothing behind.
 * <p>
 * For more inputs than these: {@code mvn test -Dtest=FuzzTest -Dimg2img.fuzz=30000 -Dimg2img.fuzz.seed=7}; those that go
 * wrong are kept in target/fuzz.
 * </p>
 */
@Tag("slow")
class FuzzTest {

	private static final int INPUTS = 180;

	@Test
	void damagedInputsEndInAPictureOrASentence(@TempDir Path work) throws IOException, InterruptedException {
		Fuzzing fuzzing = new Fuzzing(Long.getLong("img2img.fuzz.seed", 1), work, Path.of("target", "fuzz").toAbsolutePath());
		int first = Integer.getInteger("img2img.fuzz.first", 0);
		assertEquals("", String.join("\n", fuzzing.run(first, first + Integer.getInteger("img2img.fuzz", INPUTS))));
	}
}
