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

import java.util.List;

/** What values a setting has, and how they are read from text. Immutable. */
abstract class ValueType<T> {

	private final Class<T> javaType;

	ValueType(Class<T> javaType) {
		this.javaType = javaType;
	}

	/** The type in Java. */
	final Class<T> javaType() {
		return javaType;
	}

	/** Reads a value, be it allowed or not; null if the text is none. */
	abstract T read(String text);

	/**
	 * Hands on a value in its usual form; null if it is not allowed.
	 *
	 * @throws IllegalArgumentException if it is not allowed, and there is more to say about it than what would be
	 */
	T allow(T value) {
		return value;
	}

	/** What is allowed, in words. */
	abstract String allowed();

	/** What may have been meant by a text that is refused, as a sentence behind a blank; mostly nothing. */
	String hint(String text) {
		return "";
	}

	/** The texts to choose from; empty for any. */
	List<String> choices() {
		return List.of();
	}

	/** The least number allowed; 0 if there are no numbers. */
	double min() {
		return 0;
	}

	/** The greatest number allowed; 0 if there are no numbers. */
	double max() {
		return 0;
	}
}
