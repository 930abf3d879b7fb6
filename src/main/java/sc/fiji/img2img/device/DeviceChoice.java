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
package sc.fiji.img2img.device;

import sc.fiji.img2img.onnx.Provider;

/** A device that will run the model, and why it was taken. Immutable. */
public final class DeviceChoice {

	private final Provider provider;

	private final String reason;

	private final boolean fallback;

	private final boolean keeps;

	private DeviceChoice(Provider provider, String reason, boolean fallback, boolean keeps) {
		this.provider = provider;
		this.reason = reason;
		this.fallback = fallback;
		this.keeps = keeps;
	}

	/** A device, and why it is taken. */
	public static DeviceChoice of(Provider provider, String reason) {
		return new DeviceChoice(provider, reason, false, true);
	}

	/** A device, or a precision, that stands in for a better one, and why that is not taken. */
	static DeviceChoice insteadOf(Provider provider, String why) {
		return new DeviceChoice(provider, why, true, true);
	}

	/** The CPU in its place, and why. */
	public DeviceChoice onCpu(String why) {
		DeviceChoice cpu = insteadOf(Provider.CPU, why);
		return keeps ? cpu : cpu.withoutCache();
	}

	/** The same, but nothing that is prepared for it is kept for the next time. */
	public DeviceChoice withoutCache() {
		return new DeviceChoice(provider.withoutCache(), reason, fallback, false);
	}

	/** What runs the model. */
	public Provider provider() {
		return provider;
	}

	/** Why it is this one, for the user. */
	public String reason() {
		return reason;
	}

	/** Whether it stands in for something better, or for what was asked for; the reason says why. */
	public boolean isFallback() {
		return fallback;
	}

	@Override
	public String toString() {
		return provider.name() + " (" + reason + ")";
	}
}
