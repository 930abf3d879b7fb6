package sc.fiji.img2img.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What lies in the place of a file whose download went wrong. */
public final class FailedDownload {

	private static final int HEAD = 1000;

	private FailedDownload() {
		// NB: one question.
	}

	/** What a file is instead of what it should be, as the end of a sentence; empty if that does not show. */
	public static String instead(Path file) {
		String head;
		try (InputStream in = Files.newInputStream(file)) {
			head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).strip();
		}
		catch (IOException e) {
			return "";
		}
		String start = head.toLowerCase(Locale.ROOT);
		if (start.startsWith("version https://git-lfs")) return "; it is only a pointer of Git LFS to the file, which \"git lfs " +
			"pull\" fetches";
		if (start.startsWith("<!doctype html") || start.startsWith("<html") || start.startsWith("<head")) return "; it is a web " +
			"page, as servers send it when you have to log in: download the file again";
		boolean message = start.startsWith("{\"") && (start.contains("\"error\"") || start.contains("\"message\""));
		return message ? "; it is the message of a server, " + Excerpt.of(head) : "";
	}
}
