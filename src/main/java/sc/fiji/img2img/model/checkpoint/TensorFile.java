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

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import sc.fiji.img2img.tensor.file.SafeTensors;

/** The header of a safetensors file: which tensors it holds and where, and what it says about itself. Immutable. */
final class TensorFile {

	private final Path file;

	private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

	private final Map<String, String> metadata;

	private TensorFile(Path path) throws IOException {
		// NB: caches of downloads hold links, which ONNX Runtime does not follow.
		file = path.toRealPath();
		try (SafeTensors open = SafeTensors.open(file)) {
			for (String name : open.names())
				tensors.put(name, StoredTensor.of(file, open, name));
			metadata = open.metadata();
		}
	}

	/**
	 * Reads a header.
	 *
	 * @throws IOException if there is no such file, or it is no complete safetensors file
	 */
	static TensorFile read(Path path) throws IOException {
		ForeignFile.refuse(path);
		return new TensorFile(path);
	}

	/** The file itself, where a link led to it. */
	Path file() {
		return file;
	}

	Map<String, StoredTensor> tensors() {
		return tensors;
	}

	Map<String, String> metadata() {
		return metadata;
	}
}
