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

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.tensor.Tensor;

/**
 * A session whose graph can be changed between runs: it is loaded when it is first used, and anew when, and only when, the
 * change is another one.
 * <p>
 * Only one session is open at a time, since each takes the memory of the whole network. Whoever opens one closes it; one
 * that is closed is loaded again when it is used again. Not thread-safe.
 * </p>
 */
public final class RewritableSession implements AutoCloseable {

	private final OnnxModel.Source source;

	private final GraphRewrite standing;

	private final Provider provider;

	private final List<ValueInfo> inputs;

	private final List<ValueInfo> outputs;

	/** Of the weights. */
	private final long bytes;

	/** Whether what is prepared of the model is kept, and changes can be made to that. */
	private final boolean takesChanges;

	/** The model with its standing change, until it is used; null afterwards. */
	private OnnxModel first;

	/** Null before the first use, and after a change that failed. */
	private OnnxSession session;

	private String key = "";

	private int loads;

	/** Whether it has run since it was loaded. */
	private boolean hasRun;

	private RewritableSession(OnnxModel model, GraphRewrite standing, Provider provider) throws IOException {
		source = model.source();
		this.standing = standing;
		this.provider = provider;
		inputs = List.copyOf(model.graph().inputs());
		outputs = List.copyOf(model.graph().outputs());
		first = model;
		bytes = PreparedGraphs.bytes(model);
		takesChanges = provider.preparedForm().takesChanges() && PreparedGraphs.here().keeps(model, provider);
		GpuOperators.check(model, provider);
	}

	/**
	 * Prepares a model, which is loaded by {@link #use}.
	 *
	 * @param model with its standing change applied
	 * @param standing what is done to the graph after every other change
	 * @throws IOException if it has operators that the provider does not run
	 */
	public static RewritableSession open(OnnxModel model, GraphRewrite standing, Provider provider) throws IOException {
		return new RewritableSession(model, standing, provider);
	}

	/**
	 * Has the following runs use the graph with a change.
	 *
	 * @param newKey the same text for the same change; empty for none
	 * @param cancellation ends reading and changing the graph early
	 * @throws IOException if the graph cannot be changed or loaded; the next call of this method tries again
	 */
	public void use(String newKey, GraphRewrite change, Cancellation cancellation) throws IOException {
		if (isLoaded(newKey)) return;
		session = newKey.isEmpty() ? load(cancellation) : load(change, cancellation);
		key = newKey;
		loads++;
	}

	private OnnxSession load(Cancellation cancellation) throws IOException {
		OnnxModel model = unchanged(cancellation);
		close();
		return OnnxSession.open(model, provider);
	}

	private OnnxSession load(GraphRewrite change, Cancellation cancellation) throws IOException {
		if (takesChanges) {
			OnnxModel unchanged = unchanged(cancellation);
			close();
			Optional<OnnxSession> changed = OnnxSession.openChanged(unchanged, change, provider);
			if (changed.isPresent()) return changed.get();
		}
		first = null;
		OnnxModel model = source.read(cancellation);
		change.apply(model);
		standing.apply(model);
		close();
		return OnnxSession.openAnew(model, provider);
	}

	/** The model with nothing but its standing change. */
	private OnnxModel unchanged(Cancellation cancellation) throws IOException {
		OnnxModel model = first;
		first = null;
		// NB: the run that it was read for may have been cancelled since.
		if (model != null) return model.cancelledBy(cancellation);
		model = source.read(cancellation);
		standing.apply(model);
		return model;
	}

	/** Whether the graph is loaded with that change. */
	public boolean isLoaded(String change) {
		return session != null && key.equals(change);
	}

	/** The unchanged graph's input of that name, or null. */
	public ValueInfo input(String input) {
		return inputs.stream().filter(value -> value.name().equals(input)).findFirst().orElse(null);
	}

	/** What the unchanged graph is fed. */
	public List<ValueInfo> inputs() {
		return inputs;
	}

	/** What comes out of the unchanged graph. */
	public List<ValueInfo> outputs() {
		return outputs;
	}

	/** The bytes of the unchanged graph's weights. */
	public long bytes() {
		return bytes;
	}

	/** How often a graph was loaded. */
	public int loads() {
		return loads;
	}

	/**
	 * Runs the graph once, with the change that was asked for last.
	 *
	 * @param feeds a tensor for each input, those of the change included
	 * @see OnnxSession#run(Map, Cancellation)
	 */
	public Map<String, Tensor> run(Map<String, Tensor> feeds, Cancellation cancellation) {
		hasRun = true;
		return session.run(feeds, cancellation);
	}

	/**
	 * As {@link #run(Map, Cancellation)}, for some outputs only.
	 *
	 * @see OnnxSession#run(Map, Set, Cancellation)
	 */
	public Map<String, Tensor> run(Map<String, Tensor> feeds, Set<String> wanted, Cancellation cancellation) {
		hasRun = true;
		return session.run(feeds, wanted, cancellation);
	}

	/** Frees what {@link #use} loaded, and loads again; not if it has not run yet, since what is mapped takes no memory before. */
	public void release() {
		if (hasRun) close();
	}

	@Override
	public void close() {
		hasRun = false;
		if (session != null) session.close();
		session = null;
	}
}
