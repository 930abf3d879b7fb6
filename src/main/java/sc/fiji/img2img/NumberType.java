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

import java.math.BigDecimal;
import java.util.function.Function;

import sc.fiji.img2img.text.NumberText;

/** Numbers from a least to a greatest one. Immutable. */
class NumberType<T extends Number> extends ValueType<T> {

	private final String kind;

	private final Function<String, T> reader;

	private final double min;

	private final double max;

	private NumberType(Class<T> type, String kind, Function<String, T> reader, double min, double max) {
		super(type);
		this.kind = kind;
		this.reader = reader;
		this.min = min;
		this.max = max;
	}

	static NumberType<Double> real(double min, double max) {
		// NB: there is one zero; a negative one would only look strange.
		return new NumberType<>(Double.class, "a number", NumberText::read, min, max) {

			@Override
			Double allow(Double value) {
				return super.allow(value) == null ? null : value + 0.0;
			}

			@Override
			String hint(String text) {
				return NumberText.hint(text);
			}
		};
	}

	static NumberType<Integer> whole(int min, int max) {
		return new NumberType<>(Integer.class, "a whole number", text -> Math.toIntExact(NumberText.readWhole(text)), min, max);
	}

	static NumberType<Long> wide(long min) {
		return new NumberType<>(Long.class, "a whole number", NumberText::readWhole, min, Long.MAX_VALUE);
	}

	@Override
	T read(String text) {
		try {
			return reader.apply(text.trim());
		}
		catch (NumberFormatException | ArithmeticException e) {
			return null;
		}
	}

	@Override
	T allow(T value) {
		return value.doubleValue() >= min && value.doubleValue() <= max ? value : null;
	}

	@Override
	String allowed() {
		return kind + " from " + number(min) + (max >= Long.MAX_VALUE ? " on" : " to " + number(max));
	}

	@Override
	double min() {
		return min;
	}

	@Override
	double max() {
		return max;
	}

	private static String number(double value) {
		return value == Math.rint(value) ? new BigDecimal(value).toPlainString() : Double.toString(value);
	}
}
