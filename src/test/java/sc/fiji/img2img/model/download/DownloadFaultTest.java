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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.io.Sha256;
import sc.fiji.img2img.run.Cancellation;

/** Whatever a server does, a download ends with the whole, right file, or with a sentence on what is kept. */
class DownloadFaultTest extends ServedFile {

	private static final String SECRET = "hf_very_secret";

	DownloadFaultTest() {
		super(300_000);
	}

	@Test
	void aFileIsGotWhole() throws IOException {
		assertWhole(known());
		assertWhole(asked());
		assertEquals("cells.bin", asked().name());
		assertEquals(bytes.length, asked().size());
	}

	@Test
	void whatWasCutIsGoneOnWith() throws IOException {
		server.then(FaultyServer.cut(100_000), FaultyServer.cut(50_000), FaultyServer.cut(1000));
		assertWhole(known());
		List<String> ranges = server.requests().stream().map(request -> request.split(" ")[1]).collect(Collectors.toList());
		assertEquals("null", ranges.get(0));
		assertTrue(ranges.size() == 4 && ranges.subList(1, 4).stream().allMatch(range -> range.startsWith("bytes=")), ranges
			.toString());
	}

	@Test
	void aFileThatNothingIsKnownOfIsGoneOnWithByItsTag() throws IOException {
		server.then(FaultyServer.cut(100_000));
		RemoteFile file = asked();
		assertTrue(file.canGoOn());
		assertWhole(file);
	}

	@Test
	void whoFallsSilentIsAskedAgain() throws IOException {
		server.then((exchange, file, from) -> {
			FaultyServer.head(exchange, file, from, file.length);
			exchange.getResponseBody().write(file, 0, 100_000);
			exchange.getResponseBody().flush();
			patience.silenceAfterAll();
			server.awaitEnd();
		}, (exchange, file, from) -> {
			patience.silence();
			server.awaitEnd();
		});
		assertWhole(known());
	}

	@Test
	void redirectionsAreFollowedWithoutTheToken() throws IOException {
		server.with("/real", bytes).then(FaultyServer.redirect("/ada/second"), FaultyServer.redirect(server.otherUri("/real?Signature=x")
			.toString())).with("/ada/second", bytes);
		assertWhole(known());
		List<String> requests = server.requests();
		assertEquals(List.of(PATH + " null 127.0.0.1 Bearer " + SECRET, "/ada/second null 127.0.0.1 Bearer " + SECRET,
			"/real null localhost null"), requests);
	}

	@ParameterizedTest
	@ValueSource(strings = { PATH, "ftp://example.org/x", "", "http:///x", "not an address%" })
	void redirectionsThatLeadNowhereAreNamed(String location) throws IOException {
		for (int i = 0; i < 20; i++)
			server.then(FaultyServer.redirect(location));
		assertRefused(known(), "leads");
	}

	@Test
	void lengthsThatAreLiesDoNotMatter() throws IOException {
		server.then((exchange, file, from) -> {
			FaultyServer.head(exchange, file, from, 1000);
			exchange.getResponseBody().write(file, 0, 1000);
		}, (exchange, file, from) -> {
			FaultyServer.head(exchange, file, from, 2 * file.length);
			exchange.getResponseBody().write(file, from, file.length - from);
			throw new IOException("less than announced");
		});
		assertWhole(known());
	}

	@Test
	void moreThanThereShouldBeIsRefused() {
		byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
		server.then(FaultyServer.send(more, "application/octet-stream", 0));
		assertRefused(known(), "sends more than the 300000 bytes", "Nothing of it is kept.");
	}

	@Test
	void wrongBytesAreGotOnceMoreAndThenRefused() throws IOException {
		byte[] wrong = bytes.clone();
		wrong[5]++;
		server.then(FaultyServer.send(wrong, "application/octet-stream", wrong.length));
		assertWhole(known());
		for (int i = 0; i < 2; i++)
			server.then(FaultyServer.send(wrong, "application/octet-stream", wrong.length));
		RemoteFile file = known();
		assertRefused(file, "with the SHA-256", Sha256.of(wrong), Sha256.of(bytes), "Nothing of it is kept.");
		assertEquals(0, Download.kept(file, folder));
	}

	@Test
	void pagesAreNamed() throws IOException {
		byte[] page = "<!DOCTYPE html><html>Log in</html>".getBytes(StandardCharsets.UTF_8);
		server.then(FaultyServer.send(page, "text/html; charset=utf-8", page.length));
		assertRefused(known(), "web page");
		server.with(PATH, page);
		RemoteFile unknown = asked();
		server.then(FaultyServer.send(page, "application/octet-stream", page.length), FaultyServer.send(page,
			"application/octet-stream", page.length));
		assertRefused(unknown, "web page");
	}

	@Test
	void whoIsBusyIsAskedAgain() throws IOException {
		server.then(FaultyServer.status(503), FaultyServer.status(429));
		assertWhole(known());
		server.then(FaultyServer.cut(70_000), FaultyServer.status(500), FaultyServer.status(503), FaultyServer.status(503));
		RemoteFile file = known();
		String message = assertThrows(IOException.class, () -> download(file, new Cancellation())).getMessage();
		assertTrue(message.contains("error 503") && message.contains("of 0.3 MB are kept, and the same command goes on from there"),
			message);
		assertTrue(Download.kept(file, folder) > 0);
		assertWhole(file);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 404, 410, 400 })
	void whatIsNotThereIsSaidAtOnce(int status) {
		server.then(FaultyServer.status(status));
		assertRefused(known(), server.uri(PATH).toString());
		assertEquals(1, server.requests().size());
	}

	@Test
	void partsThatNobodyAskedForBeginAnew() throws IOException {
		server.then(FaultyServer.cut(100_000), (exchange, file, from) -> {
			FaultyServer.head(exchange, file, 0, file.length);
			exchange.getResponseBody().write(file);
		});
		assertWhole(known());
		server.then(FaultyServer.cut(100_000), (exchange, file, from) -> {
			FaultyServer.head(exchange, file, 10, file.length - 10);
			exchange.getResponseBody().write(file, 10, file.length - 10);
		});
		assertWhole(known());
		server.then(FaultyServer.cut(100_000), (exchange, file, from) -> {
			exchange.getResponseHeaders().set("Content-Range", "from there on");
			exchange.sendResponseHeaders(206, file.length - from);
			exchange.getResponseBody().write(file, from, file.length - from);
		});
		assertWhole(asked());
		server.then(FaultyServer.cut(100_000), FaultyServer.status(416));
		assertWhole(known());
	}

	@Test
	void aPartThatWasSpoiltIsGotAnew() throws IOException {
		RemoteFile file = known();
		Files.write(folder.resolve(file.key() + ".part"), new byte[1000]);
		assertEquals(1000, Download.kept(file, folder));
		assertWhole(file);
	}

	@Test
	void whatIsCancelledIsKept() throws IOException {
		Cancellation cancellation = new Cancellation();
		server.then((exchange, file, from) -> {
			FaultyServer.head(exchange, file, from, file.length);
			exchange.getResponseBody().write(file, 0, 100_000);
			exchange.getResponseBody().flush();
			server.awaitEnd();
		});
		RemoteFile file = known();
		TransferListener listener = new TransferListener() {

			@Override
			public void bytes(long done, long total) {
				cancellation.cancel();
			}
		};
		assertThrows(CancellationException.class, () -> Download.of(web(), file, folder, listener, cancellation).run());
		assertTrue(Download.kept(file, folder) > 0);
		assertWhole(file);
	}

	@Test
	void whoIsCancelledBeforeTheAnswerHangsUp() {
		Cancellation cancellation = new Cancellation();
		CountDownLatch cancelled = new CountDownLatch(1);
		CountDownLatch hungUp = new CountDownLatch(1);
		server.then((exchange, file, from) -> {
			cancellation.cancel();
			await(cancelled);
			exchange.sendResponseHeaders(200, 0);
			try {
				while (true)
					exchange.getResponseBody().write(file);
			}
			catch (IOException e) {
				hungUp.countDown();
			}
		});
		assertThrows(CancellationException.class, () -> download(known(), cancellation));
		cancelled.countDown();
		await(hungUp);
	}

	@Test
	void twoDoNotGetTheSameAtOnce() throws IOException {
		RemoteFile file = known();
		server.then((exchange, all, from) -> {
			String message = assertThrows(IOException.class, () -> download(file, new Cancellation())).getMessage();
			FaultyServer.head(exchange, all, from, all.length);
			exchange.getResponseBody().write(message.contains("already") ? all : new byte[all.length]);
		});
		assertWhole(file);
		assertEquals(1, server.requests().size());
	}

	@Test
	void theProxiesOfJavaAreAsked() throws IOException {
		ProxySelector before = ProxySelector.getDefault();
		ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("127.0.0.1", server.uri("/").getPort())));
		try {
			URI elsewhere = URI.create("http://models.invalid" + PATH);
			assertWhole(RemoteFile.of(elsewhere, "cells.bin", bytes.length, Sha256.of(bytes), ""));
			assertEquals(List.of(PATH + " null models.invalid null"), server.requests());
		}
		finally {
			ProxySelector.setDefault(before);
		}
	}

	@Test
	void nobodyThereIsNamedWithoutSecrets() {
		URI nowhere = URI.create("http://127.0.0.1:1/x?token=" + SECRET);
		RemoteFile file = RemoteFile.of(nowhere, "x", 1, "", "");
		String message = assertThrows(IOException.class, () -> download(file, new Cancellation())).getMessage();
		assertTrue(message.contains("http://127.0.0.1:1/x cannot be reached"), message);
		assertFalse(message.contains(SECRET), message);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private RemoteFile known() {
		return RemoteFile.of(server.uri(PATH), "cells.bin", bytes.length, Sha256.of(bytes), "");
	}

	private RemoteFile asked() throws IOException {
		return RemoteFile.ask(web(), server.uri(PATH), new Cancellation());
	}

	private Web web() {
		return Web.of(server.uri("/"), SECRET, patience);
	}

	private Path download(RemoteFile file, Cancellation cancellation) throws IOException {
		return Download.of(web(), file, folder, TransferListener.NONE, cancellation).run();
	}

	private void assertWhole(RemoteFile file) throws IOException {
		Path got = download(file, new Cancellation());
		assertArrayEquals(bytes, Files.readAllBytes(got));
		Files.delete(got);
	}

	private void assertRefused(RemoteFile file, String... words) {
		String message = assertThrows(RefusedException.class, () -> download(file, new Cancellation())).getMessage();
		for (String word : words)
			assertTrue(message.contains(word), "\"" + word + "\" is not in: " + message);
		assertFalse(message.contains(SECRET), message);
	}
}
