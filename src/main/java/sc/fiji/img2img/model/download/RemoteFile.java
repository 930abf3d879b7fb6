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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import sc.fiji.img2img.io.Sha256;
import sc.fiji.img2img.run.Cancellation;

/** A file on a server, and what is known of it. Immutable. */
public final class RemoteFile {

	private static final String HASH = "[0-9a-f]{64}";

	private final URI uri;

	private final String name;

	private final long size;

	private final String sha256;

	private final String gitHash;

	private final String validator;

	private RemoteFile(URI uri, String name, long size, String sha256, String gitHash, String validator) {
		this.uri = uri;
		this.name = name;
		this.size = size;
		this.sha256 = sha256;
		this.gitHash = gitHash;
		this.validator = validator;
	}

	/**
	 * A file of which somebody has said what it should be.
	 *
	 * @param name relative to the folder that it belongs to, with slashes
	 * @param size in bytes; -1 if it is not known
	 * @param sha256 empty if it is not known
	 * @param gitHash that which git has of small files; empty if it is not known
	 */
	public static RemoteFile of(URI uri, String name, long size, String sha256, String gitHash) {
		return new RemoteFile(uri, name, size, sha256.toLowerCase(Locale.ROOT), gitHash, "");
	}

	/**
	 * Asks a server about a file.
	 *
	 * @throws IOException if it has none; the message says why
	 */
	static RemoteFile ask(Web web, URI uri, Cancellation cancellation) throws IOException {
		return Question.ask(web.patience(), cancellation, () -> askOnce(web, uri, cancellation));
	}

	private static RemoteFile askOnce(Web web, URI uri, Cancellation cancellation) throws IOException {
		// NB: servers of signed addresses do not answer the question for headers alone.
		try (WebAnswer answer = web.get(uri, cancellation, "Range", "bytes=0-0")) {
			if (answer.status() != 200 && answer.status() != 206) throw WebFault.of(web, uri, answer);
			if (answer.isPage()) throw WebFault.page(uri);
			String linked = answer.header("x-linked-etag").orElse("").replace("\"", "").toLowerCase(Locale.ROOT);
			long size = WebAnswer.number(answer.header("x-linked-size").orElse(""));
			String stated = answer.fileName().isEmpty() ? uri.getPath() : answer.fileName();
			String name = stated.substring(Math.max(stated.lastIndexOf('/'), stated.lastIndexOf('\\')) + 1);
			return new RemoteFile(uri, name, size >= 0 ? size : answer.total(), linked.matches(HASH) ? linked : "", "", answer
				.validator());
		}
	}

	public URI uri() {
		return uri;
	}

	/** Its name, relative to the folder that it belongs to, with slashes. */
	public String name() {
		return name;
	}

	/** Its length in bytes; -1 if nobody says. */
	public long size() {
		return size;
	}

	/** Its SHA-256; empty if nobody says. */
	public String sha256() {
		return sha256;
	}

	/** Whether somebody says by what it can be checked. */
	public boolean canBeChecked() {
		return !sha256.isEmpty() || !gitHash.isEmpty();
	}

	/** The hash that git has of it; empty if nobody says. */
	String gitHash() {
		return gitHash;
	}

	/** What its server tells this version of it from others by; empty if it does not. */
	String validator() {
		return validator;
	}

	/** Whether a part of it that was got earlier can be known to belong to it. */
	boolean canGoOn() {
		return !sha256.isEmpty() || !gitHash.isEmpty() || !validator.isEmpty();
	}

	/** The same file with what somebody else says of it. */
	RemoteFile expecting(long otherSize, String otherHash) {
		return new RemoteFile(uri, name, otherSize, otherHash, gitHash, validator);
	}

	/** A name for what is here of it, by which it is found again. */
	String key() {
		String version = sha256.isEmpty() ? uri + "\n" + size + "\n" + gitHash + "\n" + validator : sha256;
		return Sha256.of(version.getBytes(StandardCharsets.UTF_8)).substring(0, 24);
	}
}
