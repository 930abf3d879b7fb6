package sc.fiji.img2img.diffusion;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.img2img.lora.LoraRewrite;
import sc.fiji.img2img.model.Component;
import sc.fiji.img2img.onnx.OutOfDeviceMemoryException;
import sc.fiji.img2img.onnx.Provider;
import sc.fiji.img2img.onnx.RewritableSession;
import sc.fiji.img2img.onnx.graph.GraphRewrite;
import sc.fiji.img2img.onnx.graph.OnnxModel;
import sc.fiji.img2img.onnx.graph.ValueInfo;
import sc.fiji.img2img.onnx.rewrite.AttentionFusion;
import sc.fiji.img2img.run.Cancellation;
import sc.fiji.img2img.run.RunControl;
import sc.fiji.img2img.tensor.Tensor;

/**
 * The denoising network, whatever its exporter called for: timesteps as a scalar or one per row, of any type, and
 * graphs whose batch is fixed to 1.
 * <p>
 * Whoever opens one closes it.
 * </p>
 */
final class Unet implements AutoCloseable {

	static final String HIDDEN = "encoder_hidden_states";
	static final String POOLED = "text_embeds";
	static final String TIME_IDS = "time_ids";
	static final String GUIDANCE_EMBEDDING = "timestep_cond";

	private static final String SAMPLE = "sample";
	private static final String TIMESTEP = "timestep";

	private final RewritableSession session;

	private final int channels;

	private final int downsampling;

	/**
	 * How many rows go in at once; fewer, and so for good, where the device's memory did not suffice.
	 * <p>
	 * All by measurement: a guidance pair of Stable Diffusion 1.5's size at 512 x 512 pixels takes 1.008 times as long in two
	 * calls as in one on a CPU of two threads (StepBenchmark), the least that a device can gain. It is not measured anew
	 * in each run, since the two ways round differently, and a picture should not depend on how busy a machine was.
	 * </p>
	 */
	private int rowsAtOnce = Integer.MAX_VALUE;

	private Unet(RewritableSession session, int channels, int downsampling) {
		this.session = session;
		this.channels = channels;
		this.downsampling = downsampling;
	}

	static Unet open(Component component, Provider provider, Cancellation cancellation) throws IOException {
		OnnxModel model = component.read(provider.floats(), cancellation);
		boolean conditional = model.graph().input(HIDDEN) != null;
		GraphRewrite standing = graph -> {
			GraphRewrite.DROP_DEAD_INPUTS.apply(graph);
			// NB: after everything that adds to the projections.
			if (provider.fusesAttention()) new AttentionFusion().apply(graph);
		};
		standing.apply(model);
		ValueInfo sample = model.graph().input(SAMPLE);
		if (sample == null || model.graph().input(TIMESTEP) == null || !conditional)
			throw new IOException(model.file() + " is not a UNet: it should have the inputs " + SAMPLE + ", " + TIMESTEP +
				" and " + HIDDEN + ", but has " + ValueInfo.list(model.graph().inputs()) + ".");
		if (sample.dim(1) != 4 && sample.dim(1) != 9 && sample.dim(1) != -1) throw new IOException("The UNet " +
			model.file() + " takes " + sample.dim(1) + " channels; only those of 4, and of 9 for inpainting, can be run.");
		int downsampling = 1 << Component.halvings(model);
		return new Unet(RewritableSession.open(model, standing, provider), (int) Math.max(4, sample.dim(1)), downsampling);
	}

	/**
	 * Has LoRAs take part in what follows, in the place of those before.
	 *
	 * @throws IOException if their files cannot be read, or ONNX Runtime cannot load the network with them
	 */
	void use(LoraRewrite loras, Cancellation cancellation) throws IOException {
		session.use(loras.key(), loras, cancellation);
	}

	/** Whether the network is loaded with these LoRAs. */
	boolean isLoaded(LoraRewrite loras) {
		return session.isLoaded(loras.key());
	}

	/** How often the network was loaded. */
	int loads() {
		return session.loads();
	}

	/** How many channels go in: the latent's 4, and 5 more for inpainting models. */
	int channels() {
		return channels;
	}

	/** By how much the latent is shrunk inside; its height and width must be divisible by it. */
	int downsampling() {
		return downsampling;
	}

	/** The graph's input of that name, or null. */
	ValueInfo input(String name) {
		return session.input(name);
	}

	/**
	 * Asks the network.
	 *
	 * @param sample the scaled latents, [B, channels, h, w]
	 * @param timestep where on the schedule they are
	 * @param conditions the further inputs, each with B rows; those that the graph does not take are left out
	 * @return the answers, [B, 4, h, w]
	 */
	Tensor predict(Tensor sample, double timestep, Map<String, Tensor> conditions, RunControl control) {
		int batch = sample.dim(0);
		while (true) {
			int rows = session.input(SAMPLE).dim(0) == 1 ? 1 : Math.min(batch, rowsAtOnce);
			try {
				return rows < batch ? split(rows, sample, timestep, conditions, control.cancellation()) : predictAtOnce(
					sample, timestep, conditions, control.cancellation());
			}
			catch (OutOfDeviceMemoryException e) {
				if (rows == 1) throw e;
				rowsAtOnce = (rows + 1) / 2;
				control.note("The device's memory does not suffice for " + rows + " rows of the batch; going on with " +
					rowsAtOnce + " at a time");
			}
		}
	}

	@Override
	public void close() {
		session.close();
	}

	// -- Helper methods --

	private Tensor split(int rows, Tensor sample, double timestep, Map<String, Tensor> conditions,
		Cancellation cancellation)
	{
		List<Tensor> answers = new ArrayList<>();
		for (int first = 0; first < sample.dim(0); first += rows) {
			int end = Math.min(first + rows, sample.dim(0));
			Map<String, Tensor> part = new LinkedHashMap<>();
			for (Map.Entry<String, Tensor> condition : conditions.entrySet())
				part.put(condition.getKey(), condition.getValue().rows(first, end));
			answers.add(predictAtOnce(sample.rows(first, end), timestep, part, cancellation));
		}
		return Tensor.concatenate(answers.toArray(new Tensor[0]));
	}

	private Tensor predictAtOnce(Tensor sample, double timestep, Map<String, Tensor> conditions,
		Cancellation cancellation)
	{
		int batch = sample.dim(0);
		Map<String, Tensor> feeds = new LinkedHashMap<>(conditions);
		feeds.put(SAMPLE, sample);
		feeds.put(TIMESTEP, timestep(timestep, batch));
		Tensor answer = session.run(feeds, cancellation).values().iterator().next();
		AnswerShape.require("The UNet", answer, batch, 4, sample.dim(2), sample.dim(3));
		return Stage.UNET.checked(answer, timestep);
	}

	private Tensor timestep(double value, int batch) {
		ValueInfo input = session.input(TIMESTEP);
		if (input.rank() == 0) return Tensor.of(new float[] { (float) value });
		float[] values = new float[input.dim(0) > 0 ? (int) input.dim(0) : batch];
		java.util.Arrays.fill(values, (float) value);
		return Tensor.of(values, values.length);
	}
}
