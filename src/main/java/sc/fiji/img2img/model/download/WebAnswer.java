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

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's answer, after all redirects. Whoever asked closes it. */
final class WebAnswer implements AutoCloseable {

	private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

	private static final Pattern NAME = Pattern.compile("(?i)filename=\"?([^\";]+)\"?");

	private final URI uri;

	private final int status;

	private final HttpHeaders headers;

	/** What servers that led here said of the file. */
	private final Map<String, String> earlier;

	private final WebBody body;

	WebAnswer(URI uri, int status, HttpHeaders headers, Map<String, String> earlier, WebBody body) {
		this.uri = uri;
		this.status = status;
		this.headers = headers;
		this.earlier = Map.copyOf(earlier);
		this.body = body;
	}

	/** The address that answered. */
	URI uri() {
		return uri;
	}

	int status() {
		return status;
	}

	WebBody body() {
		return body;
	}

	/** A header of this answer, or else of one that led here. */
	Optional<String> header(String name) {
		return headers.firstValue(name).or(() -> Optional.ofNullable(earlier.get(name)));
	}

	/** Whether it is a page for people. */
	boolean isPage() {
		return headers.firstValue("content-type").orElse("").toLowerCase(Locale.ROOT).startsWith("text/html");
	}

	/** How many seconds the server wants to be left alone; 0 where it does not say. */
	long pause() {
		return Math.max(0, number(headers.firstValue("retry-after").orElse("").trim()));
	}

	/** How the body is packed, which nobody asks for; empty where it is not. */
	String encoding() {
		String encoding = headers.firstValue("content-encoding").orElse("").trim();
		return encoding.equalsIgnoreCase("identity") ? "" : encoding;
	}

	/** Where in the file the body begins; -1 if that is not stated as it should be. */
	long start() {
		if (status != 206) return 0;
		Matcher range = range();
		return range.matches() ? number(range.group(1)) : -1;
	}

	/** The length of the whole file; -1 where it is not stated. */
	long total() {
		if (status == 206) {
			Matcher range = range();
			return range.matches() ? number(range.group(2)) : -1;
		}
		return number(headers.firstValue("content-length").orElse(""));
	}

	/** What tells this version of the file from others, where it is certain; empty otherwise. */
	String validator() {
		String tag = headers.firstValue("etag").orElse("");
		return !tag.isEmpty() && !tag.startsWith("W/") ? tag : headers.firstValue("last-modified").orElse("");
	}

	/** The name of the file that the server states; empty if it states none. */
	String fileName() {
		Matcher name = NAME.matcher(headers.firstValue("content-disposition").orElse(""));
		return name.find() ? name.group(1).trim() : "";
	}

	@Override
	public void close() {
		body.close();
	}

	static long number(String text) {
		return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
	}

	private Matcher range() {
		return RANGE.matcher(headers.firstValue("content-range").orElse(""));
	}
}
