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
package sc.fiji.img2img.model.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The licence that a model's README.md names in the lines that it begins with, as on the Hugging Face hub. */
final class FolderLicense {

	private static final Pattern HEAD = Pattern.compile("\\A\\s*---\\s*\\R(.*?)\\R---", Pattern.DOTALL);

	private static final Pattern LICENSE = Pattern.compile("(?m)^license(_name)?:\\s*[\"']?([^\"'\\r\\n]+?)[\"']?\\s*$");

	private static final int MOST = 1 << 16;

	private FolderLicense() {
		// NB: one question.
	}

	/** That of a folder; empty for a file, or where none is named. */
	static Optional<String> of(Path folder) {
		try (InputStream in = Files.newInputStream(folder.resolve("README.md"))) {
			return in(new String(in.readNBytes(MOST), StandardCharsets.UTF_8));
		}
		catch (IOException e) {
			return Optional.empty();
		}
	}

	/** NB: a licence that is called other has its name in the line that follows. */
	static Optional<String> in(String readme) {
		Matcher head = HEAD.matcher(readme);
		if (!head.find()) return Optional.empty();
		String last = null;
		Matcher license = LICENSE.matcher(head.group(1));
		while (license.find())
			last = license.group(2);
		return Optional.ofNullable(last);
	}
}
