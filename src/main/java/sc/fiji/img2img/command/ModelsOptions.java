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
package sc.fiji.img2img.command;

import java.util.List;
import java.util.Map;

/** The options of a macro's call of Img2Img Models: {@code add=sd-turbo yes}. */
final class ModelsOptions {

	static final String LIST = "list";
	static final String KNOWN = "known";
	static final String SHOW = "show";
	static final String ADD = "add";
	static final String NAME = "name";
	static final String MIRROR = "mirror";
	static final String VERIFY = "verify";
	static final String REMOVE = "remove";
	static final String YES = "yes";

	private static final WordOptions OPTIONS = new WordOptions("Img2Img Models", List.of(LIST, KNOWN, SHOW, ADD, NAME, MIRROR,
		VERIFY, REMOVE, YES), Map.of(SHOW, "[path of a file]", ADD, "sd-turbo", NAME, "[a name]", REMOVE, "[its name]", MIRROR,
			"https://huggingface.co"));

	private ModelsOptions() {
		// NB: reads only.
	}

	/** The values by key, as of {@link WordOptions#read}. */
	static Map<String, String> read(String options) {
		return OPTIONS.read(options);
	}
}
