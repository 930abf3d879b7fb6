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

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.img2img.io.FileTree;
import sc.fiji.img2img.io.Sha256;

/** A web server on this machine that serves files, and does to single requests whatever servers do. */
public final class FaultyServer implements AutoCloseable {

	public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

	private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Map<String, byte[]> files = Collections.synchronizedMap(new LinkedHashMap<>());

	private final Deque<Fault> faults = new ArrayDeque<>();

	private final Deque<Fault> apiFaults = new ConcurrentLinkedDeque<>();

	private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

	private final CountDownLatch closed = new CountDownLatch(1);

	/** What it does to a request, in the place of the right answer. */
	@FunctionalInterface
	public interface Fault {

		void answer(HttpExchange exchange, byte[] file, int from) throws IOException;
	}

	private FaultyServer(HttpServer server) {
		this.server = server;
	}

	public static FaultyServer start() throws IOException {
		HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		FaultyServer server = new FaultyServer(http);
		http.createContext("/", server::answer);
		http.setExecutor(server.threads);
		http.start();
		return server;
	}

	/** Serves a file. */
	public FaultyServer with(String path, byte[] bytes) {
		files.put(path, bytes);
		return this;
	}

	/** Serves a file of a repository as the hub does. */
	public FaultyServer withHub(String repository, String file, byte[] bytes) {
		return with("/" + repository + "/resolve/" + COMMIT + "/" + file, bytes);
	}

	/** Serves all files of a folder as those of a repository. */
	public FaultyServer withHub(String repository, Path folder) throws IOException {
		for (Path file : FileTree.deepestFirst(folder))
			if (Files.isRegularFile(file)) withHub(repository, folder.relativize(file).toString(), Files.readAllBytes(file));
		return this;
	}

	/** Does something to the requests for files that come next, one after another. */
	public synchronized FaultyServer then(Fault... more) {
		faults.addAll(Arrays.asList(more));
		return this;
	}

	/** Does something to the questions about models that come next; the file is the right answer. */
	FaultyServer thenToQuestions(Fault... more) {
		apiFaults.addAll(Arrays.asList(more));
		return this;
	}

	/** An address on it, by one of the names that this machine has for itself. */
	public URI uri(String path) {
		return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
	}

	/** The same by another name. */
	public URI otherUri(String path) {
		return URI.create("http://localhost:" + server.getAddress().getPort() + path);
	}

	/** What was asked for: path, range, host and authorization. */
	public List<String> requests() {
		return List.copyOf(requests);
	}

	/** Waits until it is closed. */
	void awaitEnd() {
		try {
			closed.await();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		closed.countDown();
		server.stop(0);
		threads.shutdownNow();
	}

	/** Sends a status without a body. */
	static Fault status(int status) {
		return (exchange, file, from) -> exchange.sendResponseHeaders(status, -1);
	}

	/** Asks to be left alone for some seconds. */
	static Fault busy(int status, String pause) {
		return (exchange, file, from) -> {
			exchange.getResponseHeaders().set("Retry-After", pause);
			exchange.sendResponseHeaders(status, -1);
		};
	}

	/** Sends so many bytes of those that it announces, and hangs up. */
	static Fault cut(int bytes) {
		return (exchange, file, from) -> {
			head(exchange, file, from, file.length - from);
			exchange.getResponseBody().write(file, from, Math.min(bytes, file.length - from));
			exchange.getResponseBody().flush();
			throw new IOException("cut");
		};
	}

	/** Leads to somewhere else. */
	static Fault redirect(String location) {
		return (exchange, file, from) -> {
			exchange.getResponseHeaders().set("Location", location);
			exchange.sendResponseHeaders(302, -1);
		};
	}

	/** Sends other bytes, of its own length or of another one, as if they were the file. */
	static Fault send(byte[] bytes, String type, long length) {
		return (exchange, file, from) -> {
			exchange.getResponseHeaders().set("Content-Type", type);
			exchange.sendResponseHeaders(200, length);
			exchange.getResponseBody().write(bytes);
			exchange.getResponseBody().close();
		};
	}

	static void head(HttpExchange exchange, byte[] file, int from, long length) throws IOException {
		if (from > 0) exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" +
			file.length);
		exchange.getResponseHeaders().set("ETag", "\"" + Arrays.hashCode(file) + "\"");
		exchange.sendResponseHeaders(from > 0 ? 206 : 200, length);
	}

	// -- Helper methods --

	private void answer(HttpExchange exchange) {
		try {
			answerOnce(exchange);
		}
		catch (IOException e) {
			// NB: whatever was meant to be broken.
		}
		finally {
			exchange.close();
		}
	}

	private void answerOnce(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
		requests.add(path + " " + range + " " + exchange.getRequestHeaders().getFirst("Host").replaceFirst(":.*", "") + " " +
			exchange.getRequestHeaders().getFirst("Authorization"));
		if (path.startsWith("/api/")) {
			api(exchange, path);
			return;
		}
		byte[] file = files.get(path);
		if (file == null) {
			exchange.sendResponseHeaders(404, -1);
			return;
		}
		Matcher asked = RANGE.matcher(range);
		int from = asked.matches() ? Integer.parseInt(asked.group(1)) : 0;
		boolean probe = asked.matches() && !asked.group(2).isEmpty();
		Fault fault = probe ? null : next();
		if (fault != null) fault.answer(exchange, file, from);
		else if (from > 0 && from >= file.length) exchange.sendResponseHeaders(416, -1);
		else if (probe) part(exchange, file, from, Math.min(file.length, Integer.parseInt(asked.group(2)) + 1));
		else {
			head(exchange, file, from, file.length - from);
			try (OutputStream out = exchange.getResponseBody()) {
				out.write(file, from, file.length - from);
			}
		}
	}

	private static void part(HttpExchange exchange, byte[] file, int from, int to) throws IOException {
		exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + file.length);
		exchange.getResponseHeaders().set("ETag", "\"" + Arrays.hashCode(file) + "\"");
		exchange.sendResponseHeaders(206, to - from);
		exchange.getResponseBody().write(file, from, to - from);
	}

	private synchronized Fault next() {
		return faults.poll();
	}

	private void api(HttpExchange exchange, String path) throws IOException {
		String repository = path.replaceFirst("/api/models/", "").replaceFirst("/revision/.*", "");
		String start = "/" + repository + "/resolve/" + COMMIT + "/";
		StringBuilder siblings = new StringBuilder();
		synchronized (files) {
			files.forEach((name, bytes) -> {
				if (!name.startsWith(start)) return;
				String file = name.substring(start.length());
				String hash = file.endsWith(".json") ? "\"blobId\":\"" + git(bytes) + "\"" : "\"lfs\":{\"sha256\":\"" + Sha256.of(bytes) +
					"\",\"size\":" + bytes.length + "}";
				siblings.append(siblings.length() == 0 ? "" : ",").append("{\"rfilename\":\"" + file + "\",\"size\":" + bytes.length +
					"," + hash + "}");
			});
		}
		byte[] json = ("{\"sha\":\"" + COMMIT + "\",\"cardData\":{\"license\":\"mit\"},\"siblings\":[" + siblings + "]}").getBytes(
			StandardCharsets.UTF_8);
		if (siblings.length() == 0) {
			exchange.sendResponseHeaders(404, -1);
			return;
		}
		Fault fault = apiFaults.poll();
		if (fault != null) {
			fault.answer(exchange, json, 0);
			return;
		}
		exchange.sendResponseHeaders(200, json.length);
		exchange.getResponseBody().write(json);
	}

	private static String git(byte[] bytes) {
		try {
			Path file = Files.createTempFile("img2img", ".json");
			Files.write(file, bytes);
			String hash = GitHash.of(file);
			Files.delete(file);
			return hash;
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
