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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import sc.fiji.img2img.device.provider.Candidate;
import sc.fiji.img2img.device.provider.DeviceFault;
import sc.fiji.img2img.device.provider.Hardware;
import sc.fiji.img2img.device.selftest.SelfTestOutcome;
import sc.fiji.img2img.device.selftest.SelfTests;
import sc.fiji.img2img.onnx.Provider;

/** The search for a device that works, and for the reasons why others do not. Immutable. */
public final class DeviceSearch {

	private final List<Candidate> candidates;

	private final SelfTests tests;

	private final Precision precision;

	/** @param candidates in the order that decides between equals */
	public DeviceSearch(List<Candidate> candidates, SelfTests tests, Precision precision) {
		this.candidates = candidates;
		this.tests = tests;
		this.precision = precision;
	}

	/** @see Devices#choose(String, Precision) */
	public DeviceChoice choose(String name) {
		return name.equals(Devices.AUTO) ? best() : named(name);
	}

	// -- Helper methods --

	private DeviceChoice best() {
		List<Candidate> offered = candidates.stream().filter(candidate -> candidate.rank() >= 0 && candidate.isPresent())
			.collect(Collectors.toList());
		SpeedOrder speeds = new SpeedOrder(offered, tests, precision);
		List<String> late = new ArrayList<>();
		for (Candidate candidate : speeds.candidates()) {
			List<String> faults = new ArrayList<>(late);
			List<String> slower = new ArrayList<>();
			for (Candidate other : offered.subList(0, offered.indexOf(candidate)))
				if (speeds.has(other)) slower.add(other.title());
				else fault(other).ifPresent(faults::add);
			try {
				DeviceChoice choice = open(candidate, -1, faults);
				return slower.isEmpty() || choice.isFallback() ? choice : chosen(candidate, choice.provider(), "faster here than " +
					String.join(" and ", slower));
			}
			catch (DeviceFault e) {
				late.add(e.getMessage());
			}
		}
		for (Candidate candidate : offered)
			if (!speeds.has(candidate)) fault(candidate).ifPresent(late::add);
		throw new IllegalArgumentException("No device works here: " + String.join("; ", late) + ".");
	}

	/** Why a candidate that did not pass is not taken. */
	private Optional<String> fault(Candidate candidate) {
		try {
			open(candidate, -1, new ArrayList<>());
			return Optional.empty();
		}
		catch (DeviceFault e) {
			return Optional.of(e.getMessage());
		}
	}

	private DeviceChoice named(String name) {
		String key = name.replaceFirst(":\\d+$", "");
		int number = key.equals(name) ? 0 : Integer.parseInt(name.substring(key.length() + 1)) - 1;
		String fault = "it is not installed; Plugins > Img2Img Devices or the command line's \"devices install " + key +
			"\" does that";
		for (Candidate candidate : candidates) {
			if (!candidate.key().equals(key)) continue;
			try {
				return open(candidate, number, new ArrayList<>());
			}
			catch (DeviceFault e) {
				fault = e.getMessage();
			}
		}
		throw new IllegalArgumentException("The device " + name + " cannot be used: " + fault +
			"; device=auto takes the best that works.");
	}

	/**
	 * Opens one of a candidate's devices.
	 *
	 * @param number of the device; negative for the first that works and is worth being taken of itself
	 * @param faults why better devices were not taken; what is found out is added
	 */
	private DeviceChoice open(Candidate candidate, int number, List<String> faults) throws DeviceFault {
		String fault = candidate.fault();
		if (fault != null) throw new DeviceFault(fault);
		if (!candidate.needsTest()) {
			if (precision == Precision.FAST) faults.add("precision=fast is not available: " + candidate.title() +
				" computes in fp32");
			return choice(candidate, candidate.provider(Math.max(0, number), false), number, faults);
		}
		String note = null;
		if (precision != Precision.FP32) {
			String slow = candidate.fastType().isEmpty() ? candidate.title() + " has no faster type than fp32" : null;
			if (slow == null) try {
				return choice(candidate, candidate.provider(tested(candidate, true, number), true), number, faults);
			}
			catch (DeviceFault e) {
				slow = e.getMessage();
			}
			if (precision == Precision.FAST || !candidate.fastType().isEmpty()) note = "in fp32: " + slow;
		}
		Provider provider = candidate.provider(tested(candidate, false, number), false);
		// NB: only now, since it is of no interest where the device is not taken.
		if (note != null) faults.add(note);
		return choice(candidate, provider, number, faults);
	}

	/** The number of the device that passed its test; the test is run where that has not been done. */
	private int tested(Candidate candidate, boolean fast, int number) throws DeviceFault {
		List<SelfTestOutcome> outcomes = tests.of(candidate, fast);
		int found = passed(candidate, outcomes, number);
		// NB: only now, since what takes its process with it must not be loaded here.
		List<Hardware> hardware = candidate.hardware();
		boolean same = found < hardware.size() && outcomes.stream().anyMatch(outcome -> outcome.number == found &&
			outcome.hardware.equals(hardware.get(found).toString()));
		return same ? found : passed(candidate, tests.run(candidate, fast), number);
	}

	private static int passed(Candidate candidate, List<SelfTestOutcome> outcomes, int number) throws DeviceFault {
		List<SelfTestOutcome> asked = outcomes.stream().filter(outcome -> number < 0 || outcome.number == number).collect(
			Collectors.toList());
		// NB: a fault that came before the devices were listed is the first one's.
		if (asked.isEmpty()) asked = outcomes.subList(0, 1);
		List<String> faults = new ArrayList<>();
		for (SelfTestOutcome outcome : asked) {
			boolean worthIt = number >= 0 || outcome.gpu || !candidate.needsGpu();
			if (outcome.isPassed() && worthIt && (number < 0 || outcome.number == number)) return outcome.number;
			if (!outcome.isPassed()) faults.add(outcome.fault);
			else if (worthIt) faults.add(candidate.title() + " has fewer devices than " + (number + 1));
			else faults.add(candidate.title() + " finds no GPU, only " + outcome.hardware + ", which is slow");
		}
		throw new DeviceFault(String.join("; ", faults));
	}

	private static DeviceChoice choice(Candidate candidate, Provider provider, int number, List<String> faults) {
		if (!faults.isEmpty()) return DeviceChoice.insteadOf(provider, noted(candidate, String.join("; ", faults)));
		return chosen(candidate, provider, number < 0 ? "the best that works here" : "as asked for");
	}

	private static DeviceChoice chosen(Candidate candidate, Provider provider, String reason) {
		return DeviceChoice.of(provider, noted(candidate, reason));
	}

	private static String noted(Candidate candidate, String reason) {
		return candidate.note().isEmpty() ? reason : reason + "; " + candidate.note();
	}
}
