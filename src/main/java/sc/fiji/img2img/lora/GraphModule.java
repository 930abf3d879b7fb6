package sc.fiji.img2img.lora;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.img2img.onnx.graph.Node;

/** A module of the network that a graph was exported from: its operations, and the weights and biases that they read. */
final class GraphModule {

	private final String path;

	private final List<Site> sites = new ArrayList<>();

	/** @param path flattened, with underscores for dots */
	GraphModule(String path) {
		this.path = path;
	}

	String path() {
		return path;
	}

	/** One for each time that the network runs the module; mostly one. */
	List<Site> sites() {
		return sites;
	}

	/** What a LoRA's shapes are compared with; null if the module has no weight. */
	Parameter weight() {
		return sites.stream().map(site -> site.weight).filter(parameter -> parameter != null).findFirst().orElse(null);
	}

	/** The bias; null if the module has none. */
	Parameter bias() {
		return sites.stream().map(site -> site.bias).filter(parameter -> parameter != null).findFirst().orElse(null);
	}

	/** One place in the graph where the module is run. */
	static final class Site {

		/** The matrix product or convolution; null for a normalisation, which has no branches. */
		final Node operation;

		/** Null where the place has only a bias. */
		final Parameter weight;

		/** Null where there is none. */
		final Parameter bias;

		Site(Node operation, Parameter weight, Parameter bias) {
			this.operation = operation;
			this.weight = weight;
			this.bias = bias;
		}
	}
}
