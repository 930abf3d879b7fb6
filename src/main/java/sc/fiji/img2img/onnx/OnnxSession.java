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
package sc.fiji.img2img.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.platform.Fp16Conversions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.InferenceException;
import sc.fiji.img2img.tensor.Tensor;

/**
 * A graph loaded into ONNX Runtime, ready to run on float tensors whatever types the graph itself takes.
 * <p>
 * Inputs are converted from float to the graph's own type, outputs back to float. Runs are serialised: the buffers that
 * inputs are handed over in are kept and used again. Whoever opens a session closes it, which frees its native memory;
 * it must not be closed while it runs.
 * </p>
 */
public final class OnnxSession implements AutoCloseable {

	private final OrtEnvironment environment;

	private final OrtSession session;

	private final String name;

	private final Provider provider;

	private final List<ValueInfo> inputs;

	private final List<ValueInfo> outputs;

	private final Map<String, ByteBuffer> buffers = new HashMap<>();

	private boolean closed;

	private OnnxSession(OrtSession session, OnnxModel model, String name, Provider provider) {
		environment = NativeLibraries.load();
		this.session = session;
		this.provider = provider;
		this.name = name;
		inputs = List.copyOf(model.graph().inputs());
		outputs = List.copyOf(model.graph().outputs());
	}

	/**
	 * Loads a model, from what was prepared of it before where that is kept.
	 *
	 * @param provider what is to run it
	 * @throws IOException if it has operators that the provider lacks, or a {@link LoadException} if ONNX Runtime cannot
	 *           load it there; the message says why
	 * @throws OutOfDeviceMemoryException if there is too little memory for it
	 */
	public static OnnxSession open(OnnxModel model, Provider provider) throws IOException {
		GpuOperators.check(model, provider);
		Optional<PreparedGraph> prepared = PreparedGraphs.here().of(model, provider);
		if (prepared.isEmpty()) return openAnew(model, provider);
		try {
			return new OnnxSession(new GraphLoader(model, provider).load(prepared.get()), model, model.file().toString(),
				provider);
		}
		catch (LoadException e) {
			// NB: another program may have deleted it meanwhile.
			prepared.get().delete();
			return openAnew(model, provider);
		}
	}

	/** As {@link #open}, without anything that was prepared before, or is for the next time. */
	static OnnxSession openAnew(OnnxModel model, Provider provider) throws IOException {
		GpuOperators.check(model, provider);
		return new OnnxSession(new GraphLoader(model, provider).load(), model, model.file().toString(), provider);
	}

	/**
	 * As {@link #open}, with a change that is made to what was prepared.
	 *
	 * @return empty if nothing of the model is kept, or the change cannot be made to that
	 */
	static Optional<OnnxSession> openChanged(OnnxModel model, GraphRewrite change, Provider provider) {
		Optional<PreparedGraph> prepared = PreparedGraphs.here().of(model, provider);
		if (prepared.isEmpty()) return Optional.empty();
		try {
			OnnxModel optimised = prepared.get().read(model.cancellation());
			if (!change.applyToOptimised(optimised, model)) return Optional.empty();
			return Optional.of(new OnnxSession(new GraphLoader(optimised, provider).loadOptimised(), optimised, model.file()
				.toString(), provider));
		}
		catch (IOException e) {
			// NB: another program may have deleted it meanwhile; what is wrong with the change is wrong without it, too.
			return Optional.empty();
		}
	}

	/** What is to be fed. */
	public List<ValueInfo> inputs() {
		return inputs;
	}

	/** The input of that name, or null. */
	public ValueInfo input(String input) {
		return inputs.stream().filter(value -> value.name().equals(input)).findFirst().orElse(null);
	}

	/** What comes out. */
	public List<ValueInfo> outputs() {
		return outputs;
	}

	/**
	 * Runs the graph once.
	 *
	 * @param feeds a tensor for each input
	 * @param cancellation ends the run early
	 * @return the tensors of all outputs, by name, in the graph's order
	 * @throws java.util.concurrent.CancellationException if the run was ended early
	 * @throws InferenceException if ONNX Runtime fails; an OutOfDeviceMemoryException for want of memory
	 */
	public Map<String, Tensor> run(Map<String, Tensor> feeds, Cancellation cancellation) {
		return run(feeds, session.getOutputNames(), cancellation);
	}

	/** As {@link #run(Map, Cancellation)}, for the tensors of some outputs only. */
	public synchronized Map<String, Tensor> run(Map<String, Tensor> feeds, Set<String> wanted, Cancellation cancellation) {
		cancellation.check();
		List<OnnxTensor> opened = new ArrayList<>();
		try (OrtSession.RunOptions options = new OrtSession.RunOptions()) {
			Map<String, OnnxTensor> values = new LinkedHashMap<>();
			for (ValueInfo input : inputs) {
				Tensor feed = feeds.get(input.name());
				if (feed == null) throw new InferenceException("The graph " + name + " has the input " + input +
					", which is not known here.");
				OnnxTensor tensor = feed(input, feed);
				opened.add(tensor);
				values.put(input.name(), tensor);
			}
			Runnable interrupter = () -> terminate(options);
			cancellation.interrupt(interrupter);
			try (NativeCall call = NativeCall.begin(interrupter); OrtSession.Result result = session.run(values, wanted,
				options))
			{
				return read(result);
			}
			finally {
				cancellation.release(interrupter);
			}
		}
		catch (OrtException e) {
			cancellation.check();
			NativeCall.check();
			throw DeviceFailure.running(name, provider, e);
		}
		finally {
			opened.forEach(OnnxTensor::close);
		}
	}

	@Override
	public synchronized void close() {
		if (closed) return;
		closed = true;
		try {
			session.close();
		}
		catch (OrtException e) {
			throw new InferenceException("ONNX Runtime could not release " + name + ": " + RuntimeMessage.of(e), e);
		}
	}

	// -- Helper methods --

	private static void terminate(OrtSession.RunOptions options) {
		try {
			options.setTerminate(true);
		}
		catch (OrtException | IllegalStateException e) {
			// NB: the run ended by itself in the meantime.
		}
	}

	private OnnxTensor feed(ValueInfo input, Tensor feed) throws OrtException {
		float[] data = feed.data();
		ByteBuffer buffer = buffer(input, data.length);
		switch (input.type()) {
			case FLOAT:
				FloatBuffer floats = buffer.asFloatBuffer();
				floats.put(data).flip();
				return OnnxTensor.createTensor(environment, floats, feed.shape());
			case FLOAT16:
				for (float value : data)
					buffer.putShort(Fp16Conversions.floatToFp16(value));
				return OnnxTensor.createTensor(environment, rewind(buffer), feed.shape(), OnnxJavaType.FLOAT16);
			case BFLOAT16:
				for (float value : data)
					buffer.putShort(Fp16Conversions.floatToBf16(value));
				return OnnxTensor.createTensor(environment, rewind(buffer), feed.shape(), OnnxJavaType.BFLOAT16);
			case INT64:
				for (float value : data)
					buffer.putLong((long) value);
				return OnnxTensor.createTensor(environment, rewind(buffer).asLongBuffer(), feed.shape());
			case INT32:
				for (float value : data)
					buffer.putInt((int) value);
				return OnnxTensor.createTensor(environment, rewind(buffer).asIntBuffer(), feed.shape());
			case DOUBLE:
				for (float value : data)
					buffer.putDouble(value);
				return OnnxTensor.createTensor(environment, rewind(buffer).asDoubleBuffer(), feed.shape());
			default:
				throw new InferenceException("The graph " + name + " has the input " + input +
					", whose element type is not supported.");
		}
	}

	private ByteBuffer buffer(ValueInfo input, int count) {
		int bytes = Math.multiplyExact(count, Math.max(1, input.type().bytes()));
		ByteBuffer buffer = buffers.get(input.name());
		if (buffer == null || buffer.capacity() < bytes) {
			buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
			buffers.put(input.name(), buffer);
		}
		buffer.clear().limit(bytes);
		return buffer;
	}

	private static ByteBuffer rewind(ByteBuffer buffer) {
		buffer.flip();
		return buffer;
	}

	private Map<String, Tensor> read(OrtSession.Result result) {
		Map<String, Tensor> tensors = new LinkedHashMap<>();
		for (Map.Entry<String, OnnxValue> entry : result) {
			if (!(entry.getValue() instanceof OnnxTensor)) continue;
			OnnxTensor value = (OnnxTensor) entry.getValue();
			TensorInfo info = value.getInfo();
			FloatBuffer floats = value.getFloatBuffer();
			if (floats == null) continue;
			float[] data = new float[floats.remaining()];
			floats.get(data);
			tensors.put(entry.getKey(), Tensor.of(data, info.getShape()));
		}
		if (tensors.isEmpty()) throw new InferenceException("The graph " + name + " gives " + ValueInfo.list(
			outputs) + ", but no tensor of 16- or 32-bit floats.");
		return tensors;
	}
}
