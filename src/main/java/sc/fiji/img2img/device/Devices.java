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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import sc.fiji.img2img.device.install.PluginDescriptions;
import sc.fiji.img2img.device.provider.BuiltIn;
import sc.fiji.img2img.device.provider.Candidates;
import sc.fiji.img2img.device.selftest.SelfTests;

/** Finds what can run a model on this machine. */
public final class Devices {

	/** The name that leaves the choice to us. */
	public static final String AUTO = "auto";

	private Devices() {
		// NB: only finds.
	}

	/** The names that {@link #choose} knows, those of devices that are not here included. */
	public static List<String> names() {
		List<String> names = new ArrayList<>(List.of(AUTO));
		names.addAll(PluginDescriptions.known().keys());
		Arrays.stream(BuiltIn.values()).forEach(device -> names.add(device.key()));
		return names;
	}

	/**
	 * The name of a device as {@link #choose} takes it.
	 *
	 * @param name one of {@link #names()}, upper and lower case being the same; a number behind a colon is that of one of
	 *          several devices of the same kind, from 1
	 * @throws IllegalArgumentException if there is no such device; the message says what is allowed
	 */
	public static String read(String name) {
		String key = name.trim().toLowerCase(Locale.ROOT);
		if (names().contains(key.replaceFirst(":[1-9]\\d?$", "")) && !key.startsWith(AUTO + ":")) return key;
		throw new IllegalArgumentException("device should be one of " + String.join(", ", names()) + ", but is \"" + name +
			"\".");
	}

	/** Whether a name as {@link #choose} takes it can only stand for the CPU here, so that nothing has to be tested. */
	public static boolean isCpu(String name) {
		String cpu = BuiltIn.CPU.key();
		return read(name).equals(cpu) || read(name).equals(AUTO) && Candidates.installed().stream().allMatch(
			candidate -> candidate.key().equals(cpu) || candidate.rank() < 0 || !candidate.isPresent());
	}

	/** Chooses a device in the precision that suits it; see {@link #choose(String, Precision)}. */
	public static DeviceChoice choose(String name) {
		return choose(name, Precision.AUTO);
	}

	/**
	 * Chooses a device.
	 * <p>
	 * A device that has not been tested here is tested first, which takes seconds.
	 * </p>
	 *
	 * @param name as {@link #read} takes it; {@link #AUTO} is the fastest that passed its self-test here
	 * @throws IllegalArgumentException if there is no such device, or it does not work here; the message says why
	 */
	public static DeviceChoice choose(String name, Precision precision) {
		return new DeviceSearch(Candidates.installed(), SelfTests.get(), precision).choose(read(name));
	}
}
