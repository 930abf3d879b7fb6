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
package sc.fiji.img2img.diffusion.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import sc.fiji.img2img.diffusion.Conditions;
import sc.fiji.img2img.diffusion.DeviceMemory;
import sc.fiji.img2img.lora.LoraWeights;
import sc.fiji.img2img.onnx.OutOfDeviceMemoryException;
import sc.fiji.img2img.onnx.RewritableSession;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/**
 * Asks a UNet's graph about a batch, in as many parts as its fixed size or the device's memory calls for. Not thread-safe.
 */
final class UnetGraph {

	static final String SAMPLE = "sample";
	static final String TIMESTEP = "timestep";

	private final RewritableSession session;

	private final DeviceMemory memory;

	private final boolean sharesSamples;

	/**
	 * A graph that is asked by a session.
	 *
	 * @param session closed by whoever opened it
	 * @param sharesSamples whether it takes one row of sample and timestep for all rows of the conditions
	 */
	UnetGraph(RewritableSession session, DeviceMemory memory, boolean sharesSamples) {
		this.session = session;
		this.memory = memory;
		this.sharesSamples = sharesSamples;
	}

	/** Asks once, for what the network answers alone; as {@link #ask(Tensor, double, Conditions, Set, RunControl)}. */
	Tensor ask(Tensor sample, double timestep, Conditions conditions, RunControl control) {
		return ask(sample, timestep, conditions, Set.of(answer()), control).get(0);
	}

	/** The name of the output that is the network's answer. */
	String answer() {
		return session.outputs().get(0).name();
	}

	/**
	 * Asks once.
	 *
	 * @param conditions all else that the graph takes, a row for each of the sample's; what it does not take is left out
	 * @param outputs what is wanted of what it gives
	 * @return a tensor for each of them, with a row for each of the sample's
	 */
	List<Tensor> ask(Tensor sample, double timestep, Conditions conditions, Set<String> outputs, RunControl control) {
		int batch = sample.dim(0);
		while (true) {
			int rows = session.input(SAMPLE).dim(0) == 1 ? 1 : Math.min(batch, memory.rows());
			try {
				return rows < batch ? split(rows, sample, timestep, conditions, outputs, control.cancellation()) : askAtOnce(
					sample, timestep, conditions, outputs, control.cancellation());
			}
			catch (OutOfDeviceMemoryException e) {
				if (rows == 1) throw e;
				memory.refuseRows(rows, control);
			}
		}
	}

	// -- Helper methods --

	private List<Tensor> split(int rows, Tensor sample, double timestep, Conditions conditions, Set<String> outputs,
		Cancellation cancellation)
	{
		List<List<Tensor>> answers = new ArrayList<>();
		for (int first = 0; first < sample.dim(0); first += rows) {
			int end = Math.min(first + rows, sample.dim(0));
			answers.add(askAtOnce(sample.rows(first, end), timestep, conditions.rows(first, end), outputs, cancellation));
		}
		List<Tensor> joined = new ArrayList<>();
		for (int i = 0; i < outputs.size(); i++) {
			int output = i;
			joined.add(Tensor.concatenate(answers.stream().map(answer -> answer.get(output)).toArray(Tensor[]::new)));
		}
		return joined;
	}

	private List<Tensor> askAtOnce(Tensor sample, double timestep, Conditions conditions, Set<String> outputs,
		Cancellation cancellation)
	{
		Map<String, Tensor> feeds = LoraWeights.shared(conditions.tensors());
		// NB: with a LoRA in only some of an attention's projections, these would be of different numbers of rows.
		boolean shared = sharesSamples && sample.hasEqualRows() && LoraWeights.areShared(feeds);
		Tensor fed = shared ? sample.rows(0, 1) : sample;
		feeds.put(SAMPLE, fed);
		feeds.put(TIMESTEP, timestep(timestep, fed.dim(0)));
		Map<String, Tensor> answers = session.run(feeds, outputs, cancellation);
		return outputs.stream().map(answers::get).collect(Collectors.toList());
	}

	private Tensor timestep(double value, int batch) {
		ValueInfo input = session.input(TIMESTEP);
		if (input.rank() == 0) return Tensor.of(new float[] { (float) value });
		float[] values = new float[input.dim(0) > 0 ? (int) input.dim(0) : batch];
		Arrays.fill(values, (float) value);
		return Tensor.of(values, values.length);
	}
}
