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
package sc.fiji.img2img.device.selftest;

import java.util.Locale;

/**
 * What came of testing one device in one precision. Plain data, kept as JSON; not changed once it is made.
 */
public final class SelfTestOutcome {

	String key = "";

	String title = "";

	public String hardware = "";

	public int number;

	public boolean gpu;

	public String precision = "";

	public String fault;

	/** Whether it took its process with it, so that it must not be loaded here. */
	boolean fatal;

	double error;

	public double seconds;

	public double cpuSeconds;

	long time;

	/** Whether it says all that an outcome says; what was read from a file may not. */
	boolean isWhole() {
		return key != null && title != null && hardware != null && precision != null && number >= 0;
	}

	/** The device's name in settings, such as webgpu or openvino:2. */
	public String device() {
		return number == 0 ? key : key + ":" + (number + 1);
	}

	/** The provider with its version. */
	public String title() {
		return title;
	}

	/** What the device is made of; empty where it could not be found out. */
	public String hardware() {
		return hardware;
	}

	/** Whether it is a graphics processor, not software that stands in for one. */
	public boolean isGpu() {
		return gpu;
	}

	/** The precision, fp32 or the name of the fast type. */
	public String precision() {
		return precision;
	}

	/** Whether the device can be used so. */
	public boolean isPassed() {
		return fault == null;
	}

	/** Why it cannot be used, a clause without a full stop; null if it passed. */
	public String fault() {
		return fault;
	}

	/** The relative L2 distance of its numbers from those of the built-in CPU provider. */
	public double error() {
		return error;
	}

	/** How long it took over the test network, in milliseconds. */
	public double milliseconds() {
		return seconds * 1000;
	}

	/** How long the built-in CPU provider took over the same. */
	public double cpuMilliseconds() {
		return cpuSeconds * 1000;
	}

	/** One line for users. */
	@Override
	public String toString() {
		String what = (number == 0 ? "" : device() + ", ") + precision;
		if (fault != null) return what + ": " + fault;
		return String.format(Locale.ROOT, "%s on %s: error %.1e, %.1f ms (built-in CPU provider: %.1f ms)", what, hardware,
			error, milliseconds(), cpuMilliseconds());
	}
}
