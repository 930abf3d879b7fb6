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
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the pages for users say. */
public final class Documentation {

	private static final Path SITE = Path.of("src", "site", "markdown");

	private Documentation() {
		// NB: reads files.
	}

	/** The text of all pages, by their files. */
	public static Map<Path, String> pages() throws IOException {
		Map<Path, String> pages = new LinkedHashMap<>();
		List<Path> files = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("models",
			"README.md")));
		try (Stream<Path> site = Files.list(SITE)) {
			files.addAll(site.filter(file -> file.toString().endsWith(".md")).sorted().collect(Collectors.toList()));
		}
		for (Path file : files)
			pages.put(file, Files.readString(file));
		return pages;
	}

	/** What an expression finds in all pages, each with a name that says where. */
	public static Map<String, MatchResult> find(String expression) throws IOException {
		Map<String, MatchResult> found = new LinkedHashMap<>();
		Pattern pattern = Pattern.compile(expression, Pattern.MULTILINE);
		for (Map.Entry<Path, String> page : pages().entrySet()) {
			Matcher matcher = pattern.matcher(page.getValue());
			while (matcher.find()) {
				int line = page.getValue().substring(0, matcher.start()).split("\n", -1).length;
				found.put(page.getKey() + " line " + line + ": " + matcher.group().strip(), matcher.toMatchResult());
			}
		}
		return found;
	}
}
