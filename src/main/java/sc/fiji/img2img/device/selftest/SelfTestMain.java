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

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import sc.fiji.img2img.device.provider.Candidate;
import sc.fiji.img2img.device.provider.Candidates;
import sc.fiji.img2img.device.provider.DeviceFault;
import sc.fiji.img2img.device.provider.Hardware;

/**
 * The process in which devices are tested.
 * <p>
 * Reads what to test from standard input; writes, for each device, a line before the test, so that what ends the process
 * has a name, and one after it.
 * </p>
 */
final class SelfTestMain {

	/** What the lines for the parent begin with; drivers may write others. */
	static final String BEGUN = "img2img-begun ";
	static final String DONE = "img2img-done ";

	private SelfTestMain() {
		// NB: a program.
	}

	public static void main(String... arguments) throws IOException {
		JsonObject order = JsonParser.parseReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).getAsJsonObject();
		SelfTest test = new SelfTest(Candidates.read(order), order.get("fast").getAsBoolean());
		PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		run(Candidates.read(order), test, out);
		out.flush();
		// NB: drivers may have left threads behind, or crash while they are unloaded.
		Runtime.getRuntime().halt(0);
	}

	private static void run(Candidate candidate, SelfTest test, PrintStream out) throws IOException {
		Gson gson = new Gson();
		SelfTestOutcome loading = test.begin(0, null);
		out.println(BEGUN + gson.toJson(loading));
		List<Hardware> devices;
		try {
			devices = candidate.hardware();
		}
		catch (DeviceFault e) {
			loading.fault = e.getMessage();
			out.println(DONE + gson.toJson(loading));
			return;
		}
		for (int number = 0; number < devices.size(); number++) {
			SelfTestOutcome outcome = test.begin(number, devices.get(number));
			out.println(BEGUN + gson.toJson(outcome));
			test.run(outcome, devices.get(number));
			out.println(DONE + gson.toJson(outcome));
		}
	}
}
