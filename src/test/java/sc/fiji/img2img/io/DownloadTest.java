package sc.fiji.img2img.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.img2img.lora.LoraFile;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.tensor.file.SafeTensors;

/** A web page, a server's message or a pointer in the place of a file is called what it is. */
class DownloadTest {

	private static final String POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "ab".repeat(32) +
		"\nsize 151108832\n";

	@TempDir
	Path directory;

	@Test
	void whatItIsIsSaid() throws IOException {
		assertInstead("a web page", "<!DOCTYPE html><html><head><title>Sign in</title></head>");
		assertInstead("a web page", "\n  <HTML lang=en>");
		assertInstead("a pointer of Git LFS", POINTER);
		assertInstead("the message of a server, {\"error\":\"Unauthorized\"}", "{\"error\":\"Unauthorized\"}");
		assertEquals("", FailedDownload.instead(write("{\"a.weight\":{\"dtype\":\"F32\"}}")));
		assertEquals("", FailedDownload.instead(directory.resolve("nothing")));
	}

	private void assertInstead(String what, String content) throws IOException {
		Path file = write(content + " ".repeat(5000));
		for (IOException e : new IOException[] { assertThrows(IOException.class, () -> SafeTensors.open(file)), assertThrows(
			IOException.class, () -> LoraFile.open(file)), assertThrows(IOException.class, () -> OnnxModel.read(file)) })
			assertTrue(e.getMessage().contains(what) && e.getMessage().contains(file.toString()), e.getMessage());
	}

	private Path write(String content) throws IOException {
		return Files.writeString(directory.resolve("file"), content);
	}
}
