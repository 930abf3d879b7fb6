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

import java.io.IOException;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import sc.fiji.img2img.run.Cancellation;

/**
 * Asks servers, through the proxies that Java is set up for.
 * <p>
 * A token is sent to the one server that it is for, and to no other that this one leads to; it is in no message.
 * Thread-safe.
 * </p>
 */
public final class Web {

	private static final int MOST_REDIRECTS = 10;

	private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

	/** What is said of a file by a server that leads to another one. */
	private static final List<String> KEPT = List.of("x-linked-etag", "x-linked-size");

	private final HttpClient client;

	private final URI home;

	private final String token;

	private final Patience patience;

	private Web(URI home, String token, Patience patience) {
		this.home = home;
		this.token = token;
		this.patience = patience;
		HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(
			HttpClient.Redirect.NEVER);
		if (ProxySelector.getDefault() != null) builder.proxy(ProxySelector.getDefault());
		if (Authenticator.getDefault() != null) builder.authenticator(Authenticator.getDefault());
		client = builder.build();
	}

	/**
	 * A way to the web.
	 *
	 * @param home the server that the token is for
	 * @param token empty for none
	 */
	public static Web of(URI home, String token, Patience patience) {
		return new Web(home, token.trim(), patience);
	}

	/** How long servers are waited for. */
	Patience patience() {
		return patience;
	}

	/** Whether there is a token for a server. */
	boolean hasToken(URI uri) {
		// NB: nobody else is to read it on its way.
		boolean safe = "https".equals(uri.getScheme()) || uri.getHost().matches("127\\..*|localhost|\\[::1]");
		return !token.isEmpty() && safe && origin(uri).equals(origin(home));
	}

	/**
	 * Asks for something.
	 *
	 * @param headers pairs of names and values
	 * @throws IOException if nobody answers
	 * @throws CancellationException if it was cancelled
	 */
	WebAnswer get(URI uri, Cancellation cancellation, String... headers) throws IOException {
		Map<String, String> earlier = new LinkedHashMap<>();
		URI at = uri;
		for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
			HttpResponse<WebBody> response = send(at, cancellation, headers);
			URI here = at;
			for (String name : KEPT)
				response.headers().firstValue(name).ifPresent(value -> earlier.putIfAbsent(name, value));
			if (!REDIRECTS.contains(response.statusCode())) return plain(new WebAnswer(here, response.statusCode(), response
				.headers(), earlier, response.body()));
			response.body().close();
			at = next(here, response.headers().firstValue("location").orElse(""));
		}
		throw new RefusedException(words(uri) + " leads from one address to another without an end.");
	}

	/** An address for messages: without what may be secret in it. */
	public static String words(URI uri) {
		String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
		return uri.getScheme() + "://" + uri.getHost() + port + uri.getPath();
	}

	// -- Helper methods --

	private HttpResponse<WebBody> send(URI uri, Cancellation cancellation, String... headers) throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("User-Agent", "Img2Img").header("Accept-Encoding",
			"identity");
		if (hasToken(uri)) request.header("Authorization", "Bearer " + token);
		if (headers.length > 0) request.headers(headers);
		cancellation.check();
		WebBody body = new WebBody();
		CompletableFuture<HttpResponse<WebBody>> future = client.sendAsync(request.build(), info -> body);
		Runnable stop = () -> future.completeExceptionally(new CancellationException("Cancelled."));
		cancellation.interrupt(stop);
		try (Patience.Watch watch = patience.watch(() -> future.completeExceptionally(new IOException("it does not answer")))) {
			return future.get();
		}
		catch (CancellationException e) {
			body.close();
			throw e;
		}
		catch (ExecutionException e) {
			body.close();
			throw new IOException(words(uri) + " cannot be reached (" + reason(e.getCause()) + ")", e.getCause());
		}
		catch (InterruptedException e) {
			body.close();
			Thread.currentThread().interrupt();
			throw new IOException("The download was interrupted.", e);
		}
		finally {
			cancellation.release(stop);
		}
	}

	private static WebAnswer plain(WebAnswer answer) throws IOException {
		if (answer.encoding().isEmpty()) return answer;
		answer.close();
		throw new RefusedException(words(answer.uri()) + " sends what was asked for compressed (" + answer.encoding() +
			"), although it was asked not to; something on the way may do that, such as a proxy.");
	}

	private static String reason(Throwable e) {
		if (e instanceof UnresolvedAddressException || e.getCause() instanceof UnresolvedAddressException)
			return "there is no such server, or no connection to the internet";
		return e.getMessage() == null || e.getMessage().isEmpty() ? "no connection" : e.getMessage();
	}

	static URI next(URI here, String location) throws IOException {
		try {
			URI next = here.resolve(new URI(location.trim().replace(" ", "%20")));
			boolean web = !location.isBlank() && next.getHost() != null && ("https".equals(next.getScheme()) || "http".equals(next.getScheme()) && "http"
				.equals(here.getScheme()));
			if (web) return next;
		}
		catch (URISyntaxException e) {
			// NB: said below.
		}
		throw new RefusedException(words(here) + " leads to an address that is not followed, since it is none, or not a secure one.");
	}

	private static String origin(URI uri) {
		int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
		return uri.getScheme() + "://" + uri.getHost() + ":" + port;
	}
}
