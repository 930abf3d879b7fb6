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
package sc.fiji.img2img.model.checkpoint;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which module of one naming is which of another, both ways; what is within a module has the same name in both. */
final class ModuleNames {

	private final Map<String, String> there = new HashMap<>();

	private final Map<String, String> back = new HashMap<>();

	/** Lets a module, or a tensor, have another name. */
	void put(String own, String other) {
		there.put(own, other);
		back.put(other, own);
	}

	/** Lets another module come from one that has a name already. */
	void putBack(String own, String other) {
		back.put(other, own);
	}

	/** A tensor's other name; null if none of the modules that it is in has one. */
	String translate(String own) {
		return replace(there, own);
	}

	/** A tensor's own name; the other one where there is none. */
	String translateBack(String other) {
		String own = replace(back, other);
		return own == null ? other : own;
	}

	/** The paths of all modules that tensors lie in, and of the tensors. */
	static Set<String> paths(Collection<String> tensors) {
		Set<String> paths = new HashSet<>();
		for (String tensor : tensors)
			for (String path = tensor; paths.add(path) && path.indexOf('.') > 0;)
				path = path.substring(0, path.lastIndexOf('.'));
		return paths;
	}

	private static String replace(Map<String, String> names, String name) {
		for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
			String other = names.get(name.substring(0, end));
			if (other != null) return other + name.substring(end);
		}
		return null;
	}
}
