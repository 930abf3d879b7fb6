package sc.fiji.img2img.model;

import sc.fiji.img2img.cache.CacheDirectory;
import sc.fiji.img2img.onnx.Cancellation;
import sc.fiji.img2img.onnx.ConvertedModel;
import sc.fiji.img2img.onnx.ElementType;
import sc.fiji.img2img.onnx.Graph;
import sc.fiji.img2img.onnx.Node;
import sc.fiji.img2img.onnx.OnnxModel;
import sc.fiji.img2img.onnx.ValueInfo;
import sc.fiji.img2img.onnx.Weight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One network of a model: a folder with an ONNX file and, mostly, a config.json. Immutable. */
public final class Component {

	private static final int MAX_HALVINGS = 6;

	private final String name;

	private final Path onnx;

	private final JsonFile config;

	private Component(String name, Path onnx, JsonFile config) {
		this.name = name;
		this.onnx = onnx;
		this.config = config;
	}

	/**
	 * The network in a folder.
	 *
	 * @throws IOException if it has no ONNX file, or several of which none is called model.onnx
	 */
	static Component of(Path folder) throws IOException {
		return new Component(folder.getFileName().toString(), find(folder), JsonFile.of(folder.resolve("config.json")));
	}

	/** The folder's name: unet, vae_encoder, ... */
	public String name() {
		return name;
	}

	/**
	 * Reads the graph; each call gives a new one, to be changed at will.
	 *
	 * @throws IOException if the file is no complete ONNX model
	 */
	public OnnxModel read() throws IOException {
		return read(new Cancellation());
	}

	/** As {@link #read()}, to be ended early; so is what is done to the graph afterwards. */
	public OnnxModel read(Cancellation cancellation) throws IOException {
		return OnnxModel.read(onnx, cancellation);
	}

	/** As {@link #read(ElementType, Cancellation)}, to the end. */
	public OnnxModel read(ElementType floats) throws IOException {
		return read(floats, new Cancellation());
	}

	/**
	 * Reads the graph in a floating-point type. If that is not its own, it is converted, once, into the cache directory.
	 *
	 * @param floats FLOAT16 or FLOAT; null for the graph as it is
	 * @param cancellation ends reading and converting early
	 * @throws IOException if the file is no complete ONNX model, or cannot be converted
	 */
	public OnnxModel read(ElementType floats, Cancellation cancellation) throws IOException {
		OnnxModel model = read(cancellation);
		ElementType other = floats == ElementType.FLOAT16 ? ElementType.FLOAT : ElementType.FLOAT16;
		boolean converts = floats != null && model.graph().weights().values().stream().anyMatch(weight -> weight
			.type() == other && weight.shape().length > 1);
		if (!converts) return model;
		Path folder = CacheDirectory.get().resolve("models").resolve(Fingerprint.of(onnx.getParent()) + "-" + floats);
		return ConvertedModel.open(folder, model, floats);
	}

	/**
	 * How often the graph halves its input's height and width on the way down.
	 *
	 * @param model the graph of this component
	 * @throws IOException if it does more often than any network of this kind
	 */
	public static int halvings(OnnxModel model) throws IOException {
		int count = 0;
		for (Node node : model.graph().nodes()) {
			long[] strides = node.integers("strides");
			if (node.type().contains("Conv") && !node.type().contains("Transpose") && strides.length == 2 && strides[0] == 2)
				count++;
		}
		if (count > MAX_HALVINGS) throw new IOException("The graph in " + model.file() + " halves its input " + count +
			" times, where at most " + MAX_HALVINGS + " times is possible; the file is damaged, or no network of a diffusion model.");
		return count;
	}

	/**
	 * How many channels the graph's image or latent has, which files are told apart by when they were mixed up.
	 *
	 * @param model the graph of this component
	 * @param input one of its inputs
	 * @return -1 if neither the input's shape nor the first convolution's weight says it
	 */
	public static int channels(OnnxModel model, ValueInfo input) {
		if (input.dim(1) > 0) return (int) input.dim(1);
		for (Node node : model.graph().nodes()) {
			Weight weight = node.type().equals("Conv") ? model.graph().weights().get(node.input(1)) : null;
			if (weight != null && weight.shape().length == 4) return (int) weight.shape()[1];
		}
		return -1;
	}

	JsonFile config() {
		return config;
	}

	/** The index in the graph's list of hidden states of the one before the last layer's, as SDXL reads it; -1 if it is not among them. */
	public int penultimateHiddenState(Graph graph) throws IOException {
		int states = (int) graph.outputs().stream().filter(output -> output.name().startsWith("hidden_states.")).count();
		int index = config.has("num_hidden_layers") ? (int) config.number("num_hidden_layers", 0) - 1 : states - 2;
		return graph.output("hidden_states." + index) == null ? -1 : index;
	}

	private static Path find(Path folder) throws IOException {
		Path usual = folder.resolve("model.onnx");
		if (Files.isRegularFile(usual)) return usual;
		List<Path> candidates;
		try (Stream<Path> files = Files.list(folder)) {
			candidates = files.filter(file -> file.toString().endsWith(".onnx")).sorted().collect(Collectors.toList());
		}
		if (candidates.size() == 1) return candidates.get(0);
		throw new IOException(candidates.isEmpty() ? "There is no model.onnx in " + folder + "."
			: "There are several ONNX files in " + folder + ", and none is called model.onnx.");
	}
}
