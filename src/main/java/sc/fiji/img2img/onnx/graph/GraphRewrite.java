package sc.fiji.img2img.onnx.graph;

import java.io.IOException;
import java.util.Set;

/** A change to a graph before it is loaded. */
@FunctionalInterface
public interface GraphRewrite {

	/** Takes out the inputs that no operation reads, which some exporters leave behind. */
	GraphRewrite DROP_DEAD_INPUTS = model -> {
		Graph graph = model.graph();
		// NB: what graphs within operations read is not looked at.
		if (graph.nodes().stream().anyMatch(Node::hasGraphs)) return;
		Set<String> read = graph.consumers().keySet();
		graph.inputs().removeIf(input -> !read.contains(input.name()));
	};

	/**
	 * Changes the model in place; leaves it alone where there is nothing to change.
	 *
	 * @throws IOException if weights that the change depends on cannot be read, or the graph cannot be changed so
	 */
	void apply(OnnxModel model) throws IOException;
}
