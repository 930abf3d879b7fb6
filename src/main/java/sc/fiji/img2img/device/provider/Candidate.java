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
package sc.fiji.img2img.device.provider;

import com.google.gson.JsonObject;

import java.util.List;

import sc.fiji.img2img.onnx.Provider;

/** What may run models here, before it is known whether it does: an execution provider with its devices. */
public interface Candidate {

	/** The name in settings. */
	String key();

	/** Its version; the runtime's own where it is built in. */
	String version();

	/** The name to show, with its version. */
	String title();

	/** Its place among others that are as fast, the least being the best; negative if it is taken only when it is named. */
	int rank();

	/** Whether it is taken of itself only on a graphics processor, not on software that stands in for one. */
	default boolean needsGpu() {
		return false;
	}

	/** The type of its fast precision: fp16 or bf16; empty where it computes in fp32 only. */
	String fastType();

	/** Whether only a test tells that it works; its code comes with ONNX Runtime and runs on any machine otherwise. */
	default boolean needsTest() {
		return true;
	}

	/** What users are to know of the way that it is run here, a sentence without its full stop; empty if nothing. */
	default String note() {
		return "";
	}

	/** All that a test's outcome depends on, the machine excepted: versions, files. */
	String identity();

	/** What it is, for {@link Candidates#read}. */
	JsonObject describe();

	/** Whether it is here at all, be it to work or to fail. */
	default boolean isPresent() {
		return true;
	}

	/**
	 * Why there is no point in testing it; null if there is. Loads nothing into this process that may harm it.
	 */
	String fault();

	/**
	 * Its devices, the most attractive first. Loads it into this process.
	 *
	 * @throws DeviceFault if it cannot be loaded or has none
	 */
	List<Hardware> hardware() throws DeviceFault;

	/**
	 * What runs models on one of its devices. Loads it into this process.
	 *
	 * @param number of the device, from 0
	 * @param fast whether in its fast type
	 * @throws DeviceFault if there is no such device
	 */
	Provider provider(int number, boolean fast) throws DeviceFault;
}
