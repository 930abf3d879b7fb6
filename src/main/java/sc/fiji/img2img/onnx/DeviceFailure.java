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
package sc.fiji.img2img.onnx;

import java.util.Locale;
import java.util.regex.Pattern;

import sc.fiji.img2img.run.InferenceException;

/**
 * Tells from ONNX Runtime's messages what has happened to a device: they come as text only.
 * <p>
 * The words are those of its memory arenas, of CUDA, Direct3D (DXGI), Vulkan, Metal and Dawn.
 * </p>
 */
enum DeviceFailure {

	MEMORY("out[ _]?of[ _](\\w+[ _])?memory|failed to allocate|bad[ _]?alloc|e_outofmemory|outofmemory|" +
		"insufficient memory|exceeds the max \\w*buffer|larger than the max \\w*buffer|too large for the implementation"), //

	LOST("device[ _](is |was )?(lost|removed|hung|reset)|dxgi_error_device|unspecified launch failure|" +
		"illegal memory access|gpu has fallen off"), //

	OTHER("");

	private final Pattern words;

	DeviceFailure(String words) {
		this.words = Pattern.compile(words);
	}

	/** What a message tells of. */
	static DeviceFailure of(String message) {
		String text = String.valueOf(message).toLowerCase(Locale.ROOT);
		if (LOST.words.matcher(text).find()) return LOST;
		return MEMORY.words.matcher(text).find() ? MEMORY : OTHER;
	}

	/** The exception for a failure while a graph was running. */
	static InferenceException running(String graph, Provider provider, Exception e) {
		switch (of(e.getMessage())) {
			case MEMORY:
				return new OutOfDeviceMemoryException("The memory of " + provider.name() + " does not suffice to run " + graph +
					": " + RuntimeMessage.of(e), e);
			case LOST:
				return new InferenceException("The device " + provider.name() + " was lost while it ran " + graph +
					"; its driver crashed, or it was reset or unplugged. Try again, or with device=cpu: " + e.getMessage(), e);
			default:
				return new InferenceException("ONNX Runtime failed while running " + graph + ": " + RuntimeMessage.of(e), e);
		}
	}
}
