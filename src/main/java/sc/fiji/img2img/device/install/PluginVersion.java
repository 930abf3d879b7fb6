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
package sc.fiji.img2img.device.install;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Numbers separated by dots, in the order in which they were released. Immutable. */
final class PluginVersion implements Comparable<PluginVersion> {

	private final int[] numbers;

	private PluginVersion(int[] numbers) {
		this.numbers = numbers;
	}

	/** Whether a text is a version, and safe as the name of a folder. */
	static boolean isVersion(String text) {
		return text.matches("\\d{1,9}(\\.\\d{1,9}){0,5}([._+-]?[A-Za-z0-9]{1,40}){0,3}");
	}

	/** The numbers that a text begins with; what follows them does not count. */
	static PluginVersion of(String text) {
		String head = text.replaceFirst("[^0-9.].*", "");
		return new PluginVersion(Arrays.stream(head.split("\\.")).filter(part -> part.matches("\\d{1,9}")).mapToInt(
			Integer::parseInt).toArray());
	}

	@Override
	public int compareTo(PluginVersion other) {
		for (int i = 0; i < Math.max(numbers.length, other.numbers.length); i++) {
			int difference = Integer.compare(at(i), other.at(i));
			if (difference != 0) return difference;
		}
		return 0;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof PluginVersion && compareTo((PluginVersion) other) == 0;
	}

	@Override
	public int hashCode() {
		int end = numbers.length;
		while (end > 0 && numbers[end - 1] == 0)
			end--;
		return Arrays.hashCode(Arrays.copyOf(numbers, end));
	}

	@Override
	public String toString() {
		return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining("."));
	}

	private int at(int index) {
		return index < numbers.length ? numbers[index] : 0;
	}
}
