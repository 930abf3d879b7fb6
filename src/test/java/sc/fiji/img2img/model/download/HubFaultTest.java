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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.img2img.run.Cancellation;

/** Whatever a hub does when it is asked what a model consists of, that ends with an answer or a sentence. */
class HubFaultTest {

	private static final String JSON = "application/json";

	private final NoPatience patience = new NoPatience();

	private FaultyServer server;

	@BeforeEach
	void startServer() throws IOException {
		server = FaultyServer.start().withHub("ada/stain", "stain.safetensors", new byte[5000]);
	}

	@AfterEach
	void stopServer() {
		server.close();
	}

	@Test
	void whoFallsSilentOrHangsUpIsAskedAgain() throws IOException {
		server.thenToQuestions(stall(patience::silenceAfterAll), FaultyServer.cut(40));
		assertEquals(List.of("stain.safetensors"), names(look(new Cancellation())));
		assertEquals(3, server.requests().size());
	}

	@Test
	void whoWaitsForASilentOneMayCancel() {
		Cancellation cancellation = new Cancellation();
		server.thenToQuestions(stall(cancellation::cancel));
		assertThrows(CancellationException.class, () -> look(cancellation));
	}

	@Test
	void whoStaysSilentIsNamed() {
		server.thenToQuestions(stall(patience::silenceAfterAll), stall(patience::silenceAfterAll), stall(patience::silenceAfterAll));
		String message = refusal();
		assertTrue(message.endsWith("the server has fallen silent."), message);
		assertEquals(3, server.requests().size());
	}

	@Test
	void whoIsBusyIsLeftAlone() throws IOException {
		server.thenToQuestions(FaultyServer.busy(429, "7"), FaultyServer.busy(503, "soon"));
		look(new Cancellation());
		assertEquals(List.of(7L, 0L), patience.pauses());
		server.thenToQuestions(FaultyServer.busy(429, "3600"));
		String message = refusal();
		assertTrue(message.endsWith("/ada/stain is too busy (429) and asks to be left alone for 3600 s."), message);
		assertEquals(4, server.requests().size());
	}

	@ParameterizedTest
	@ValueSource(strings = { "<!DOCTYPE html><p>Log in", "[]", "\"text\"", "{\"siblings\": [", "", "{\"siblings\": 5}",
		"{\"siblings\": [{\"rfilename\": {}}, 7, {\"rfilename\": \"../../x.safetensors\"}]}" })
	void answersThatAreNoneAreNamed(String answer) {
		byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
		server.thenToQuestions(FaultyServer.send(bytes, JSON, bytes.length == 0 ? -1 : bytes.length));
		String message = refusal();
		assertTrue(message.contains("127.0.0.1") || message.contains("ada/stain"), message);
		assertTrue(message.endsWith("."), message);
	}

	@Test
	void numbersInThePlaceOfTextsAreLeftOut() throws IOException {
		byte[] bytes = "{\"sha\": [], \"cardData\": {\"license\": {}}, \"siblings\": [{\"rfilename\": \"a.safetensors\", \"size\": \"x\"}]}"
			.getBytes(StandardCharsets.UTF_8);
		server.thenToQuestions(FaultyServer.send(bytes, JSON, bytes.length));
		RemoteModel model = look(new Cancellation());
		assertEquals(List.of("a.safetensors"), names(model));
		assertTrue(model.files().get(0).uri().toString().endsWith("/resolve/main/a.safetensors"), model.files().get(0).uri()
			.toString());
		assertFalse(model.files().get(0).canBeChecked());
	}

	@Test
	void answersWithoutAnEndAreEnded() {
		byte[] much = new byte[1 << 20];
		server.thenToQuestions((exchange, json, from) -> {
			exchange.sendResponseHeaders(200, 0);
			while (true)
				exchange.getResponseBody().write(much);
		});
		assertTrue(refusal().endsWith("answers without an end."));
	}

	/** Sends half an answer, and has something happen then. */
	private FaultyServer.Fault stall(Runnable then) {
		return (exchange, json, from) -> {
			exchange.sendResponseHeaders(200, json.length);
			exchange.getResponseBody().write(json, 0, json.length / 2);
			exchange.getResponseBody().flush();
			then.run();
			server.awaitEnd();
		};
	}

	private RemoteModel look(Cancellation cancellation) throws IOException {
		return Hub.of(server.uri("").toString(), Map.of(), patience).look(HubName.read("ada/stain").orElseThrow(), cancellation);
	}

	private String refusal() {
		return assertThrows(IOException.class, () -> look(new Cancellation())).getMessage();
	}

	private static List<String> names(RemoteModel model) {
		return List.of(model.files().get(0).name());
	}
}
