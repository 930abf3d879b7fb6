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
import java.util.function.Function;
import java.util.function.Supplier;

/** Things by names that are found when they are needed, such as devices; more may be known than are listed. Immutable. */
final class NameType<T> extends ValueType<T> {

	private final Supplier<List<String>> names;

	private final Function<String, T> reader;

	private NameType(Class<T> type, Supplier<List<String>> names, Function<String, T> reader) {
		super(type);
		this.names = names;
		this.reader = reader;
	}

	/**
	 * Names.
	 *
	 * @param one any of the values
	 * @param reader reads the names that are known, and refuses others by an IllegalArgumentException
	 */
	@SuppressWarnings("unchecked")
	static <T> NameType<T> of(T one, Supplier<List<String>> names, Function<String, T> reader) {
		return new NameType<>((Class<T>) one.getClass(), names, reader);
	}

	@Override
	T read(String text) {
		return reader.apply(text);
	}

	/** NB: a text may be a name that is written otherwise. */
	@Override
	T allow(T value) {
		return reader.apply(value.toString());
	}

	@Override
	String allowed() {
		return "one of " + String.join(", ", choices());
	}

	@Override
	List<String> choices() {
		return names.get();
	}
}
