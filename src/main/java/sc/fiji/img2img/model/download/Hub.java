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

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fiji.img2img.io.JsonValues;
import sc.fiji.img2img.io.SafeZip;
import sc.fiji.img2img.run.Cancellation;

/**
 * The Hugging Face hub, or a mirror of it, and the web around it: says which files a model consists of, how large they are,
 * and what they should be. Immutable and thread-safe.
 */
public final class Hub {

	/** The hub itself. */
	private static final String USUAL = "https://huggingface.co";

	private static final int MOST_BYTES = 64 << 20;

	private final Web web;

	private final URI endpoint;

	private Hub(Web web, URI endpoint) {
		this.web = web;
		this.endpoint = endpoint;
	}

	/**
	 * The hub for a user: at the address that is given, or else that of the environment variable HF_ENDPOINT, with the token
	 * of HF_TOKEN.
	 *
	 * @param mirror empty for none
	 * @throws IllegalArgumentException if it is no address
	 */
	public static Hub of(String mirror, Map<String, String> environment, Patience patience) {
		String address = !mirror.isBlank() ? mirror : environment.getOrDefault("HF_ENDPOINT", "");
		URI endpoint = address(address.isBlank() ? USUAL : address.trim().replaceFirst("/+$", ""));
		return new Hub(Web.of(endpoint, environment.getOrDefault("HF_TOKEN", ""), patience), endpoint);
	}

	/** The way to the web. */
	public Web web() {
		return web;
	}

	/**
	 * Asks what a model consists of.
	 *
	 * @throws IOException if there is no such model, or nobody answers; the message says why
	 */
	public RemoteModel look(HubName name, Cancellation cancellation) throws IOException {
		URI api = address(endpoint + "/api/models/" + name.repository() + "/revision/" + HubFiles.encoded(name.revision()).replace("/", "%2F") +
			"?blobs=true");
		Optional<JsonObject> found = Question.ask(web.patience(), cancellation, () -> {
			try (WebAnswer answer = web.get(api, cancellation)) {
				if (answer.status() == 404) return Optional.empty();
				if (answer.status() != 200) throw WebFault.of(web, URI.create(endpoint + "/" + name.repository()), answer);
				return Optional.of(read(answer, cancellation));
			}
		});
		// NB: not every mirror has that part.
		if (found.isEmpty() && !name.file().isEmpty()) return single(file(name, name.revision()), cancellation);
		JsonObject json = found.orElseThrow(() -> new RefusedException("There is no model " + name + " on " + endpoint.getHost() +
			", or it is not open to everybody."));
		Map<String, JsonObject> files = files(json);
		List<String> chosen = HubFiles.choose(name, new ArrayList<>(files.keySet()));
		String commit = text(json, "sha").isEmpty() ? name.revision() : text(json, "sha");
		List<RemoteFile> remote = new ArrayList<>();
		for (String file : chosen)
			remote.add(remote(file(name, commit, file), file, files.get(file)));
		boolean folder = HubFiles.isFolder(chosen);
		String own = folder || isGeneral(chosen.get(0)) ? name.shortName() : baseName(chosen.get(0));
		return new RemoteModel(endpoint.getHost() + "/" + name + (folder ? "" : " (" + chosen.get(0) + ")"), own, license(json),
			address(endpoint + "/" + name.repository()), folder, remote);
	}

	/**
	 * Asks about a file, or about a model on a page of the hub.
	 *
	 * @throws IOException if there is none; the message says why
	 */
	public RemoteModel look(URI uri, Cancellation cancellation) throws IOException {
		boolean own = uri.getHost().equals(endpoint.getHost()) || uri.getHost().matches("(www\\.)?(huggingface\\.co|hf\\.co)");
		Optional<HubName> name = own ? HubName.at(uri) : Optional.empty();
		return name.isPresent() ? look(name.get(), cancellation) : single(uri, cancellation);
	}

	/**
	 * The beginning of a file.
	 *
	 * @param most how many bytes of it; fewer where it ends before
	 * @throws IOException if it cannot be had
	 */
	public byte[] head(RemoteFile file, int most, Cancellation cancellation) throws IOException {
		return Question.ask(web.patience(), cancellation, () -> {
			try (WebAnswer answer = web.get(file.uri(), cancellation, "Range", "bytes=0-" + (most - 1))) {
				if (answer.status() != 200 && answer.status() != 206) throw WebFault.of(web, file.uri(), answer);
				byte[] bytes = body(answer, most, cancellation);
				return bytes.length > most ? Arrays.copyOf(bytes, most) : bytes;
			}
		});
	}

	// -- Helper methods --

	private RemoteModel single(URI uri, Cancellation cancellation) throws IOException {
		RemoteFile file = RemoteFile.ask(web, uri, cancellation);
		String path = uri.getPath().replaceFirst("/+$", "");
		String parent = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
		String general = parent.replaceFirst("/(resolve|blob)/.*", "");
		String own = isGeneral(file.name()) ? general.substring(general.lastIndexOf('/') + 1) : baseName(file.name());
		return new RemoteModel(Web.words(uri), own, "", uri, false, List.of(file));
	}

	private URI file(HubName name, String commit) {
		return file(name, commit, name.file());
	}

	private URI file(HubName name, String commit, String path) {
		return address(endpoint + "/" + name.repository() + "/resolve/" + HubFiles.encoded(commit).replace("/", "%2F") + "/" + HubFiles.encoded(
			path));
	}

	private static RemoteFile remote(URI uri, String path, JsonObject file) throws IOException {
		JsonElement lfs = file.get("lfs");
		String sha256 = lfs != null && lfs.isJsonObject() ? text(lfs.getAsJsonObject(), "sha256") : "";
		long size = (long) JsonValues.number(lfs != null && lfs.isJsonObject() ? lfs.getAsJsonObject() : file, "size", JsonValues
			.number(file, "size", -1));
		if (!sha256.isEmpty() && !sha256.matches("[0-9a-fA-F]{64}")) throw new RefusedException(Web.words(uri) +
			" has a checksum that is none.");
		String git = sha256.isEmpty() && text(file, "blobId").matches("[0-9a-f]{40}") ? text(file, "blobId") : "";
		return RemoteFile.of(uri, path, size, sha256, git);
	}

	private static Map<String, JsonObject> files(JsonObject json) throws IOException {
		Map<String, JsonObject> files = new LinkedHashMap<>();
		JsonElement all = json.get("siblings");
		for (JsonElement file : all != null && all.isJsonArray() ? all.getAsJsonArray() : new JsonArray()) {
			if (!file.isJsonObject()) continue;
			String name = text(file.getAsJsonObject(), "rfilename");
			if (!name.isEmpty() && SafeZip.isWithin(name)) files.put(name, file.getAsJsonObject());
		}
		return files;
	}

	private static String license(JsonObject json) {
		JsonElement card = json.get("cardData");
		JsonObject data = card != null && card.isJsonObject() ? card.getAsJsonObject() : new JsonObject();
		String named = text(data, "license_name");
		return named.isEmpty() ? text(data, "license") : named;
	}

	private JsonObject read(WebAnswer answer, Cancellation cancellation) throws IOException {
		byte[] bytes = body(answer, MOST_BYTES, cancellation);
		if (bytes.length > MOST_BYTES) throw new RefusedException(Web.words(answer.uri()) + " answers without an end.");
		try {
			Optional<JsonObject> json = JsonValues.object(new String(bytes, StandardCharsets.UTF_8));
			if (json.isPresent()) return json.get();
		}
		catch (JsonParseException e) {
			// NB: said below.
		}
		throw new RefusedException(Web.words(answer.uri()) + " answers with something else than the hub does: it may be no mirror " +
			"of it, or want you to log in.");
	}

	/** All that an answer holds; a little more than so many bytes where it holds more. */
	private byte[] body(WebAnswer answer, int most, Cancellation cancellation) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		answer.body().read(web.patience(), cancellation, piece -> {
			for (ByteBuffer buffer : piece) {
				byte[] some = new byte[buffer.remaining()];
				buffer.get(some);
				bytes.write(some);
			}
			return bytes.size() <= most;
		});
		return bytes.toByteArray();
	}

	private static String text(JsonObject json, String key) {
		return JsonValues.isText(json.get(key)) ? json.get(key).getAsString() : "";
	}

	private static boolean isGeneral(String file) {
		return file.matches("(.*/)?(diffusion_pytorch_model|pytorch_lora_weights|model|adapter_model|pytorch_model)[^/]*");
	}

	private static String baseName(String file) {
		return file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.[A-Za-z]+$", "");
	}

	/**
	 * Reads an address.
	 *
	 * @throws IllegalArgumentException if it is none of the web
	 */
	public static URI address(String text) {
		try {
			URI uri = new URI(text);
			if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) return uri;
		}
		catch (URISyntaxException e) {
			// NB: said below.
		}
		throw new IllegalArgumentException("\"" + text + "\" is no address on the web; it should be as in " + USUAL + ".");
	}
}
