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
package sc.fiji.img2img;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Has prepared graphs be kept in a folder of its own, those of the smallest models, too; until it is closed. */
public final class KeptGraphs implements AutoCloseable {

	private final Map<String, String> before = new LinkedHashMap<>();

	private final Path cache;

	private KeptGraphs(Path cache) {
		this.cache = cache;
		set("img2img.cache", cache.toString());
		set("img2img.cache.smallest", "0");
	}

	public static KeptGraphs in(Path cache) {
		return new KeptGraphs(cache);
	}

	/** Lets them take at most so many gigabytes. */
	public KeptGraphs limit(double gigabytes) {
		set("img2img.cache.limit", Double.toString(gigabytes));
		return this;
	}

	/** What makes another program keep them there. */
	public String[] options() {
		return before.keySet().stream().map(key -> "-D" + key + "=" + System.getProperty(key)).toArray(String[]::new);
	}

	/** The folders of those that are there. */
	public List<Path> folders() throws IOException {
		return all().stream().filter(Files::isDirectory).collect(Collectors.toList());
	}

	/** Everything that lies where they lie. */
	public List<Path> all() throws IOException {
		Path graphs = cache.resolve("graphs");
		if (!Files.isDirectory(graphs)) return new ArrayList<>();
		try (Stream<Path> files = Files.list(graphs)) {
			return files.sorted().collect(Collectors.toList());
		}
	}

	@Override
	public void close() {
		before.forEach((key, value) -> {
			if (value == null) System.clearProperty(key);
			else System.setProperty(key, value);
		});
	}

	private void set(String key, String value) {
		String old = System.setProperty(key, value);
		if (!before.containsKey(key)) before.put(key, old);
	}
}
