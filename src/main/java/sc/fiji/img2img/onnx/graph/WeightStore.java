package sc.fiji.img2img.onnx.graph;

import java.io.IOException;

/** Where weights go when they get another type. */
public interface WeightStore {

	/** Tensors of fewer elements stay in the graph. */
	int SMALL = 1024;

	/** Keeps them in memory; for small graphs. */
	WeightStore MEMORY = new WeightStore() {

		@Override
		public Weight store(OnnxModel model, Weight weight, String name, ElementType type) throws IOException {
			double[] values = model.values(weight);
			// NB: shapes are inferred from small ones, which must stand in the graph for that.
			return values.length < SMALL ? Weight.of(name, type, weight.shape(), values) : Weight.supplied(name, type, weight
				.shape(), values);
		}

		@Override
		public Weight keep(OnnxModel model, Weight weight) {
			return weight;
		}
	};

	/**
	 * A weight in a type, maybe its own.
	 *
	 * @param name the new weight's
	 * @param type FLOAT or FLOAT16
	 * @throws IOException if it cannot be read or written
	 */
	Weight store(OnnxModel model, Weight weight, String name, ElementType type) throws IOException;

	/** A weight as it is, for a model that may be loaded from another place. */
	Weight keep(OnnxModel model, Weight weight) throws IOException;
}
