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
package sc.fiji.img2img.diffusion.scheduler;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.StringJoiner;

/**
 * The settings of a sampler: an immutable view of the keys of a {@code scheduler_config.json}.
 * <p>
 * Every sampler reads the keys it knows and has its own value for those that are missing; all others are ignored. A
 * model's file can therefore be handed to any sampler: what stands in the file and means something to the new sampler
 * carries over, nothing else does, as with diffusers' {@code from_config}. A JSON null counts as missing.
 * </p>
 * <p>
 * Besides diffusers' keys there are two for what diffusers takes as arguments of its calls: {@code eta} (0 to 1, the
 * share of fresh noise in each step of DDIM, where 0 is the default, and TCD, where 0.3 is), and {@code mu} (the
 * exponent of a flow-matching sampler's dynamic time shift, which its pipeline derives from the image's size).
 * </p>
 * <p>
 * Getters throw {@link IllegalArgumentException} with one sentence that names key, value and what is allowed.
 * </p>
 */
public final class SchedulerConfig {

	private static final String DEFAULTED_KEYS = "_use_default_values";

	private final Map<String, Object> values;

	private SchedulerConfig(Map<String, Object> values) {
		this.values = values;
	}

	/**
	 * Wraps the keys of a JSON object as gson reads them.
	 *
	 * @param json strings, booleans, numbers and lists of them by key; copied. Keys that it lists under
	 *          {@code _use_default_values} are left out: diffusers only filled them in.
	 */
	public static SchedulerConfig of(Map<String, ?> json) {
		Map<String, Object> values = new LinkedHashMap<>(json);
		values.values().removeIf(value -> value == null);
		Object defaulted = values.remove(DEFAULTED_KEYS);
		if (defaulted instanceof Collection) {
			values.keySet().removeAll((Collection<?>) defaulted);
		}
		return new SchedulerConfig(values);
	}

	/** Like {@link #of(Map)}, for an object that gson has parsed. */
	public static SchedulerConfig of(JsonObject json) {
		return of(values(json));
	}

	/** A configuration without any key: every sampler's own values. */
	public static SchedulerConfig empty() {
		return new SchedulerConfig(Collections.emptyMap());
	}

	/** A copy in which a key has another value, or is missing if the value is null. */
	public SchedulerConfig with(String key, Object value) {
		Map<String, Object> changed = new LinkedHashMap<>(values);
		changed.put(key, value);
		return of(changed);
	}

	/** Whether the key is there and not null. */
	public boolean has(String key) {
		return values.containsKey(key);
	}

	/** A boolean. */
	public boolean flag(String key, boolean ifMissing) {
		Object value = values.get(key);
		if (value == null) {
			return ifMissing;
		}
		if (value instanceof Boolean) {
			return (Boolean) value;
		}
		throw refusal(key, "true or false");
	}

	/** A string. */
	public String text(String key, String ifMissing) {
		Object value = values.get(key);
		if (value == null) {
			return ifMissing;
		}
		if (value instanceof String) {
			return (String) value;
		}
		throw refusal(key, "a word in quotes");
	}

	/**
	 * One of several words.
	 *
	 * @param allowed the possible values; their {@code toString()} is the word that stands in the JSON
	 */
	@SafeVarargs
	public final <T> T choice(String key, T ifMissing, T... allowed) {
		Object value = values.get(key);
		if (value == null) {
			return ifMissing;
		}
		StringJoiner words = new StringJoiner(", ", allowed.length == 1 ? "" : "one of ", "");
		for (T candidate : allowed) {
			if (candidate.toString().equals(value)) {
				return candidate;
			}
			words.add('"' + candidate.toString() + '"');
		}
		throw refusal(key, words.toString());
	}

	/** A whole number from {@code min} to {@code max}, both included. */
	public int integer(String key, int ifMissing, int min, int max) {
		if (!has(key)) {
			return ifMissing;
		}
		double number = asNumber(values.get(key));
		if (number == Math.rint(number) && number >= min && number <= max) {
			return (int) number;
		}
		throw refusal(key, "a whole number from " + min + " to " + max);
	}

	/** A number from {@code min} to {@code max}, both included; infinities must be allowed explicitly. */
	public double number(String key, double ifMissing, double min, double max) {
		if (!has(key)) {
			return ifMissing;
		}
		double number = asNumber(values.get(key));
		if (number >= min && number <= max) {
			return number;
		}
		throw refusal(key, "a number from " + min + " to " + max);
	}

	/** A number above zero, if the key is there. */
	public OptionalDouble positive(String key) {
		if (!has(key)) {
			return OptionalDouble.empty();
		}
		double number = asNumber(values.get(key));
		if (number > 0 && number < Double.POSITIVE_INFINITY) {
			return OptionalDouble.of(number);
		}
		throw refusal(key, "a number above 0");
	}

	/** A list of numbers; an empty one if the key is missing. */
	public double[] numbers(String key) {
		Object value = values.get(key);
		if (value == null) {
			return new double[0];
		}
		if (value instanceof List) {
			double[] numbers = ((List<?>) value).stream().mapToDouble(SchedulerConfig::asNumber).toArray();
			if (Arrays.stream(numbers).allMatch(Double::isFinite)) {
				return numbers;
			}
		}
		throw refusal(key, "a list of numbers");
	}

	/** The exception for a value that cannot be honoured. */
	IllegalArgumentException refusal(String key, String allowed) {
		Object value = values.get(key);
		String shown = value instanceof String ? "\"" + value + '"' : String.valueOf(value);
		return new IllegalArgumentException("The scheduler's " + key + " is " + shown + ", but it must be " + allowed + ".");
	}

	private static Map<String, Object> values(JsonObject json) {
		Map<String, Object> values = new LinkedHashMap<>();
		json.entrySet().forEach(entry -> values.put(entry.getKey(), value(entry.getValue())));
		return values;
	}

	/** As gson reads objects of any kind, whose many other readers take a part of a start. */
	private static Object value(JsonElement json) {
		if (json.isJsonNull()) return null;
		if (json.isJsonObject()) return values(json.getAsJsonObject());
		if (json.isJsonArray()) {
			List<Object> list = new ArrayList<>();
			json.getAsJsonArray().forEach(element -> list.add(value(element)));
			return list;
		}
		JsonPrimitive primitive = json.getAsJsonPrimitive();
		if (primitive.isBoolean()) return primitive.getAsBoolean();
		return primitive.isNumber() ? (Object) primitive.getAsDouble() : primitive.getAsString();
	}

	/** NB: Python writes infinities as bare words, which gson hands on as strings. */
	private static double asNumber(Object value) {
		if (value instanceof Number) {
			return ((Number) value).doubleValue();
		}
		if ("-Infinity".equals(value)) {
			return Double.NEGATIVE_INFINITY;
		}
		return "Infinity".equals(value) ? Double.POSITIVE_INFINITY : Double.NaN;
	}

	@Override
	public String toString() {
		return values.toString();
	}
}
