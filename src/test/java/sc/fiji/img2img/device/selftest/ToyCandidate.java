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

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;

import com.google.gson.JsonObject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.device.provider.Candidate;
import sc.fiji.img2img.device.provider.Hardware;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.tensor.Tensor;

/** A device that is the CPU in disguise, with faults as wished for. */
public final class ToyCandidate implements Candidate {

	public boolean present = true;

	public boolean gpu = true;

	public boolean fast = true;

	/** What it answers for 1 in fp32 and in the fast type, where it is not that. */
	public Float answer;
	public Float fastAnswer;

	/** What it says when it is to load something in the fast type; null if it does. */
	public String fastFault;

	public String hardware = "Toy GPU";

	/** What its self-test is to have measured, for it and for the CPU. */
	public double seconds = 0.01;
	public double cpuSeconds = 0.1;

	public String note = "";

	private final String key;

	private final int rank;

	public ToyCandidate() {
		this("toy", 1);
	}

	public ToyCandidate(String key, int rank) {
		this.key = key;
		this.rank = rank;
	}

	/** Tests it within this process. */
	public static List<SelfTestOutcome> test(ToyCandidate candidate, boolean fast) {
		SelfTest test = new SelfTest(candidate, fast);
		List<SelfTestOutcome> outcomes = new ArrayList<>();
		try {
			for (Hardware device : candidate.hardware()) {
				SelfTestOutcome outcome = test.begin(outcomes.size(), device);
				Float wrong = fast ? candidate.fastAnswer : candidate.answer;
				if (wrong == null) test.check(outcome, device);
				else outcome.fault = test.compare(Tensor.of(new float[] { wrong }, 1), Tensor.of(new float[] { 1 }, 1), outcome);
				outcome.seconds = candidate.seconds;
				outcome.cpuSeconds = candidate.cpuSeconds;
				outcomes.add(outcome);
			}
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return outcomes;
	}

	@Override
	public String key() {
		return key;
	}

	@Override
	public String version() {
		return "1.0";
	}

	@Override
	public String title() {
		return Character.toUpperCase(key.charAt(0)) + key.substring(1) + " 1.0";
	}

	@Override
	public int rank() {
		return rank;
	}

	@Override
	public boolean needsGpu() {
		return true;
	}

	@Override
	public String fastType() {
		return "fp16";
	}

	@Override
	public String note() {
		return note;
	}

	@Override
	public String identity() {
		return key;
	}

	@Override
	public JsonObject describe() {
		return new JsonObject();
	}

	@Override
	public boolean isPresent() {
		return present;
	}

	@Override
	public String fault() {
		return null;
	}

	@Override
	public List<Hardware> hardware() {
		return List.of(new Hardware(hardware, gpu, fast));
	}

	@Override
	public Provider provider(int number, boolean isFast) {
		return new Provider() {

			@Override
			public String name() {
				return key + (isFast ? ", fp16" : ", fp32");
			}

			@Override
			public void configure(SessionOptions options) throws OrtException {
				if (isFast && fastFault != null) throw new OrtException(fastFault);
			}
		};
	}
}
