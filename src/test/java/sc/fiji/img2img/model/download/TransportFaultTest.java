/*-
 * #%L
 * Image to image with latent diffusion models, for ImageJ and Fiji.
 * %%
 * Copyright (C) 2026 Img2Img developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
package sc.fiji.img2img.model.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.io.Sha256;
import sc.fiji.img2img.run.Cancellation;

/** How bytes are sent does not matter, as long as it is the way that was asked for. */
class TransportFaultTest extends ServedFile {

	TransportFaultTest() {
		super(100_000);
	}

	@Test
	void aFileThatDripsIsGotWhole() throws IOException {
		server.then((exchange, file, from) -> {
			FaultyServer.head(exchange, file, from, file.length);
			for (int i = 0; i < file.length; i += 500) {
				exchange.getResponseBody().write(file, i, 500);
				exchange.getResponseBody().flush();
			}
		});
		assertWhole(known(server.uri(PATH)));
	}

	@Test
	void piecesOfNoStatedLengthThatBreakOffAreGoneOnWith() throws IOException {
		server.then((exchange, file, from) -> {
			FaultyServer.head(exchange, file, from, 0);
			exchange.getResponseBody().write(file, 0, 70_000);
			exchange.getResponseBody().flush();
			throw new IOException("cut");
		});
		assertWhole(known(server.uri(PATH)));
		assertEquals(2, server.requests().size());
		assertFalse(server.requests().get(1).contains(" null "), server.requests().get(1));
	}

	@Test
	void whatIsCompressedUnaskedIsRefused() throws IOException {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
			zip.write(bytes);
		}
		server.then((exchange, file, from) -> {
			assertEquals("identity", exchange.getRequestHeaders().getFirst("Accept-Encoding"));
			exchange.getResponseHeaders().set("Content-Encoding", "gzip");
			FaultyServer.send(packed.toByteArray(), "application/octet-stream", packed.size()).answer(exchange, file, from);
		});
		assertRefused(known(server.uri(PATH)), "compressed (gzip)");
	}

	@Test
	void whoIsBusyIsLeftAloneAsLongAsItAsksFor() throws IOException {
		server.then(FaultyServer.busy(429, "5"), FaultyServer.busy(503, "Fri, 31 Dec 1999 23:59:59 GMT"));
		assertWhole(known(server.uri(PATH)));
		assertEquals(List.of(5L, 0L), patience.pauses());
	}

	@Test
	void whoIsBusyForLongIsNotWaitedFor() {
		server.then(FaultyServer.cut(40_000), FaultyServer.busy(429, "600"));
		RemoteFile file = known(server.uri(PATH));
		String message = assertThrows(IOException.class, () -> download(file)).getMessage();
		assertTrue(message.contains("too busy (429) and asks to be left alone for 600 s. ") && message.endsWith(
			"MB are kept, and the same command goes on from there."), message);
		assertTrue(Download.kept(file, folder) > 0);
		assertEquals(2, server.requests().size());
	}

	@Test
	void nobodyIsLedFromASecureAddressToAnOtherOne() throws IOException {
		URI secure = URI.create("https://example.org/a/b");
		assertEquals(URI.create("https://cdn.example.org/x"), Web.next(secure, "https://cdn.example.org/x"));
		assertEquals(URI.create("https://example.org/c"), Web.next(secure, "/c"));
		assertThrows(RefusedException.class, () -> Web.next(secure, "http://example.org/a/b"));
		assertThrows(RefusedException.class, () -> Web.next(secure, "file:///etc/passwd"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:99999/x", "http://127.0.0.1:0/x", "http://ada:secret@127.0.0.1:1/x" })
	void addressesThatCannotBeAskedAreNamed(String location) {
		for (int i = 0; i < 3; i++)
			server.then(FaultyServer.redirect(location));
		String message = assertThrows(IOException.class, () -> download(known(server.uri(PATH)))).getMessage();
		assertTrue(message.contains("http://127.0.0.1:") && message.contains("/x "), message);
		assertFalse(message.contains("secret"), message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "hello\n", "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx", "HTTP/9.9 abc\r\n\r\n" })
	void whoDoesNotSpeakHttpIsNamed(String answer) throws IOException, InterruptedException {
		try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			Thread speaker = new Thread(() -> speak(socket, answer));
			speaker.start();
			String message = assertThrows(IOException.class, () -> download(known(URI.create("http://127.0.0.1:" + socket
				.getLocalPort() + "/x")))).getMessage();
			assertTrue(message.startsWith("The download of cells.bin failed: ") && message.endsWith("Nothing of it is kept."), message);
			socket.close();
			speaker.join();
		}
	}

	private static void speak(ServerSocket socket, String answer) {
		while (!socket.isClosed())
			try (Socket caller = socket.accept()) {
				caller.getInputStream().read(new byte[10_000]);
				caller.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
			}
			catch (IOException e) {
				// NB: the caller has hung up, or the test is over.
			}
	}

	private RemoteFile known(URI uri) {
		return RemoteFile.of(uri, "cells.bin", bytes.length, Sha256.of(bytes), "");
	}

	private Path download(RemoteFile file) throws IOException {
		return Download.of(Web.of(server.uri("/"), "", patience), file, folder, TransferListener.NONE, new Cancellation()).run();
	}

	private void assertWhole(RemoteFile file) throws IOException {
		assertArrayEquals(bytes, Files.readAllBytes(download(file)));
	}

	private void assertRefused(RemoteFile file, String words) {
		String message = assertThrows(RefusedException.class, () -> download(file)).getMessage();
		assertTrue(message.contains(words), message);
	}
}
